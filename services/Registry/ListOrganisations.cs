using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>Who is on the marketplace, as far as the caller may see: institutions are public to all who sign in, firms are not.</summary>
internal static class ListOrganisations
{
    internal sealed record Item(
        Guid Id, int Version, OrganisationKind Kind, string CreditCode, string Name, string DistrictCode, bool Active, DateTimeOffset RegisteredAt, string? IndustryCode, string? Chain, string? Park);

    public static void Map(RouteGroupBuilder organisations) =>
        organisations.MapGet("", Handle).AllowSignedIn().WithSummary("Organisations that the caller may see; name is a prefix");

    private static async Task<Results<Ok<Page<Item>>, Refused>> Handle(
        Caller caller, RegistryDb db, BusinessClock clock, PageRequest page, CancellationToken cancel,
        OrganisationKind? kind = null, string? districtCode = null, string? creditCode = null, string? name = null, string? chain = null, string? park = null, bool? active = null)
    {
        if (name is { Length: > Organisation.NameLengthMax }) return new Refused(Refusal.Input("name", "longer than any name", "shorten it"));
        var query = VisibleTo(db, caller, clock.Today);
        if (kind is not null) query = query.Where(o => o.Kind == kind);
        if (districtCode is not null) query = query.Where(o => o.DistrictCode == districtCode);
        if (creditCode is not null) query = query.Where(o => o.CreditCode == creditCode);
        if (name is not null) query = query.Where(o => o.Name.StartsWith(name));
        if (chain is not null) query = query.Where(o => o.Profile!.Chain == chain);
        if (park is not null) query = query.Where(o => o.Profile!.Park == park);
        if (active is not null) query = query.Where(o => o.State == (active.Value ? OrganisationState.Active : OrganisationState.Suspended));
        var withProfile = !caller.IsInstitution();
        return TypedResults.Ok(await query.Page(page, o => o.RegisteredAt, o => o.Id, o => new Item(
            o.Id, o.Version, o.Kind, o.CreditCode, o.Name, o.DistrictCode, o.Active, o.RegisteredAt,
            withProfile ? o.Profile?.IndustryCode : null, withProfile ? o.Profile?.Chain : null, withProfile ? o.Profile?.Park : null), cancel));
    }

    /// <summary>An institution sees that a firm exists while it holds any live consent of it.</summary>
    public static IQueryable<Organisation> VisibleTo(RegistryDb db, Caller caller, DateOnly today)
    {
        if (caller.Is(Role.Administrator)) return db.Organisations.AsNoTracking();
        var firms = db.FirmsOf(caller, today).Select(firm => firm.Id);
        var self = caller.OrganisationId;
        return caller.IsInstitution()
            ? db.Organisations.AsNoTracking().Where(o => o.Kind != OrganisationKind.Startup
                || db.Consents.Any(consent => consent.GranteeId == self && consent.FirmId == o.Id && consent.RevokedAt == null && consent.ValidUntil >= today))
            : db.Organisations.AsNoTracking().Where(o => o.Kind != OrganisationKind.Startup || firms.Contains(o.Id));
    }
}
