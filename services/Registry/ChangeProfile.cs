using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;

namespace TalentFinance.Registry;

/// <summary>A startup, or its agent, brings its profile up to date; applications that were submitted keep what they froze.</summary>
internal static class ChangeProfile
{
    public static void Map(RouteGroupBuilder organisations) =>
        organisations.MapPut("{id:guid}/profile", Handle).Allow(Role.Startup, Role.Agent).WithSummary("Change a startup's profile; amounts in yuan");

    private static async Task<Results<Ok<OrganisationView>, NotFound, Refused>> Handle(Guid id, FirmProfile profile, Caller caller, RegistryDb db, BusinessClock clock, CancellationToken cancel)
    {
        var organisation = await db.FirmsOf(caller, clock.Today).SingleOrDefaultAsync(firm => firm.Id == id, cancel);
        if (organisation is null) return TypedResults.NotFound();

        var outcome = organisation.ChangeProfile(profile, clock.Today);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);

        db.Publish(organisation.Changed(clock.Now));
        db.Audit(caller, "change profile", "Organisation", id);
        return TypedResults.Ok(OrganisationView.Of(organisation));
    }
}
