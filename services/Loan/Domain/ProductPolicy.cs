using TalentFinance.Contracts;

namespace TalentFinance.Loan.Domain;

/// <summary>What happens to an offer above the rate cap: the startup is warned, or the offer is refused.</summary>
internal enum RateCapMode { Warn, Refuse }

/// <summary>Which talents carry a loan (domain.md §1: employment is the link, a shareholding is optional).</summary>
internal sealed record TalentRule
{
    public required TalentClass[] Classes { get; init; }
    public required int EmployedMonthsMin { get; init; }
    /// <summary>0 = off (domain.md §10 loan.employment_link).</summary>
    public int ShareBpMin { get; init; }
    public required string Source { get; init; }
}

/// <summary>What the firm itself must be (the five tests of domain.md §8 as far as data shows them).</summary>
internal sealed record FirmRule
{
    public int AgeMonthsMin { get; init; }
    /// <summary>Own premises, or a lease that still runs so long; 0 = off.</summary>
    public int PremisesMonthsMin { get; init; }
    public Yuan? SalesYuanMax { get; init; }
    public bool RefuseSeriousBreach { get; init; }
    public required string Source { get; init; }
}

/// <summary>A stage of growth by sales, with its own ceiling (domain.md §1 高新贷 2.0).</summary>
internal sealed record SalesBand
{
    public required string Stage { get; init; }
    /// <summary>Null: without an upper end.</summary>
    public Yuan? SalesYuanMax { get; init; }
    public required Yuan AmountYuanMax { get; init; }
}

/// <summary>How much may be outstanding at once; products of one group count together.</summary>
internal sealed record CapRule
{
    public required string Group { get; init; }
    public required Yuan FirmYuanMax { get; init; }
    public Yuan? TalentYuanMax { get; init; }
    /// <summary>Classes with ceilings of their own (domain.md §10: DISTRICT talents).</summary>
    public ClassCap[] Classes { get; init; } = [];
    public required string Source { get; init; }

    public Yuan FirmMax(TalentClass? of) => Classes.FirstOrDefault(row => row.Class == of)?.FirmYuanMax ?? FirmYuanMax;
    public Yuan? TalentMax(TalentClass? of) => Classes.FirstOrDefault(row => row.Class == of)?.TalentYuanMax ?? TalentYuanMax;
}

internal sealed record ClassCap
{
    public required TalentClass Class { get; init; }
    public required Yuan TalentYuanMax { get; init; }
    public required Yuan FirmYuanMax { get; init; }
}

/// <summary>What is pledged, and how far the loan may go against its appraised value.</summary>
internal sealed record PledgeRule
{
    public required string[] Kinds { get; init; }
    public required int LoanToValueBpMax { get; init; }
    public required string Source { get; init; }
}

/// <summary>The ceiling over LPR 1Y (domain.md §10 loan.rate_cap).</summary>
internal sealed record RateCap
{
    public required int SpreadBpMax { get; init; }
    public required RateCapMode Mode { get; init; }
    public required string Source { get; init; }
}

/// <summary>The banks' deadlines (domain.md §10 sla.*): working time, except the hard limit.</summary>
internal sealed record ServiceLevel
{
    public required int FirstResponseHours { get; init; }
    public required int DecisionWorkingDays { get; init; }
    public required int HardLimitDays { get; init; }
    /// <summary>So much working time before a deadline the bank is reminded.</summary>
    public required int ReminderHours { get; init; }
}

