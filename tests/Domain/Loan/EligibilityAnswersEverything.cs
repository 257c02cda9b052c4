using TalentFinance.Contracts;
using TalentFinance.Loan.Domain;
using Xunit;

namespace TalentFinance.Tests.Domain.Loan;

/// <summary>Eligibility answers every failed rule, with its source and what would change it (domain.md §1, §10).</summary>
public sealed class EligibilityAnswersEverything
{
    private static readonly Guid Firm = Guid.NewGuid();
    private static readonly Ask Sound = new(Yuan.Wan(300), 24, "RND", null);

    private static EligibilityResult Check(ProductPolicy policy, Ask ask, Borrower borrower, params Outstanding[] outstanding) => Eligibility.Check(policy, 1, ask, borrower, outstanding, Firms.Today);
    private static string[] Codes(EligibilityResult result) => [.. result.Refusals.Select(refusal => refusal.Code)];

    [Fact]
    public void A_sound_firm_with_a_talent_is_eligible_and_the_talent_is_named()
    {
        var result = Check(Firms.Talent, Sound, Firms.Sound(Firm, TalentClass.B));
        Assert.True(result.Eligible);
        Assert.Equal(TalentClass.B, result.TalentClass);
    }

    [Fact]
    public void Every_failed_rule_is_answered_at_once_with_source_and_remedy()
    {
        var borrower = Borrower.Unknown(Firm);
        borrower.Hear(Firms.Registered(Firm, leaseMonths: 3, breach: true, founded: new(2026, 1, 1), salesWan: 1_000));
        var result = Check(Firms.HighTech, new(Yuan.Wan(600), 48, "CONSUMPTION", null), borrower);
        Assert.Equal(["amount-too-large", "tenor-out-of-range", "use-banned", "firm-too-young", "premises-too-short", "serious-breach", "qualification-missing", "stage-cap", "cap-firm"], Codes(result));
        Assert.All(result.Refusals, refusal => Assert.True(refusal.Source.Length > 3 && refusal.Remedy.Length > 3 && refusal.Kind == RefusalKind.Rule));
        Assert.Contains(result.Refusals, refusal => refusal.Remedy.Contains("2027-01-01", StringComparison.Ordinal));
    }

    [Fact]
    public void A_suspended_firm_hears_of_its_other_faults_too()
    {
        var borrower = Borrower.Unknown(Firm);
        borrower.Hear(Firms.Registered(Firm, active: false, breach: true));
        borrower.Hear(Firms.Accredited(Firm, Guid.NewGuid()));
        Assert.Equal(["firm-inactive", "serious-breach"], Codes(Check(Firms.Talent, Sound, borrower)));
    }

    [Fact]
    public void A_talent_who_expired_left_or_came_lately_does_not_carry_a_loan()
    {
        var (expired, left, late) = (Firms.Sound(Firm), Firms.Sound(Firm), Firms.Sound(Firm));
        var talent = Guid.NewGuid();
        expired.Hear(Firms.Accredited(Firm, talent, until: Firms.Today.AddDays(-1)));
        left.Hear(Firms.Accredited(Firm, talent));
        left.Hear(Firms.Ended(Firm, talent, 2));
        late.Hear(Firms.Accredited(Firm, talent, since: Firms.Today.AddMonths(-12).AddDays(1)));
        Assert.Equal(["talent-missing"], Codes(Check(Firms.Talent, Sound, expired)));
        Assert.Equal(["talent-missing"], Codes(Check(Firms.Talent, Sound, left)));
        Assert.Equal(["talent-employment"], Codes(Check(Firms.Talent, Sound, late)));
        late.Hear(Firms.Accredited(Firm, talent, version: 2, since: Firms.Today.AddMonths(-12)));
        Assert.True(Check(Firms.Talent, Sound, late).Eligible);
    }

    [Fact]
    public void A_share_is_asked_for_only_where_the_policy_does()
    {
        var strict = Firms.Talent with { Talent = Firms.Talent.Talent! with { ShareBpMin = 500 } };
        var borrower = Firms.Sound(Firm);
        borrower.Hear(Firms.Accredited(Firm, Guid.NewGuid(), shareBp: 499));
        Assert.True(Check(Firms.Talent, Sound, borrower).Eligible);
        Assert.Equal(["talent-share"], Codes(Check(strict, Sound, borrower)));
    }

