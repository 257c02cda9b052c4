using TalentFinance.Contracts;

namespace TalentFinance.RiskPool.Domain;

/// <summary>Everything one cover draws on, loaded and held: the pool, the policy of its terms, its bank's use and its exposures.</summary>
internal sealed record Desk(Pool Pool, Scheme Scheme, CoverTerms Terms, BankUse BankAll, BankUse BankProduct, IReadOnlyList<Exposure> Exposures)
{
    /// <summary>Every reason why the pool cannot stand for this much more; none means that it can.</summary>
    public List<Refusal> WhyNot(Yuan more)
    {
        var reasons = new List<Refusal>();
        var policy = Scheme.Policy;
        var source = $"scheme {Scheme.Code} version {Scheme.Number}";

        foreach (var share in Terms.Divide(more))
        {
            var part = Terms.Parts.First(part => part.Pot == share.Pot);
            var limit = Limit(policy, part.Layer, share.Pot);
            var (after, free) = (Pool.Exposure(share.Pot) + share.Government + share.Bank, limit.Share(policy.BlockBp) - Pool.Exposure(share.Pot));
            if (after <= limit.Share(policy.BlockBp)) continue;
            var layer = policy.LayerOf(part.Layer);
            reasons.Add(Refusal.Rule(layer.Annual ? "layer-budget" : "leverage-limit",
                $"{(layer.Annual ? "budget line" : "layer")} {share.Pot} would stand for {after} yuan; {layer.LeverageMultiple} times its {Pool.Balance(share.Pot, AccountName.Cash)} yuan carries {limit.Share(policy.BlockBp)}",
                source + ", domain.md §10 pool.size / leverage",
                $"at most {Yuan.Max(free, Yuan.Zero)} yuan more, or {share.Pot} is topped up, or other covers end"));
        }

        foreach (var use in new[] { BankAll, BankProduct })
        {
            if (use.LimitUnder(policy) is not { } set || use.UsedYuan + more <= set.Share(policy.BlockBp)) continue;
            reasons.Add(Refusal.Rule(use.ProductCode == BankUse.AllProducts ? "bank-limit" : "bank-product-limit",
                $"the bank would have enrolled {use.UsedYuan + more} yuan in {use.Year}{(use.ProductCode == BankUse.AllProducts ? "" : " of " + use.ProductCode)}; its limit is {set} yuan",
                use.LimitYuan is null ? source + ", bankLimitYuan" : "bank limit set by the district",
                $"at most {Yuan.Max(set.Share(policy.BlockBp) - use.UsedYuan, Yuan.Zero)} yuan more, or the district raises the bank's limit"));
        }
        return reasons;
    }

    /// <summary>Principal that a purse may stand for at 100 %.</summary>
    public Yuan Limit(SchemePolicy policy, string layer, string pot) => LimitOf(Pool, policy, layer, pot);

    public static Yuan LimitOf(Pool pool, SchemePolicy policy, string layer, string pot) =>
        Yuan.Of(pool.Balance(pot, AccountName.Cash).Amount * policy.LayerOf(layer).LeverageMultiple);

    /// <summary>Books a cover's change: one entry of the differences, and the same differences in what is kept beside it.</summary>
    public Entry Book(EntryKind kind, Cause cause, Guid coverId, Holding before, Holding after, DateOnly valueOn, DateTimeOffset now)
    {
        var lines = new List<Line>(7);
        var government = Yuan.Zero;
        var (reserved0, covered0) = (Terms.Divide(before.ReservedYuan), Terms.Divide(before.CoveredYuan));
        var (reserved1, covered1) = (Terms.Divide(after.ReservedYuan), Terms.Divide(after.CoveredYuan));
        for (var i = 0; i < reserved0.Length; i++)
        {
            var pot = reserved0[i].Pot;
            Line[] change =
            [
                new(pot, AccountName.ReservedGovernment, reserved1[i].Government - reserved0[i].Government),
                new(pot, AccountName.ReservedBank, reserved1[i].Bank - reserved0[i].Bank),
                new(pot, AccountName.CoveredGovernment, covered1[i].Government - covered0[i].Government),
                new(pot, AccountName.CoveredBank, covered1[i].Bank - covered0[i].Bank),
            ];
            lines.AddRange(change);
            lines.Add(new(pot, AccountName.Commitments, -change.SumYuan(line => line.AmountYuan)));
            government += change[0].AmountYuan + change[2].AmountYuan;
        }

        var (reserved, covered) = (after.ReservedYuan - before.ReservedYuan, after.CoveredYuan - before.CoveredYuan);
        foreach (var exposure in Exposures) exposure.Add(reserved, covered, government, (after.IsLive ? 1 : 0) - (before.IsLive ? 1 : 0));
        BankAll.Add(reserved + covered);
        BankProduct.Add(reserved + covered);
        return Pool.Post(kind, cause, coverId, valueOn, now, lines);
    }
}

/// <summary>Principal that a cover holds in the pool.</summary>
internal readonly record struct Holding(Yuan ReservedYuan, Yuan CoveredYuan)
{
    public bool IsLive => ReservedYuan > Yuan.Zero || CoveredYuan > Yuan.Zero;
}