/// <summary>One version of a loan product. Data, not code: seeded from domain.md §10, changed with four eyes.</summary>
internal sealed record ProductPolicy
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string NameEnglish { get; init; }
    public required string Summary { get; init; }
    public required string Source { get; init; }
    public required Yuan AmountYuanMin { get; init; }
    public required Yuan AmountYuanMax { get; init; }
    public required int TenorMonthsMin { get; init; }
    public required int TenorMonthsMax { get; init; }
    public required RepaymentMethod[] Methods { get; init; }
    /// <summary>Uses that are allowed; empty = every use that is not banned.</summary>
    public string[] Uses { get; init; } = [];
    public string[] BannedUses { get; init; } = [];
    /// <summary>Null: no talent needed.</summary>
    public TalentRule? Talent { get; init; }
    /// <summary>One of these must be held; empty = none needed.</summary>
    public string[] QualificationCodes { get; init; } = [];
    public FirmRule? Firm { get; init; }
    public SalesBand[] SalesBands { get; init; } = [];
    /// <summary>Null: only the product's own amounts limit.</summary>
    public CapRule? Caps { get; init; }
    public PledgeRule? Pledge { get; init; }
    public RateCap? RateCap { get; init; }
    public required ServiceLevel Sla { get; init; }
    public required int BanksMax { get; init; }
    public required int OfferDaysMax { get; init; }
    /// <summary>Working days from acceptance to payout; then the reservation of cover lapses.</summary>
    public required int PayoutWorkingDays { get; init; }
    /// <summary>A bank without a limit of its own needs a second person above this.</summary>
    public required Yuan SecondPersonAboveYuan { get; init; }
    /// <summary>How many days before acceptance a contract or payout may be dated; null = any (books carried over).</summary>
    public int? BackdatingDaysMax { get; init; }

    /// <summary>A century: dates that are counted from today stay dates.</summary>
    private const int MonthsLimit = 1_200, DaysLimit = 36_500;

    /// <summary>JSON lets null stand in a list.</summary>
    private bool HasHoles() => SalesBands.Any(row => row is null) || Uses.Concat(BannedUses).Concat(QualificationCodes).Concat(Pledge?.Kinds ?? []).Any(code => code is null) || Caps?.Classes.Any(row => row is null) is true;

    /// <summary>What is wrong with a version that somebody wants to put in force.</summary>
    public IEnumerable<Refusal> Faults()
    {
        if (HasHoles())
        {
            yield return Refusal.Input("policy", "lists without null", "remove the null");
            yield break;
        }
        if (AmountYuanMin <= Yuan.Zero || AmountYuanMax < AmountYuanMin) yield return Refusal.Input("amountYuanMax", "the amounts run from above zero upwards", "give amountYuanMin > 0 and amountYuanMax >= amountYuanMin");
        if (TenorMonthsMin < 1 || TenorMonthsMax < TenorMonthsMin || TenorMonthsMax > Schedule.TenorMonthsLimit) yield return Refusal.Input("tenorMonthsMax", $"the tenors run from 1 to at most {Schedule.TenorMonthsLimit} months", "give 1 <= tenorMonthsMin <= tenorMonthsMax");
        if (Methods.Length == 0) yield return Refusal.Input("methods", "a product needs a repayment method", "name at least one");
        if (Talent is { Classes.Length: 0 }) yield return Refusal.Input("talent.classes", "no class is eligible", "name classes, or leave talent out");
        if (Talent is { EmployedMonthsMin: < 0 or > MonthsLimit } or { ShareBpMin: < 0 or > 10_000 }) yield return Refusal.Input("talent", $"months are 0 to {MonthsLimit}, a share is 0 to 10000 bp", "correct the talent rule");
        if (Firm is { AgeMonthsMin: < 0 or > MonthsLimit } or { PremisesMonthsMin: < 0 or > MonthsLimit }) yield return Refusal.Input("firm", $"months are 0 to {MonthsLimit}", "correct the firm rule");
        if (Caps is { } caps && (caps.Group.Length is 0 or > 40 || caps.FirmYuanMax <= Yuan.Zero || caps.TalentYuanMax <= Yuan.Zero || caps.Classes.Any(row => row.FirmYuanMax <= Yuan.Zero || row.TalentYuanMax <= Yuan.Zero))) yield return Refusal.Input("caps", "a cap is above zero and has a group of 1 to 40 characters", "correct the caps, or leave them out");
        if (RateCap is { SpreadBpMax: < -1_000 or > 5_000 }) yield return Refusal.Input("rateCap.spreadBpMax", "a spread lies between -1000 and 5000 bp", "correct the rate cap, or leave it out");
        if (Pledge is { } pledge && (pledge.Kinds.Length == 0 || pledge.LoanToValueBpMax is < 1 or > 10_000)) yield return Refusal.Input("pledge", "a pledge rule names kinds and a loan-to-value of 1 to 10000 bp", "correct the pledge rule, or leave it out");
        if (Sla.FirstResponseHours is < 1 or > 720 || Sla.DecisionWorkingDays is < 1 or > 250 || Sla.HardLimitDays is < 1 or > 365 || Sla.ReminderHours < 0 || Sla.ReminderHours >= Sla.FirstResponseHours)
            yield return Refusal.Input("sla", "first response 1-720 h, decision 1-250 working days, hard limit 1-365 days, reminder before the first response", "correct the deadlines");
        if (BanksMax is < 1 or > 50) yield return Refusal.Input("banksMax", "1 to 50 banks are asked", "correct banksMax");
        if (OfferDaysMax is < 1 or > 180) yield return Refusal.Input("offerDaysMax", "an offer binds 1 to 180 days", "correct offerDaysMax");
        if (PayoutWorkingDays is < 1 or > 250) yield return Refusal.Input("payoutWorkingDays", "1 to 250 working days", "correct payoutWorkingDays");
        if (SecondPersonAboveYuan < Yuan.Zero) yield return Refusal.Input("secondPersonAboveYuan", "not negative", "give 0 for always");
        if (BackdatingDaysMax is < 0 or > DaysLimit) yield return Refusal.Input("backdatingDaysMax", $"0 to {DaysLimit} days", "leave it out for any date");
        foreach (var (previous, next) in SalesBands.Zip(SalesBands.Skip(1)))
            if (previous.SalesYuanMax is not { } lower || next.SalesYuanMax <= lower) yield return Refusal.Input("salesBands", "stages ascend, and only the last is open", "sort the stages by sales");
    }
}
