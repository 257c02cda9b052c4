namespace TalentFinance.Registry;

/// <summary>Who may act for whom: a startup its own mandates, an agent those it holds, the district its firms'.</summary>
internal static class ListMandates
{
    public static void Map(RouteGroupBuilder mandates) =>
        mandates.MapGet("", Handle).Allow(Role.Startup, Role.Agent, Role.PoolOfficer, Role.PoolApprover, Role.Auditor, Role.Administrator).WithSummary("Mandates, newest first");

    private static async Task<Ok<Page<MandateView>>> Handle(Caller caller, RegistryDb db, BusinessClock clock, PageRequest page, CancellationToken cancel, Guid? firmId = null)
    {
        var today = clock.Today;
        var query = db.Mandates.AsQueryable();
        if (caller.Is(Role.Agent)) query = query.Where(mandate => mandate.AgentId == caller.OrganisationId);
        else if (!caller.Is(Role.Administrator)) query = query.Where(mandate => db.FirmsOf(caller, today).Any(firm => firm.Id == mandate.FirmId));
        if (firmId is not null) query = query.Where(mandate => mandate.FirmId == firmId);
        return TypedResults.Ok(await query.Page(page, mandate => mandate.GivenAt, mandate => mandate.Id, mandate => MandateView.Of(mandate, today), cancel));
    }
}
