using TalentFinance.Contracts;

namespace TalentFinance.RiskPool.Domain;

/// <summary>Share of a loss of principal that government bears, for contracts up to an amount; the last band has no upper end.</summary>
internal sealed record RatioBand
{
    public Yuan? UpToYuan { get; init; }
    public required int ShareBp { get; init; }
}

/// <summary>Raises the ratio for firms with one of these qualifications or chains, or for these products (domain.md §2: +15 key list or IP, +5 policy tool).</summary>
internal sealed record Uplift
{
    public required string Code { get; init; }
    public string[] Qualifications { get; init; } = [];
    public string[] Chains { get; init; } = [];
    public string[] Products { get; init; } = [];
    public required int ShareBp { get; init; }

    public bool AppliesTo(CoverSubject subject) =>
        Products.Contains(subject.ProductCode) || Chains.Contains(subject.Chain) || Qualifications.Intersect(subject.Qualifications).Any();
}

/// <summary>A purse that pays: the city's annual budget line, the district's pool. It carries principal up to a multiple of its money.</summary>
internal sealed record Layer
{
    public required string Code { get; init; }
    /// <summary>Who pays, as in <see cref="CoverShare"/>: CITY, DISTRICT, PROVINCE.</summary>
    public required string Payer { get; init; }
    /// <summary>A budget line of its own for each calendar year of enrolment; otherwise one pool that stays.</summary>
    public required bool Annual { get; init; }
    public required int LeverageMultiple { get; init; }

    /// <summary>The purse that a cover enrolled in this year draws on.</summary>
    public string Pot(int year) => Annual ? FormattableString.Invariant($"{Code}/{year}") : Code;
}

/// <summary>Which layers bear government's share for these talent classes, and in what parts (10,000 bp together).</summary>
internal sealed record PayerRule
{
    public TalentClass[] Classes { get; init; } = [];
    /// <summary>Also for whoever no other rule names, firms without a talent included.</summary>
    public bool Others { get; init; }
    public required PayerPart[] Parts { get; init; }
}

internal sealed record PayerPart
{
    public required string Layer { get; init; }
    public required int PartBp { get; init; }
}

/// <summary>What decides terms: taken from the accepted offer or from the payout, which say the same.</summary>
internal sealed record CoverSubject
{
    public required Guid BankId { get; init; }
    public required string BankName { get; init; }
    public required Guid FirmId { get; init; }
    public required string FirmName { get; init; }
    public required string DistrictCode { get; init; }
    public required string ProductCode { get; init; }
    public required string Chain { get; init; }
    public required string Park { get; init; }
    public required TalentClass? TalentClass { get; init; }
    public required string[] Qualifications { get; init; }
}

/// <summary>The rules of one version of a scheme (domain.md §2, §10 comp.*, pool.*). Data, never code.</summary>
internal sealed record SchemePolicy
{
    public const string AnyProduct = "*";

    /// <summary>Product codes, or * for all that no other scheme names.</summary>
    public required string[] Products { get; init; }
    public required RatioBand[] Bands { get; init; }
    public Uplift[] Uplifts { get; init; } = [];
    /// <summary>The ratio with all uplifts ends here.</summary>
    public required int CapBp { get; init; }
    /// <summary>All levels of government together, of the institution's liability (comp.total_gov_cap).</summary>
    public required int GovernmentCapBp { get; init; }
    public required Layer[] Layers { get; init; }
    public required PayerRule[] Payers { get; init; }
    /// <summary>Use of a limit at which it warns, and at which enrolment stops.</summary>
    public required int WarnBp { get; init; }
    public required int BlockBp { get; init; }
    /// <summary>A reservation never lives longer than this, whatever the payout date agreed.</summary>
    public required int ReservationDays { get; init; }
    /// <summary>Principal that one bank may enrol in a calendar year unless a limit of its own was set; null: no limit.</summary>
    public Yuan? BankLimitYuan { get; init; }
    /// <summary>The largest contract that can be enrolled; null: any.</summary>
    public Yuan? LargestContractYuan { get; init; }

    public bool Names(string product) => Products.Contains(product);

    public bool AppliesTo(string product) => Names(product) || Names(AnyProduct);

    public Layer LayerOf(string code) => Layers.Single(layer => layer.Code == code);

    /// <summary>Government's share in basis points: band by the contract's size, plus uplifts, under both caps.</summary>
    public int GovernmentShareBp(CoverSubject subject, Yuan contractYuan)
    {
        var band = Bands.First(band => band.UpToYuan is not { } end || contractYuan <= end);
        var withUplifts = band.ShareBp + Uplifts.Where(uplift => uplift.AppliesTo(subject)).Sum(uplift => uplift.ShareBp);
        return Math.Min(Math.Min(withUplifts, CapBp), GovernmentCapBp);
    }

    public PayerRule? PayersFor(TalentClass? talent) =>
        Payers.FirstOrDefault(rule => talent is { } known && rule.Classes.Contains(known)) ?? Payers.FirstOrDefault(rule => rule.Others);
}
