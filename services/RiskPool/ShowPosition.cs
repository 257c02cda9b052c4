using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>Where the pool stands, live, for the district: money, what it stands for, what is still free, by scheme and layer. Read from kept balances, never by scanning covers.</summary>
internal static class ShowPosition
{
    /// <summary>Principal in yuan. Limit: what the balance carries at 100 %. Stop: where enrolment stops; headroom is what is left until there. Leverage: principal over balance. Government: its share of the principal, the liability at the worst.</summary>
    internal sealed record LayerPosition(
        string Pot, string Layer, string Payer, int? Year, int LeverageMultiple, Yuan BalanceYuan, Yuan ReservedYuan, Yuan CoveredYuan, Yuan GovernmentReservedYuan, Yuan GovernmentCoveredYuan,
        Yuan LimitYuan, Yuan StopYuan, Yuan HeadroomYuan, decimal? Leverage, int UsedBp, UsageStatus Status);

    internal sealed record PoolPosition(
        string Pool, string Name, int SchemeVersion, string DistrictCode, Yuan BalanceYuan, Yuan ReservedYuan, Yuan CoveredYuan, Yuan GovernmentYuan, Yuan LimitYuan, Yuan HeadroomYuan, decimal? Leverage,
        int LiveCovers, int Exceptions, IReadOnlyList<LayerPosition> Layers, long LastEntry, string LastHash, IReadOnlyDictionary<string, string> Links);

    internal sealed record View(DateTimeOffset AsOf, [property: ExportedRows] IReadOnlyList<PoolPosition> Pools);

    public static void Map(RouteGroupBuilder position) => position.MapGet("", Handle).Allow(Visible.District).Exportable()
        .WithSummary("Balance, reserved, covered, government's share, leverage and headroom of each pool and layer (yuan); ?pool= for one");

    private static async Task<Ok<View>> Handle(RiskPoolDb db, Desks desks, Caller caller, BusinessClock clock, CancellationToken cancel, string? pool = null)
    {
        var query = db.Pools.AsNoTracking().Include(row => row.Accounts).VisibleTo(caller);
        if (pool is not null) query = query.Where(row => row.Code == pool);
        var pools = await query.OrderBy(row => row.Code).Take(100).ToListAsync(cancel);
        var codes = pools.Select(row => row.Code).ToArray();
        var live = await db.Exposures.AsNoTracking().Where(row => codes.Contains(row.PoolCode) && row.Dimension == Dimension.Product)
            .GroupBy(row => row.PoolCode).Select(group => new { group.Key, Live = group.Sum(row => row.Live) }).ToDictionaryAsync(row => row.Key, row => row.Live, cancel);
        var exceptions = await db.Covers.AsNoTracking().Where(cover => cover.State == CoverState.Exception && codes.Contains(cover.PoolCode))
            .GroupBy(cover => cover.PoolCode).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancel);
        var book = await desks.Book(cancel);
        return TypedResults.Ok(new View(clock.Now, [.. pools.Where(row => book.Of(row.Code, clock.Today) is not null)
            .Select(row => Of(row, book.Of(row.Code, clock.Today)!, clock.Today.Year, live.GetValueOrDefault(row.Code), exceptions.GetValueOrDefault(row.Code)))]));
    }

    private static PoolPosition Of(Pool pool, Scheme scheme, int year, int live, int exceptions)
    {
        // Purses that were never funded stand in the list too, so that it is seen that they carry nothing.
        var pots = pool.Pots.Union(scheme.Policy.Layers.Select(layer => layer.Pot(year))).Order(StringComparer.Ordinal);
        LayerPosition[] layers = [.. pots.Select(pot => OfPot(pool, scheme, pot)).OfType<LayerPosition>()];
        var (balance, limit) = (layers.SumYuan(layer => layer.BalanceYuan), layers.SumYuan(layer => layer.LimitYuan));
        var (reserved, covered) = (layers.SumYuan(layer => layer.ReservedYuan), layers.SumYuan(layer => layer.CoveredYuan));
        return new(pool.Code, scheme.Name, scheme.Number, pool.DistrictCode, balance, reserved, covered,
            layers.SumYuan(layer => layer.GovernmentReservedYuan + layer.GovernmentCoveredYuan), limit, layers.SumYuan(layer => layer.HeadroomYuan), Ratio(reserved + covered, balance),
            live, exceptions, layers, pool.LastNumber, pool.LastHash, new Dictionary<string, string>
            {
                ["reserved"] = $"/api/riskpool/covers?pool={pool.Code}&holds=Reserved",
                ["covered"] = $"/api/riskpool/covers?pool={pool.Code}&holds=Covered",
                ["live"] = $"/api/riskpool/covers?pool={pool.Code}&holds=Any",
                ["exceptions"] = $"/api/riskpool/covers?pool={pool.Code}&state=Exception",
                ["balance"] = $"/api/riskpool/ledger/entries?pool={pool.Code}&account={AccountName.Cash}",
                ["ledger"] = $"/api/riskpool/ledger/entries?pool={pool.Code}",
            });
    }

    private static LayerPosition? OfPot(Pool pool, Scheme scheme, string pot)
    {
        var code = pot.Split('/')[0];
        if (scheme.Policy.Layers.FirstOrDefault(layer => layer.Code == code) is not { } layer) return null;
        Yuan Balance(AccountName name) => pool.Balance(pot, name);
        var (balance, limit) = (Balance(AccountName.Cash), Desk.LimitOf(pool, scheme.Policy, code, pot));
        var usage = Usage.Of(pool.Exposure(pot), limit, scheme.Policy);
        return new(pot, code, layer.Payer, layer.Annual ? int.Parse(pot.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture) : null, layer.LeverageMultiple, balance,
            Balance(AccountName.ReservedGovernment) + Balance(AccountName.ReservedBank), Balance(AccountName.CoveredGovernment) + Balance(AccountName.CoveredBank),
            Balance(AccountName.ReservedGovernment), Balance(AccountName.CoveredGovernment), limit, limit.Share(scheme.Policy.BlockBp), usage.HeadroomYuan, Ratio(pool.Exposure(pot), balance), usage.UsedBp, usage.Status);
    }

    private static decimal? Ratio(Yuan exposure, Yuan balance) => balance > Yuan.Zero ? decimal.Round(exposure.Amount / balance.Amount, 4) : null;
}
