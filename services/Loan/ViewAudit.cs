using Microsoft.AspNetCore.Http.HttpResults;
using TalentFinance.Hosting;

namespace TalentFinance.Loan;

/// <summary>The district reads who did what, when and why with its firms' applications; the administrator everything.</summary>
internal static class ViewAudit
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("audit", List).Allow(Role.PoolOfficer, Role.PoolApprover, Role.Auditor, Role.Administrator).Exportable().WithSummary("Who did what to which aggregate, newest first; narrow by who, action, subject, account, organisation, time");

    internal sealed record AuditView(Guid Id, DateTimeOffset At, Guid AccountId, Guid OrganisationId, string Who, string Action, string SubjectType, Guid SubjectId, string? Reason, string? TraceId);

    private static async Task<Ok<Page<AuditView>>> List([AsParameters] AuditSearch search, PageRequest page, LoanDb db, Caller caller, CancellationToken cancel)
    {
        var records = search.Narrow(db.AuditRecords.VisibleTo(caller, db));
        return TypedResults.Ok(await records.Page(page, row => row.At, row => row.Id,
            row => new AuditView(row.Id, row.At, row.AccountId, row.OrganisationId, row.Who, row.Action, row.SubjectType, row.SubjectId, row.Reason, row.TraceId), cancel));
    }
}
