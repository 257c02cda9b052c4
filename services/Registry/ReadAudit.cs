namespace TalentFinance.Registry;

/// <summary>The district reads who did what, when and why, looks at personal data included.</summary>
internal static class ReadAudit
{
    public static void Map(RouteGroupBuilder registry) =>
        registry.MapGet("audit", Handle).Allow(Role.PoolOfficer, Role.PoolApprover, Role.Auditor, Role.Administrator).Exportable().WithSummary("Who did what, newest first; narrow by who, action, subject, account, organisation, time");

    private static async Task<Ok<Page<AuditRecord>>> Handle([AsParameters] AuditSearch search, Caller caller, RegistryDb db, PageRequest page, CancellationToken cancel) =>
        TypedResults.Ok(await search.Narrow(db.AuditOf(caller)).Page(page, record => record.At, record => record.Id, record => record, cancel));
}
