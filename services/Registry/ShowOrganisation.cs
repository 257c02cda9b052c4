using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;

namespace TalentFinance.Registry;

/// <summary>One organisation; a firm's profile is open to an institution only under a live consent, and the look is recorded.</summary>
internal static class ShowOrganisation
{
    public static void Map(RouteGroupBuilder organisations) =>
        organisations.MapGet("{id:guid}", Handle).AllowSignedIn().WithSummary("One organisation; to institutions its profile only under consent");

    private static async Task<Results<Ok<OrganisationView>, NotFound>> Handle(Guid id, Caller caller, RegistryDb db, BusinessClock clock, CancellationToken cancel)
    {
        var organisation = await ListOrganisations.VisibleTo(db, caller, clock.Today).SingleOrDefaultAsync(o => o.Id == id, cancel);
        if (organisation is null) return TypedResults.NotFound();
        if (!caller.IsInstitution() || organisation.Kind != OrganisationKind.Startup) return TypedResults.Ok(OrganisationView.Of(organisation));

        var consent = await db.LiveConsent(caller, id, ConsentScope.Profile, clock.Today, cancel);
        if (consent is null) return TypedResults.Ok(OrganisationView.Of(organisation, profile: false));
        var financials = consent.Covers(ConsentScope.Financials, clock.Today) ? consent : await db.LiveConsent(caller, id, ConsentScope.Financials, clock.Today, cancel);
        db.Audit(caller, financials is null ? "look at Profile under consent" : "look at Profile and Financials under consent", "Organisation", id, $"consent {(financials ?? consent).Id}: {(financials ?? consent).Purpose}");
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(OrganisationView.Of(organisation, financials: financials is not null));
    }
}
