using Microsoft.EntityFrameworkCore;

namespace TalentFinance.Registry;

/// <summary>An administrator suspends an organisation, or lets it back: nobody of it signs in meanwhile, and every service hears of it.</summary>
internal static class SuspendOrganisation
{
    internal sealed record Request(string Reason);

    public static void Map(RouteGroupBuilder organisations)
    {
        organisations.MapPost("{id:guid}/suspend", (Guid id, Request request, Caller caller, RegistryDb db, BusinessClock clock, CancellationToken cancel) =>
            Handle(id, request, suspend: true, caller, db, clock, cancel)).Allow(Role.Administrator).WithSummary("Suspend an organisation; its tickets are void");
        organisations.MapPost("{id:guid}/resume", (Guid id, Request request, Caller caller, RegistryDb db, BusinessClock clock, CancellationToken cancel) =>
            Handle(id, request, suspend: false, caller, db, clock, cancel)).Allow(Role.Administrator).WithSummary("Let a suspended organisation back");
    }

    private static async Task<Results<Ok<OrganisationView>, NotFound, Refused>> Handle(
        Guid id, Request request, bool suspend, Caller caller, RegistryDb db, BusinessClock clock, CancellationToken cancel)
    {
        var check = new Check().Text(request.Reason, "reason", 500);
        // Whoever suspends the office that they sign in for would lock the door from inside.
        check.That(!suspend || id != caller.OrganisationId, "id", "this is your own organisation", "another organisation's administrator suspends it");
        if (check.Refused is { } bad) return bad;
        var organisation = await db.Organisations.SingleOrDefaultAsync(o => o.Id == id, cancel);
        if (organisation is null) return TypedResults.NotFound();

        var outcome = suspend ? organisation.Suspend() : organisation.Resume();
        if (outcome.IsRefused) return new Refused(outcome.Refusals);

        if (suspend) await db.RevokeAccess(id, cancel);
        db.Publish(organisation.Changed(clock.Now));
        db.Audit(caller, suspend ? "suspend" : "resume", "Organisation", id, request.Reason);
        return TypedResults.Ok(OrganisationView.Of(organisation));
    }
}
