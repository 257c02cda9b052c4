using Microsoft.AspNetCore.Http.HttpResults;
using TalentFinance.Hosting;

namespace TalentFinance.Loan;

/// <summary>The auditor reads who did what, when and why in the own district (design.md §6), the administrator everywhere.</summary>
internal static class ViewAudit
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("audit", List).Allow(Role.Auditor, Role.Administrator).WithSummary("Who did what to which aggregate, newest first");

    internal sealed record AuditView(Guid Id, DateTimeOffset At, Guid AccountId, Guid OrganisationId, string Who, string Action, string SubjectType, Guid SubjectId, string? Reason, string? TraceId);

    private static async Task<Ok<Page<AuditView>>> List(Guid? subjectId, Caller caller, PageRequest page, LoanDb db, CancellationToken cancel) =>
        TypedResults.Ok(await db.AuditRecords.VisibleTo(caller, db).Where(row => subjectId == null || row.SubjectId == subjectId).Page(page, row => row.At, row => row.Id,
            row => new AuditView(row.Id, row.At, row.AccountId, row.OrganisationId, row.Who, row.Action, row.SubjectType, row.SubjectId, row.Reason, row.TraceId), cancel));
}
