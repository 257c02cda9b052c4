using Microsoft.AspNetCore.Http.HttpResults;
using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>What was proposed and posted, for the district.</summary>
internal static class ListFunding
{
    public static void Map(RouteGroupBuilder funding) => funding.MapGet("", Handle).Allow(Visible.District).Exportable().WithSummary("Funding of layers, newest first; ?pool= and ?state= narrow the list");

    private static async Task<Ok<Page<FundingView>>> Handle(RiskPoolDb db, Caller caller, PageRequest page, CancellationToken cancel, string? pool = null, DraftState? state = null)
    {
        var query = db.Fundings.Where(row => db.Schemes.Any(scheme => scheme.Code == row.PoolCode && (scheme.DistrictCode == "" || scheme.DistrictCode == caller.DistrictCode)));
        if (pool is not null) query = query.Where(row => row.PoolCode == pool);
        if (state is not null) query = query.Where(row => row.State == state);
        return TypedResults.Ok(await query.Page(page, row => row.At, row => row.Id, FundingView.Of, cancel));
    }
}
