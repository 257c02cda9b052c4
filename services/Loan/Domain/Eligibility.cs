using TalentFinance.Contracts;

namespace TalentFinance.Loan.Domain;

/// <summary>Intellectual property offered as security.</summary>
internal sealed record Pledge
{
    public required string Kind { get; init; }
    public required string CertificateNumber { get; init; }
    public required Yuan AppraisedYuan { get; init; }
}

/// <summary>What is asked for.</summary>
internal sealed record Ask(Yuan AmountYuan, int TenorMonths, string Use, Pledge? Pledge);

/// <summary>Principal outstanding of a firm or a talent under one group of caps.</summary>
internal readonly record struct Outstanding(Guid SubjectId, string Group, Yuan AmountYuan);

/// <summary>The answer, with the version of the rules that gave it.</summary>
internal sealed record EligibilityResult
{
    public required string ProductCode { get; init; }
    public required int ProductVersion { get; init; }
    public required DateOnly CheckedOn { get; init; }
    public required Refusal[] Refusals { get; init; }
    /// <summary>The talent that carries the loan: of the eligible ones, with whom most may still be borrowed under the caps of talent and firm.</summary>
    public Guid? TalentId { get; init; }
    public TalentClass? TalentClass { get; init; }
    /// <summary>The stage of growth by sales, where the product knows stages.</summary>
    public string? Stage { get; init; }
    public bool Eligible => Refusals.Length == 0;
}

/// <summary>May this firm apply for this? Answers every failed rule, not the first, each with its source and what would change it.</summary>
internal static class Eligibility
{
    public static EligibilityResult Check(ProductPolicy policy, int version, Ask ask, Borrower borrower, IReadOnlyList<Outstanding> outstanding, DateOnly today)
    {
        var refusals = new List<Refusal>();
        CheckAsk(policy, ask, refusals);
        if (!borrower.Active || borrower.Facts.Profile is null)
            refusals.Add(Refusal.Rule("firm-inactive", "the firm is suspended, or its profile is not complete", "domain.md §8 [75]", "complete the firm's profile with the district, or have the suspension ended"));
        if (borrower.Facts.Profile is { } profile) CheckFirm(policy, ask, borrower, profile, today, refusals);
        var talent = CheckTalent(policy, borrower, outstanding, today, refusals);
        CheckCaps(policy, ask, borrower.Id, talent, outstanding, refusals);
        return new()
        {
            ProductCode = policy.Code,
            ProductVersion = version,
            CheckedOn = today,
            Refusals = [.. refusals],
            TalentId = talent?.TalentId,
            TalentClass = talent?.Class,
            Stage = borrower.Facts.Profile is { } known ? StageOf(policy, known.SalesYuan)?.Stage : null,
        };
    }

    /// <summary>Room under the caps, asked again at acceptance, at signing and at payout (domain.md §10, invariants).</summary>
    public static void CheckCaps(ProductPolicy policy, Yuan moreYuan, Guid firmId, Guid? talentId, TalentClass? talentClass, IReadOnlyList<Outstanding> outstanding, ICollection<Refusal> refusals)
    {
        if (policy.Caps is not { } caps) return;
        Check("cap-firm", "the firm", firmId, caps.FirmMax(talentClass));
        if (talentId is { } talent && caps.TalentMax(talentClass) is { } talentMax) Check("cap-talent", "the talent", talent, talentMax);

        void Check(string code, string who, Guid subject, Yuan max)
        {
            var now = OutstandingOf(outstanding, subject, caps.Group);
            if (now + moreYuan > max)
                refusals.Add(Refusal.Rule(code, $"{who} would have {now + moreYuan} yuan outstanding, at most {max} may be", caps.Source, now < max ? $"at most {max - now} yuan more is possible now" : "repay first: nothing more is possible now"));
        }
    }

