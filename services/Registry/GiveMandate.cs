using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>A startup lets an agent act for it until a day, at most 12 months ahead (domain.md §8 ①).</summary>
internal static class GiveMandate
{
    internal sealed record Request(Guid AgentId, DateOnly ValidUntil);

    public static void Map(RouteGroupBuilder mandates) =>
        mandates.MapPost("", Handle).Allow(Role.Startup).WithSummary("Let an agent act for one's firm");

    private static async Task<Results<Created<MandateView>, Refused>> Handle(Request request, Caller caller, RegistryDb db, BusinessClock clock, CancellationToken cancel)
    {
        // An agent that acts for a firm does not hand the mandate on, nor prolong its own.
        if (caller.ActingThrough is not null) return new Refused(Refusal.Rule("firm-itself", "a mandate is given by the firm itself", "domain.md §8 ①", "sign in with an account of the firm"));
        if (!await db.Organisations.AnyAsync(agent => agent.Id == request.AgentId && agent.Kind == OrganisationKind.Agent && agent.State == OrganisationState.Active, cancel))
            return new Refused(Refusal.Input("agentId", "no active agent has this id", "look it up: GET /api/registry/organisations?kind=Agent"));

        var outcome = Mandate.Give(Guid.CreateVersion7(), caller.OrganisationId, request.AgentId, clock.Today, request.ValidUntil, clock.Now);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);

        db.Mandates.Add(outcome.Value);
        db.Audit(caller, "give", "Mandate", outcome.Value.Id);
        return TypedResults.Created($"/api/registry/mandates/{outcome.Value.Id}", MandateView.Of(outcome.Value, clock.Today));
    }
}

internal sealed record MandateView(Guid Id, Guid FirmId, Guid AgentId, DateOnly ValidFrom, DateOnly ValidUntil, bool Live)
{
    public static MandateView Of(Mandate mandate, DateOnly today) => new(mandate.Id, mandate.FirmId, mandate.AgentId, mandate.ValidFrom, mandate.ValidUntil, mandate.IsLive(today));
}
