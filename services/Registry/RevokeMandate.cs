using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;

namespace TalentFinance.Registry;

/// <summary>A startup takes a mandate back, or the agent returns it; tokens that act on it are void.</summary>
internal static class RevokeMandate
{
    public static void Map(RouteGroupBuilder mandates) =>
        mandates.MapPost("{id:guid}/revoke", Handle).Allow(Role.Startup, Role.Agent).WithSummary("End a mandate at once");

    private static async Task<Results<Ok<MandateView>, NotFound, Refused>> Handle(Guid id, Caller caller, RegistryDb db, BusinessClock clock, CancellationToken cancel)
    {
        var mandate = await db.Mandates.SingleOrDefaultAsync(m => m.Id == id && (m.FirmId == caller.OrganisationId || m.AgentId == caller.OrganisationId), cancel);
        if (mandate is null) return TypedResults.NotFound();

        var outcome = mandate.Revoke(clock.Now);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);

        // The tokens do not say which mandate they stand on: all of the agent's systems ask for new ones.
        var clients = await db.Clients.Where(client => client.OrganisationId == mandate.AgentId && client.RevokedAt == null).Select(client => client.Id).ToListAsync(cancel);
        foreach (var client in clients) db.Publish(new AccessRevoked { AccountId = client, IssuedBefore = DateTimeOffset.UtcNow });
        db.Audit(caller, "revoke", "Mandate", id);
        return TypedResults.Ok(MandateView.Of(mandate, clock.Today));
    }
}