    private static void CheckAsk(ProductPolicy policy, Ask ask, List<Refusal> refusals)
    {
        if (ask.AmountYuan < policy.AmountYuanMin) refusals.Add(Refusal.Rule("amount-too-small", $"{policy.Name} starts at {policy.AmountYuanMin} yuan", policy.Source, $"ask for at least {policy.AmountYuanMin} yuan"));
        if (ask.AmountYuan > policy.AmountYuanMax) refusals.Add(Refusal.Rule("amount-too-large", $"{policy.Name} ends at {policy.AmountYuanMax} yuan", policy.Source, $"ask for at most {policy.AmountYuanMax} yuan"));
        if (ask.TenorMonths < policy.TenorMonthsMin || ask.TenorMonths > policy.TenorMonthsMax)
            refusals.Add(Refusal.Rule("tenor-out-of-range", $"{policy.Name} runs {policy.TenorMonthsMin} to {policy.TenorMonthsMax} months", "domain.md §1 [82]", $"ask for {policy.TenorMonthsMin} to {policy.TenorMonthsMax} months"));
        if (policy.BannedUses.Contains(ask.Use)) refusals.Add(Refusal.Rule("use-banned", $"{ask.Use} is a prohibited use", "domain.md §1 [15]", "use the money for the firm's own research, production or conversion of results"));
        else if (policy.Uses.Length > 0 && !policy.Uses.Contains(ask.Use)) refusals.Add(Refusal.Rule("use-not-allowed", $"{ask.Use} is not a use of {policy.Name}", policy.Source, $"uses are {string.Join(", ", policy.Uses)}"));
        if (policy.Pledge is not { } rule) return;
        if (ask.Pledge is not { } pledge || !rule.Kinds.Contains(pledge.Kind))
            refusals.Add(Refusal.Rule("pledge-missing", $"{policy.Name} stands on a pledge of {string.Join(", ", rule.Kinds)}", rule.Source, "name the pledged right: kind, certificate number and appraised value"));
        else if (ask.AmountYuan > pledge.AppraisedYuan.Share(rule.LoanToValueBpMax))
            refusals.Add(Refusal.Rule("pledge-too-small", $"the pledge carries at most {pledge.AppraisedYuan.Share(rule.LoanToValueBpMax)} yuan ({rule.LoanToValueBpMax} bp of its value)", rule.Source, $"ask for at most {pledge.AppraisedYuan.Share(rule.LoanToValueBpMax)} yuan, or pledge more"));
    }

    private static void CheckFirm(ProductPolicy policy, Ask ask, Borrower borrower, FirmProfile profile, DateOnly today, List<Refusal> refusals)
    {
        if (policy.Firm is { } rule)
        {
            if (profile.FoundedOn.AddMonths(rule.AgeMonthsMin) > today) refusals.Add(Refusal.Rule("firm-too-young", $"the firm has to be {rule.AgeMonthsMin} months old, it was founded on {profile.FoundedOn:yyyy-MM-dd}", rule.Source, $"apply from {profile.FoundedOn.AddMonths(rule.AgeMonthsMin):yyyy-MM-dd}"));
            if (!profile.OwnPremises && profile.LeaseMonths < rule.PremisesMonthsMin) refusals.Add(Refusal.Rule("premises-too-short", $"the lease runs {profile.LeaseMonths} months, {rule.PremisesMonthsMin} are needed", rule.Source, $"extend the lease to {rule.PremisesMonthsMin} months, or show premises of your own"));
            if (profile.SalesYuan > rule.SalesYuanMax) refusals.Add(Refusal.Rule("sales-too-large", $"sales of {profile.SalesYuan} yuan are above {rule.SalesYuanMax}", rule.Source, "this product is for smaller firms: look for another on the shelf"));
            if (rule.RefuseSeriousBreach && profile.SeriousBreach) refusals.Add(Refusal.Rule("serious-breach", "a serious breach on public record is not settled", rule.Source, "settle it and have the record repaired"));
        }
        if (policy.QualificationCodes.Length > 0 && !borrower.Facts.Qualifications.Any(held => held.IsValidOn(today) && policy.QualificationCodes.Contains(held.Code)))
            refusals.Add(Refusal.Rule("qualification-missing", $"the firm holds none of {string.Join(", ", policy.QualificationCodes)} that is valid today", policy.Source, "gain one of them, or have an expired one renewed"));
        if (policy.SalesBands.Length == 0) return;
        if (StageOf(policy, profile.SalesYuan) is not { } band)
            refusals.Add(Refusal.Rule("stage-none", $"no stage of {policy.Name} takes sales of {profile.SalesYuan} yuan", policy.Source, "this product is for smaller firms: look for another on the shelf"));
        else if (ask.AmountYuan > band.AmountYuanMax)
            refusals.Add(Refusal.Rule("stage-cap", $"a firm in the {band.Stage} stage (sales {profile.SalesYuan} yuan) gets at most {band.AmountYuanMax} yuan", policy.Source, $"ask for at most {band.AmountYuanMax} yuan"));
    }

