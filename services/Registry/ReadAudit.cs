namespace TalentFinance.Registry;

/// <summary>The district reads who did what to its own firms, when and why, looks at personal data included (design.md §6); the administrator everything.</summary>
internal static class ReadAudit
{
    public static void Map(RouteGroupBuilder registry) =>
        registry.MapGet("audit", Handle).Allow(Role.PoolOfficer, Role.PoolApprover, Role.Auditor, Role.Administrator).WithSummary("Who did what, newest first");

    private static async Task<Ok<Page<AuditRecord>>> Handle(
        Caller caller, RegistryDb db, PageRequest page, CancellationToken cancel, Guid? subjectId = null, string? subjectType = null, Guid? accountId = null, Guid? organisationId = null,
        string? action = null, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        var query = db.AuditOf(caller);
        if (subjectId is not null) query = query.Where(record => record.SubjectId == subjectId);
        if (subjectType is not null) query = query.Where(record => record.SubjectType == subjectType);
        if (accountId is not null) query = query.Where(record => record.AccountId == accountId);
        if (organisationId is not null) query = query.Where(record => record.OrganisationId == organisationId);
        if (action is not null) query = query.Where(record => record.Action == action);
        if (from is not null) query = query.Where(record => record.At >= from);
        if (until is not null) query = query.Where(record => record.At < until);
        return TypedResults.Ok(await query.Page(page, record => record.At, record => record.Id, record => record, cancel));
    }
}
