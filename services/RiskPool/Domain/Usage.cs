using TalentFinance.Contracts;

namespace TalentFinance.RiskPool.Domain;

/// <summary>What one bank enrolled in a calendar year, of one product or of all, and the limit if one was set.</summary>
internal sealed class BankUse
{
    public const string AllProducts = SchemePolicy.AnyProduct;

    private BankUse() { }

    public BankUse(string poolCode, Guid bankId, string productCode, int year) => (PoolCode, BankId, ProductCode, Year) = (poolCode, bankId, productCode, year);

    public string PoolCode { get; private set; } = "";
    public Guid BankId { get; private set; }
    public string ProductCode { get; private set; } = "";
    public int Year { get; private set; }
    /// <summary>Set by the district; null: the scheme's default.</summary>
    public Yuan? LimitYuan { get; private set; }
    /// <summary>Principal reserved or covered under enrolments of the year; what is released no longer counts.</summary>
    public Yuan UsedYuan { get; private set; }

    public void Set(Yuan? limit) => LimitYuan = limit;
    public void Add(Yuan principal) => UsedYuan += principal;

    /// <summary>The scheme's default stands for a bank's whole year, not for single products.</summary>
    public Yuan? LimitUnder(SchemePolicy policy) => LimitYuan ?? (ProductCode == AllProducts ? policy.BankLimitYuan : null);
}

internal enum Dimension { Bank, Product, Chain, Park, TalentClass }

/// <summary>What the pool stands for, by one dimension: kept with every entry, so that the position is read and not computed.</summary>
internal sealed class Exposure
{
    private Exposure() { }

    public Exposure(string poolCode, Dimension dimension, string key, string name) => (PoolCode, Dimension, Key, Name) = (poolCode, dimension, key, name);

    public string PoolCode { get; private set; } = "";
    public Dimension Dimension { get; private set; }
    public string Key { get; private set; } = "";
    public string Name { get; private set; } = "";
    public Yuan ReservedYuan { get; private set; }
    public Yuan CoveredYuan { get; private set; }
    public Yuan GovernmentYuan { get; private set; }
    /// <summary>Covers that hold or cover principal now.</summary>
    public int Live { get; private set; }

    public void Add(Yuan reserved, Yuan covered, Yuan government, int live) =>
        (ReservedYuan, CoveredYuan, GovernmentYuan, Live) = (ReservedYuan + reserved, CoveredYuan + covered, GovernmentYuan + government, Live + live);

    public void Rename(string name) => Name = name;

    /// <summary>The dimensions of a cover; a firm outside every chain or park, or without a talent, counts under the empty key.</summary>
    public static (Dimension, string Key, string Name)[] Of(CoverSubject subject) =>
    [
        (Dimension.Bank, subject.BankId.ToString("D"), subject.BankName), (Dimension.Product, subject.ProductCode, subject.ProductCode),
        (Dimension.Chain, subject.Chain, subject.Chain), (Dimension.Park, subject.Park, subject.Park),
        (Dimension.TalentClass, subject.TalentClass?.ToString() ?? "", subject.TalentClass?.ToString() ?? ""),
    ];
}

internal enum UsageStatus { Calm, Warn, Blocked }

/// <summary>A limit's usage bar: how full it is, what is still free, and whether it warns or stops (domain.md §10 pool.*).</summary>
internal sealed record Usage(int UsedBp, Yuan HeadroomYuan, UsageStatus Status)
{
    public static Usage Of(Yuan used, Yuan limit, SchemePolicy policy)
    {
        var bp = limit > Yuan.Zero ? (int)Math.Min(int.MaxValue, decimal.Floor(used.Amount * 10_000 / limit.Amount)) : used > Yuan.Zero ? int.MaxValue : 0;
        return new(bp, Yuan.Max(limit.Share(policy.BlockBp) - used, Yuan.Zero),
            limit == Yuan.Zero || bp >= policy.BlockBp ? UsageStatus.Blocked : bp >= policy.WarnBp ? UsageStatus.Warn : UsageStatus.Calm);
    }
}