    [Fact]
    public void Caps_count_what_is_outstanding_to_the_cent()
    {
        var borrower = Firms.Sound(Firm, TalentClass.A);
        var talent = borrower.Facts.Talents[0].TalentId;
        Outstanding Of(Guid subject, decimal wan) => new(subject, "TALENT", Yuan.Wan(wan));
        Assert.True(Check(Firms.Talent, Sound, borrower, Of(Firm, 5_700), Of(talent, 1_700)).Eligible);
        Assert.Equal(["cap-firm"], Codes(Check(Firms.Talent, Sound, borrower, Of(Firm, 5_700.000001m), Of(talent, 1_700))));
        Assert.Equal(["cap-talent"], Codes(Check(Firms.Talent, Sound, borrower, Of(Firm, 5_700), Of(talent, 1_700.000001m))));
        // Other products' loans stand under other caps.
        Assert.True(Check(Firms.Talent, Sound, borrower, new Outstanding(Firm, "HIGHTECH", Yuan.Wan(9_000))).Eligible);
    }

    [Fact]
    public void A_district_talent_has_ceilings_of_its_own_and_of_several_talents_the_one_with_most_room_carries()
    {
        var district = Firms.Sound(Firm, TalentClass.District);
        Assert.Equal(["cap-talent"], Codes(Check(Firms.Talent, Sound with { AmountYuan = Yuan.Wan(501) }, district)));
        var both = Firms.Sound(Firm, TalentClass.District, TalentClass.C);
        Assert.Equal(TalentClass.C, Check(Firms.Talent, Sound with { AmountYuan = Yuan.Wan(501) }, both).TalentClass);
        // The class sets the firm's cap too: a district talent with all its own room carries nothing where the firm owes more than such a firm may.
        var owing = Firms.Sound(Firm, TalentClass.District, TalentClass.A);
        var a = owing.Facts.Talents.Single(talent => talent.Class == TalentClass.A).TalentId;
        var result = Check(Firms.Talent, Sound, owing, new Outstanding(Firm, "TALENT", Yuan.Wan(1_600)), new Outstanding(a, "TALENT", Yuan.Wan(1_600)));
        Assert.Equal((true, a), (result.Eligible, result.TalentId));
    }

    [Theory]
    [InlineData(2_000, 200, "seed")]
    [InlineData(2_000.000001, 300, "start-up")]
    [InlineData(10_000, 500, "growth")]
    [InlineData(50_000, 500, "mature")]
    public void The_line_follows_the_stage_of_sales(decimal salesWan, decimal lineWan, string stage)
    {
        var borrower = Firms.Sound(Firm);
        borrower.Hear(Firms.Registered(Firm, version: 2, salesWan: salesWan));
        Assert.Equal(stage, Check(Firms.HighTech, Sound with { AmountYuan = Yuan.Wan(lineWan) }, borrower).Stage);
        Assert.True(Check(Firms.HighTech, Sound with { AmountYuan = Yuan.Wan(lineWan) }, borrower).Eligible);
        if (lineWan < 500) Assert.Equal(["stage-cap"], Codes(Check(Firms.HighTech, Sound with { AmountYuan = Yuan.Wan(lineWan) + Yuan.Of(0.01m) }, borrower)));
    }

    [Fact]
    public void A_pledge_carries_half_its_value()
    {
        var borrower = Firms.Sound(Firm);
        Assert.Equal(["pledge-missing"], Codes(Check(Firms.IpPledge, Sound, borrower)));
        Pledge Worth(decimal wan) => new() { Kind = "PATENT", CertificateNumber = "ZL-1", AppraisedYuan = Yuan.Wan(wan) };
        Assert.True(Check(Firms.IpPledge, Sound with { Pledge = Worth(600) }, borrower).Eligible);
        Assert.Equal(["pledge-too-small"], Codes(Check(Firms.IpPledge, Sound with { Pledge = Worth(599) }, borrower)));
    }

    [Fact]
    public void A_foreign_book_is_a_policy_without_talent_qualification_or_caps()
    {
        var book = Firms.Talent with { Code = "SBA7A", Talent = null, Firm = null, Caps = null, RateCap = null, Uses = [], BannedUses = [], TenorMonthsMax = 360, AmountYuanMin = Yuan.Of(1), AmountYuanMax = Yuan.Of(1_000_000_000), BackdatingDaysMax = null };
        Assert.Empty(book.Faults());
        Assert.True(Check(book, new(Yuan.Of(5_472_000), 306, "WHATEVER", null), Firms.Sound(Firm)).Eligible);
    }

    [Fact]
    public void Seeded_policies_are_sound() => Assert.All(TalentFinance.Loan.Seed.Products, product => Assert.Empty(product.Faults()));
}
