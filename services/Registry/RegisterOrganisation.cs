using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>An administrator registers an institution or a firm; an agent registers a firm, which gives it the firm's mandate.</summary>
internal static class RegisterOrganisation
{
    internal sealed record Request(OrganisationKind Kind, string CreditCode, string Name, string DistrictCode, FirmProfile? Profile = null, DateOnly? MandateUntil = null);

    public static readonly Refusal Taken =
        Refusal.Rule("credit-code-taken", "an organisation with this credit code is registered", "GB 32100: one code, one organisation", "ask the firm for a mandate, or correct the code") with { Field = "creditCode" };

    public static void Map(RouteGroupBuilder organisations) =>
        organisations.MapPost("", Handle).Allow(Role.Administrator, Role.Agent).WithSummary("Register an organisation; an agent registers startups and gets their mandate");

    // One query and one save: tens of thousands of firms come in this way.
    private static async Task<Results<Created<OrganisationView>, Refused>> Handle(Request request, Caller caller, RegistryDb db, BusinessClock clock, CancellationToken cancel)
    {
        var byAgent = !caller.Is(Role.Administrator);
        if (byAgent && request.Kind != OrganisationKind.Startup)
            return new Refused(Refusal.Rule("agents-register-startups", "an agent registers startups only", "domain.md §8 ①", "ask an administrator") with { Field = "kind" });
        if (!byAgent && request.MandateUntil is not null)
            return new Refused(Refusal.Input("mandateUntil", "only an agent gets a mandate by registering a firm", "leave it out"));
        var registered = Organisation.Register(Guid.CreateVersion7(), request.Kind, request.CreditCode, request.Name, request.DistrictCode, request.Profile, clock.Today, clock.Now);
        if (registered.IsRefused) return new Refused(registered.Refusals);
        var organisation = registered.Value;
        Mandate? mandate = null;
        if (byAgent)
        {
            var given = Mandate.Give(Guid.CreateVersion7(), organisation.Id, caller.OrganisationId, clock.Today, request.MandateUntil ?? clock.Today.AddMonths(Mandate.MonthsMax), clock.Now);
            if (given.IsRefused) return new Refused([.. given.Refusals.Select(refusal => refusal with { Field = "mandateUntil" })]);
            db.Mandates.Add(mandate = given.Value);
        }
        if (await db.Organisations.AnyAsync(known => known.CreditCode == request.CreditCode, cancel)) return new Refused(Taken);

        db.Organisations.Add(organisation);
        db.Publish(organisation.Changed(clock.Now));
        db.Audit(caller, mandate is null ? "register" : "register with mandate", "Organisation", organisation.Id);
        return TypedResults.Created($"/api/registry/organisations/{organisation.Id}", OrganisationView.Of(organisation) with { MandateId = mandate?.Id });
    }
}
