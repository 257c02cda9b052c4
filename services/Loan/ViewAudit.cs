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
        var records = search.Narrow(db.AuditRecords);
        if (!caller.Is(Role.Administrator))
        {
            var district = caller.DistrictCode;
            records = records.Where(record => record.SubjectType == "PolicyVersion" || record.SubjectType == "Bank" || record.SubjectType == "Lpr"
                || db.Applications.Any(row => row.Id == record.SubjectId && row.DistrictCode == district)
                || db.Invitations.Any(row => row.Id == record.SubjectId && row.DistrictCode == district)
                || db.Loans.Any(row => row.Id == record.SubjectId && row.DistrictCode == district)
                || db.Offers.Any(row => row.Id == record.SubjectId && db.Applications.Any(asked => asked.Id == row.ApplicationId && asked.DistrictCode == district)));
        }
        return TypedResults.Ok(await records.Page(page, row => row.At, row => row.Id,
            row => new AuditView(row.Id, row.At, row.AccountId, row.OrganisationId, row.Who, row.Action, row.SubjectType, row.SubjectId, row.Reason, row.TraceId), cancel));
    }
}
