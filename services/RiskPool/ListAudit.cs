using Microsoft.AspNetCore.Http.HttpResults;
using TalentFinance.Hosting;

namespace TalentFinance.RiskPool;

/// <summary>Who did what here, when and why: a district reads what concerns its pools and covers, the administrator everything.</summary>
internal static class ListAudit
{
    public static void Map(RouteGroupBuilder audit) => audit.MapGet("", Handle).Allow(Visible.District).Exportable()
        .WithSummary("Audit records, newest first; narrow by who, action, subject, account, organisation, time");

    private static async Task<Ok<Page<AuditRecord>>> Handle([AsParameters] AuditSearch search, RiskPoolDb db, Caller caller, PageRequest page, CancellationToken cancel)
    {
        var records = search.Narrow(db.AuditOf(caller));
        return TypedResults.Ok(await records.Page(page, record => record.At, record => record.Id, record => record, cancel));
    }
}
