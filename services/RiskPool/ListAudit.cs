using Microsoft.AspNetCore.Http.HttpResults;
using TalentFinance.Hosting;

namespace TalentFinance.RiskPool;

/// <summary>Who did what, when and why, for auditors and approvers of the own district (design.md §6); for the administrator everywhere.</summary>
internal static class ListAudit
{
    public static void Map(RouteGroupBuilder audit) => audit.MapGet("", Handle).Allow(Role.Auditor, Role.Administrator, Role.PoolApprover)
        .WithSummary("Audit records, newest first; ?subject= for one aggregate");

    private static async Task<Ok<Page<AuditRecord>>> Handle(Caller caller, RiskPoolDb db, PageRequest page, CancellationToken cancel, Guid? subject = null)
    {
        var query = db.AuditOf(caller);
        if (subject is { } id) query = query.Where(record => record.SubjectId == id);
        return TypedResults.Ok(await query.Page(page, record => record.At, record => record.Id, record => record, cancel));
    }
}
