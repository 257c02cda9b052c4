using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>An organisation as its reader may see it.</summary>
internal sealed record OrganisationView(
    Guid Id, int Version, OrganisationKind Kind, string CreditCode, string Name, string DistrictCode, bool Active, DateTimeOffset RegisteredAt, ProfileView? Profile, Guid? MandateId = null)
{
    public static OrganisationView Of(Organisation organisation, bool profile = true, bool financials = true) => new(
        organisation.Id, organisation.Version, organisation.Kind, organisation.CreditCode, organisation.Name, organisation.DistrictCode, organisation.Active, organisation.RegisteredAt,
        profile && organisation.Profile is { } known ? ProfileView.Of(known, financials) : null);
}

/// <summary>A profile; sales and assets are null where the consent does not open them.</summary>
internal sealed record ProfileView(
    DateOnly FoundedOn, string IndustryCode, string Chain, string Park, int Staff, Yuan? SalesYuan, Yuan? AssetsYuan, bool OwnPremises, int LeaseMonths, bool SeriousBreach)
{
    public static ProfileView Of(FirmProfile profile, bool financials) => new(
        profile.FoundedOn, profile.IndustryCode, profile.Chain, profile.Park, profile.Staff, financials ? profile.SalesYuan : null, financials ? profile.AssetsYuan : null,
        profile.OwnPremises, profile.LeaseMonths, profile.SeriousBreach);
}
