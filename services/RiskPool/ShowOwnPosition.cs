using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>A bank sees, before it decides, how much the pool can still take and how far it is itself from its limit and stop line (domain.md §10 pool.*).</summary>
internal static class ShowOwnPosition
{
    public static void Map(RouteGroupBuilder position) => position.MapGet("mine", Handle).Allow(Visible.Bank)
        .WithSummary("Headroom of the pools that this bank's loans may be covered by, its own exposure and its distance to its limits (?productCode= and ?talentClass=, - for none, narrow to the purses that would carry the loan); principal in yuan");

    /// <summary>Used: of what the purse's money carries. What others hold is told as a share only, never by bank.</summary>
    internal sealed record Purse(string Pot, string Payer, int UsedBp, UsageStatus Status, Yuan HeadroomYuan);

    internal sealed record Own(Yuan ReservedYuan, Yuan CoveredYuan, Yuan GovernmentYuan, int Live);

    /// <summary>Warn, block: the share of a limit at which it warns, and at which enrolment stops. Headroom: of the fullest purse that a loan could need.</summary>
    internal sealed record PoolView(
        string Pool, string Name, int SchemeVersion, string[] Products, int UsedBp, UsageStatus Status, int WarnBp, int BlockBp, Yuan HeadroomYuan, IReadOnlyList<Purse> Layers, Own Mine, IReadOnlyList<ListBankLimits.View> Limits);

    internal sealed record View(DateTimeOffset AsOf, IReadOnlyList<PoolView> Pools);

    private static async Task<Ok<View>> Handle(RiskPoolDb db, Desks desks, Caller caller, BusinessClock clock, CancellationToken cancel, string? productCode = null, string? talentClass = null)
    {
        var book = await desks.Book(cancel);
        var pools = await db.Pools.AsNoTracking().Include(row => row.Accounts).VisibleTo(caller).OrderBy(row => row.Code).Take(100).ToListAsync(cancel);
        var schemes = pools.Select(row => book.Of(row.Code, clock.Today)).OfType<Scheme>().Where(scheme => scheme.InForceOn(clock.Today)).ToDictionary(scheme => scheme.Code);
        // With a product only the pool that would cover it.
        if (productCode is not null) schemes = book.For(productCode, caller.DistrictCode, clock.Today) is { IsRefused: false } found && schemes.ContainsKey(found.Value.Code) ? new() { [found.Value.Code] = found.Value } : [];
        var (codes, own) = (schemes.Keys.ToArray(), caller.OrganisationId.ToString("D"));
        var exposures = await db.Exposures.AsNoTracking().Where(row => codes.Contains(row.PoolCode) && row.Dimension == Dimension.Bank && row.Key == own).ToDictionaryAsync(row => row.PoolCode, cancel);
        var year = clock.Today.Year;
        var uses = (await db.BankUses.AsNoTracking().Where(use => use.BankId == caller.OrganisationId && use.Year == year && codes.Contains(use.PoolCode)).ToListAsync(cancel)).ToLookup(use => use.PoolCode);
        return TypedResults.Ok(new View(clock.Now, [.. pools.Where(row => schemes.ContainsKey(row.Code)).Select(row => Of(row, schemes[row.Code], exposures.GetValueOrDefault(row.Code), uses[row.Code], caller, year, productCode, talentClass))]));
    }

    private static PoolView Of(Pool pool, Scheme scheme, Exposure? mine, IEnumerable<BankUse> uses, Caller caller, int year, string? productCode, string? talentClass)
    {
        var policy = scheme.Policy;
        TalentClass? talent = Enum.TryParse<TalentClass>(talentClass, ignoreCase: true, out var named) && Enum.IsDefined(named) ? named : null;
        var payers = talentClass is null ? null : policy.PayersFor(talent)?.Parts ?? [];
        Purse[] purses = [.. policy.Layers.Where(layer => payers?.Any(part => part.Layer == layer.Code) ?? true).Select(layer => (layer, pot: layer.Pot(year))).Select(pair => (pair.layer, pair.pot, usage: Usage.Of(pool.Exposure(pair.pot), Desk.LimitOf(pool, policy, pair.layer.Code, pair.pot), policy)))
            .Select(row => new Purse(row.pot, row.layer.Payer, row.usage.UsedBp, row.usage.Status, row.usage.HeadroomYuan))];
        var known = uses.ToList();
        // A bank that has enrolled nothing yet has its limit all the same.
        foreach (var product in productCode is null ? [BankUse.AllProducts] : new[] { BankUse.AllProducts, productCode })
            if (!known.Any(use => use.ProductCode == product)) known.Add(new(pool.Code, caller.OrganisationId, product, year));
        var limits = known.Where(use => productCode is null || use.ProductCode == BankUse.AllProducts || use.ProductCode == productCode).OrderBy(use => use.ProductCode, StringComparer.Ordinal);
        var fullest = purses.MaxBy(purse => purse.UsedBp);
        return new(pool.Code, scheme.Name, scheme.Number, policy.Products, fullest?.UsedBp ?? 0, fullest?.Status ?? UsageStatus.Blocked, policy.WarnBp, policy.BlockBp, purses.Length == 0 ? Yuan.Zero : purses.Min(purse => purse.HeadroomYuan), purses,
            new(mine?.ReservedYuan ?? Yuan.Zero, mine?.CoveredYuan ?? Yuan.Zero, mine?.GovernmentYuan ?? Yuan.Zero, mine?.Live ?? 0), [.. limits.Select(use => ListBankLimits.Of(use, scheme, caller.Name))]);
    }
}