    private static KnownTalent? CheckTalent(ProductPolicy policy, Borrower borrower, IReadOnlyList<Outstanding> outstanding, DateOnly today, List<Refusal> refusals)
    {
        if (policy.Talent is not { } rule) return null;
        var talents = borrower.Facts.Talents.Where(talent => talent.IsValidOn(today) && rule.Classes.Contains(talent.Class)).ToArray();
        if (talents.Length == 0)
            refusals.Add(Refusal.Rule("talent-missing", $"no talent of class {string.Join(", ", rule.Classes)} with a valid accreditation works at the firm", rule.Source, "have a talent accredited by the district, or an expired accreditation renewed"));
        var employed = talents.Where(talent => talent.EmployedSince.AddMonths(rule.EmployedMonthsMin) <= today).ToArray();
        if (talents.Length > 0 && employed.Length == 0)
        {
            var from = talents.Min(talent => talent.EmployedSince).AddMonths(rule.EmployedMonthsMin);
            refusals.Add(Refusal.Rule("talent-employment", $"a talent has to have worked at the firm for {rule.EmployedMonthsMin} months", rule.Source, $"apply from {from:yyyy-MM-dd}"));
        }
        var holding = employed.Where(talent => (talent.ShareBp ?? 0) >= rule.ShareBpMin).ToArray();
        if (employed.Length > 0 && holding.Length == 0)
            refusals.Add(Refusal.Rule("talent-share", $"the talent has to hold {rule.ShareBpMin} bp of the firm", rule.Source, "show a larger share in the register"));
        return holding.OrderByDescending(Room).ThenBy(talent => talent.Class).FirstOrDefault();

        // The talent's class sets the firm's cap too: room under one of them alone may be none under the other.
        decimal Room(KnownTalent talent)
        {
            if (policy.Caps is not { } caps) return decimal.MaxValue;
            var ofFirm = caps.FirmMax(talent.Class) - OutstandingOf(outstanding, borrower.Id, caps.Group);
            return caps.TalentMax(talent.Class) is { } max ? Math.Min(ofFirm.Amount, (max - OutstandingOf(outstanding, talent.TalentId, caps.Group)).Amount) : ofFirm.Amount;
        }
    }

    private static void CheckCaps(ProductPolicy policy, Ask ask, Guid firmId, KnownTalent? talent, IReadOnlyList<Outstanding> outstanding, List<Refusal> refusals) =>
        CheckCaps(policy, ask.AmountYuan, firmId, talent?.TalentId, talent?.Class, outstanding, refusals);

    private static SalesBand? StageOf(ProductPolicy policy, Yuan sales) => policy.SalesBands.FirstOrDefault(band => band.SalesYuanMax is not { } max || sales <= max);

    private static Yuan OutstandingOf(IReadOnlyList<Outstanding> outstanding, Guid subject, string group)
    {
        foreach (var row in outstanding)
            if (row.SubjectId == subject && row.Group == group) return row.AmountYuan;
        return Yuan.Zero;
    }
}
