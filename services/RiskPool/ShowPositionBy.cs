using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>What the pool stands for by bank, product, chain, park or talent class, the largest first; each row links to the covers behind it.</summary>
internal static class ShowPositionBy
{
    internal sealed record Row(string Pool, Dimension Dimension, string Key, string Name, Yuan ReservedYuan, Yuan CoveredYuan, Yuan GovernmentYuan, int LiveCovers, string Covers);

    public static void Map(RouteGroupBuilder position) => position.MapGet("by/{dimension}", Handle).Allow([.. Visible.District, .. Visible.Bank]).Exportable()
        .WithSummary("Exposure by bank, product, chain, park or talentClass (principal in yuan), the largest first; ?pool=, ?limit=, ?offset=; a bank sees its own row by bank");

    private static async Task<Results<Ok<Page<Row>>, NotFound>> Handle(string dimension, RiskPoolDb db, Caller caller, CancellationToken cancel, string? pool = null, [Within(1, PageRequest.LimitMax)] int limit = 50, [Within(0, PageRequest.OffsetMax)] int offset = 0)
    {
        if (!Enum.TryParse<Dimension>(dimension, ignoreCase: true, out var by) || !Enum.IsDefined(by)) return TypedResults.NotFound();
        var query = db.Exposures.AsNoTracking().Where(row => row.Dimension == by);
        if (caller.IsAny(Visible.District)) query = query.Where(row => db.Pools.Any(owner => owner.Code == row.PoolCode && (owner.DistrictCode == "" || owner.DistrictCode == caller.DistrictCode)));
        else if (by is Dimension.Bank) query = query.Where(row => row.Key == caller.OrganisationId.ToString());
        else return TypedResults.NotFound();
        if (pool is not null) query = query.Where(row => row.PoolCode == pool);
        var rows = await query.OrderByDescending(row => row.CoveredYuan).ThenByDescending(row => row.ReservedYuan).ThenBy(row => row.PoolCode).ThenBy(row => row.Key).Skip(offset).Take(limit + 1).ToListAsync(cancel);
        return TypedResults.Ok(new Page<Row>([.. rows.Take(limit).Select(Of)], rows.Count > limit ? $"{offset + limit}" : null));
    }

    private static Row Of(Exposure row) => new(row.PoolCode, row.Dimension, row.Key, row.Name, row.ReservedYuan, row.CoveredYuan, row.GovernmentYuan, row.Live,
        $"/api/riskpool/covers?pool={row.PoolCode}&{char.ToLowerInvariant(row.Dimension.ToString()[0])}{row.Dimension.ToString()[1..]}={(row.Key.Length == 0 ? ListCovers.None : Uri.EscapeDataString(row.Key))}");
}
