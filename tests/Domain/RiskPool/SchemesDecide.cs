using FsCheck;
using FsCheck.Fluent;
using TalentFinance.Contracts;
using TalentFinance.RiskPool;
using TalentFinance.RiskPool.Domain;
using Xunit;

namespace TalentFinance.Tests.Domain.RiskPool;

/// <summary>Schemes as data: the published ratios, who pays, every reason of a no, and four eyes.</summary>
public sealed class SchemesDecide
{
    private static readonly Signature Officer = new(District.Id(10), "李强", District.Now);
    private static readonly Signature Approver = new(District.Id(11), "王芳", District.Now);

    [Theory]
    [InlineData(500, "", 4000)]
    [InlineData(500.01, "", 3000)]
    [InlineData(1500, "", 3000)]
    [InlineData(3000, "", 2000)]
    [InlineData(500, "POLICY_TOOL", 4500)]
    [InlineData(500, "KEY_LIST", 5000)]
    [InlineData(1500, "KEY_LIST,POLICY_TOOL", 5000)]
    [InlineData(3000, "KEY_LIST,POLICY_TOOL", 4000)]
    public void Guangzhou_2025_gives_40_30_20_with_uplifts_capped_at_50(double wan, string qualifications, int shareBp) =>
        Assert.Equal(shareBp, SeedSchemes.Presets["gz2025"].GovernmentShareBp(District.Firm(qualifications: qualifications.Split(',')), Yuan.Wan((decimal)wan)));

    [Fact]
    public void Government_never_bears_more_than_its_cap_together() =>
        Assert.Equal(8000, (SeedSchemes.Presets["qd80"] with { Bands = [new() { ShareBp = 9500 }], CapBp = 10_000 }).GovernmentShareBp(District.Firm(), Yuan.Wan(1)));

    [Theory]
    [InlineData(TalentClass.A, "CITY")]
    [InlineData(TalentClass.Contest, "CITY")]
    [InlineData(TalentClass.District, "DISTRICT")]
    [InlineData(null, "DISTRICT")]
    public void The_talents_class_decides_who_pays(TalentClass? talent, string payer)
    {
        var district = new District(city: Yuan.Wan(100), pool: Yuan.Wan(100));
        district.Accepts(1, Yuan.Wan(10), District.Firm(talent));
        Assert.Equal([(payer, 8000), ("BANK", 2000)], district.Covers[District.Id(1)].Terms!.Shares().Select(share => (share.Payer, share.ShareBp)));
    }

    [Fact]
    public void Shares_are_always_10000_and_amounts_always_the_principal() => Prop.ForAll(
        (from government in Gen.Choose(0, 10_000)
         from first in Gen.Choose(1, 9_999)
         from cents in Gen.OneOf(Gen.Choose(1, 1000), Gen.Choose(1, int.MaxValue))
         select (government, first, cents)).ToArbitrary(), given =>
    {
        var terms = new CoverTerms
        {
            SchemeCode = "LS",
            SchemeVersion = 1,
            EnrolledOn = District.Today,
            GovernmentBp = given.government,
            Parts = [new("CITY", "CITY/2026", "CITY", given.first), new("DISTRICT", "DISTRICT", "DISTRICT", 10_000 - given.first)],
        };
        Assert.Equal(10_000, terms.Shares().Sum(share => share.ShareBp));
        var principal = Yuan.Of(given.cents / 100m);
        var parts = terms.Divide(principal);
        Assert.Equal(principal, parts.SumYuan(part => part.Government + part.Bank));
        // Compensation of each purse stays within government's share of what it carries.
        Assert.All(parts, part => Assert.True(part.Government.Amount * 10_000 <= (part.Government + part.Bank).Amount * given.government));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(15, new[] { 80, 8, 12 }, new[] { 13, 1, 1 })]
    [InlineData(100, new[] { 600, 355, 45 }, new[] { 61, 35, 4 })]
    [InlineData(0, new[] { 1, 1 }, new[] { 0, 0 })]
    [InlineData(1, new[] { 0, 1, 1 }, new[] { 0, 1, 0 })]
    public void Left_over_units_go_to_the_first_parts(int units, int[] weights, int[] parts) =>
        Assert.Equal(parts.Select(part => (Int128)part), Allocation.Divide(units, weights));

    [Fact]
    public void Very_large_amounts_do_not_overflow() =>
        Assert.Equal(Yuan.Of(9_999_999_999_999_999.99m), Allocation.Split(Yuan.Of(9_999_999_999_999_999.99m), 9_999, 1).SumYuan(part => part));

    [Fact]
    public void A_no_gives_every_reason()
    {
        var policy = SeedSchemes.Presets["qd80"] with { BankLimitYuan = Yuan.Wan(50) };
        var district = new District(policy, city: Yuan.Wan(4));
        Assert.Equal(["layer-budget", "bank-limit"], district.Accepts(1, Yuan.Wan(51)).Reasons.Select(reason => reason.Code));

        var narrow = policy with { Payers = [new() { Classes = [TalentClass.A], Parts = [new() { Layer = "CITY", PartBp = 10_000 }] }], LargestContractYuan = Yuan.Wan(40) };
        Assert.Equal(["no-payer", "contract-too-large"], new District(narrow, city: Yuan.Wan(4)).Accepts(1, Yuan.Wan(51)).Reasons.Select(reason => reason.Code));
        Assert.Equal(["no-scheme"], new District(policy with { Products = ["GXD"] }).Accepts(1, Yuan.Wan(1)).Reasons.Select(reason => reason.Code));
        Assert.All(district.Covers[District.Id(1)].Reasons, reason => Assert.False(string.IsNullOrEmpty(reason.Source) || string.IsNullOrEmpty(reason.Remedy)));
    }

    [Fact]
    public void What_is_released_no_longer_counts_against_the_banks_limit()
    {
        var district = new District(SeedSchemes.Presets["qd80"] with { BankLimitYuan = Yuan.Wan(50) }, city: Yuan.Wan(100));
        district.Accepts(1, Yuan.Wan(50));
        Assert.Equal("bank-limit", Assert.Single(district.Accepts(2, Yuan.Wan(1)).Reasons).Code);
        district.Ends(1);
        Assert.Empty(district.Accepts(3, Yuan.Wan(50)).Reasons);
        Assert.Equal(Yuan.Wan(50), district.UseOf(District.Id(100)).UsedYuan);
    }

    [Theory]
    [InlineData(79, "Calm")]
    [InlineData(80, "Warn")]
    [InlineData(100, "Blocked")]
    public void The_usage_bar_warns_at_80_and_stops_at_100(int used, string status) =>
        Assert.Equal(status, Usage.Of(Yuan.Of(used), Yuan.Of(100), SeedSchemes.Presets["qd80"]).Status.ToString());

    [Fact]
    public void Who_drafts_does_not_approve()
    {
        var draft = Draft("A", "2026-01-01");
        Assert.Equal("four-eyes", Assert.Single(draft.Approve(Officer, []).Refusals).Code);
        Assert.False(draft.Approve(Approver, []).IsRefused);
        Assert.Equal(RefusalKind.State, Assert.Single(draft.Approve(Approver, []).Refusals).Kind);

        var funding = new Funding(District.Id(1), "A", "DISTRICT", "DISTRICT", Yuan.Wan(1000), "青财〔2026〕1号", District.Today, null, Officer);
        Assert.Equal("four-eyes", Assert.Single(funding.Approve(Officer, new Pool("A", ""), draft, null, District.Now).Refusals).Code);
        var limit = new BankLimit(District.Id(1), "A", District.Id(100), "*", 2026, Yuan.Wan(1), "试点", Officer);
        Assert.Equal("four-eyes", Assert.Single(limit.Approve(Officer, new BankUse("A", District.Id(100), "*", 2026)).Refusals).Code);
    }

    [Fact]
    public void Funding_is_posted_once_and_taken_back_only_while_nothing_stands_on_it()
    {
        var district = new District(city: Yuan.Wan(10));
        var scheme = Draft("LS", "2024-11-01");
        district.Accepts(1, Yuan.Wan(60));
        var back = new Funding(District.Id(70), "LS", "CITY", "CITY/2026", Yuan.Wan(10), "冲正", District.Today, District.Id(4), Officer);
        Assert.Equal("leverage-limit", Assert.Single(back.Approve(Approver, district.Pool, scheme, district.Ledger[0], District.Now).Refusals).Code);
        district.Ends(1);
        district.Write(back.Approve(Approver, district.Pool, scheme, district.Ledger[0], District.Now).Value);
        Assert.True(back.Approve(Approver, district.Pool, scheme, district.Ledger[0], District.Now).IsRefused);
        Assert.Equal(Yuan.Zero, district.Pool.Balance("CITY/2026", AccountName.Cash));
        Assert.Empty(district.Faults());
    }

    [Fact]
    public void Two_schemes_never_cover_one_product_at_one_time()
    {
        var first = Draft("A", "2026-01-01", "2026-06-30");
        Assert.False(first.Approve(Approver, []).IsRefused);
        Assert.Equal("scheme-overlap", Assert.Single(Draft("B", "2026-06-30").Approve(Approver, [first]).Refusals).Code);
        Assert.False(Draft("B", "2026-07-01").Approve(Approver, [first]).IsRefused);
        Assert.False(Draft("A", "2026-03-01").Approve(Approver, [first]).IsRefused);
    }

    [Fact]
    public void The_version_in_force_on_the_day_counts_and_a_named_product_goes_before_all()
    {
        Scheme[] approved = [Draft("A", "2024-01-01"), Draft("A", "2026-03-02", number: 2), Draft("SBA", "2026-01-01", products: "SBA_7A")];
        foreach (var scheme in approved) Assert.False(scheme.Approve(Approver, []).IsRefused);
        var book = new SchemeBook(approved);
        Assert.Equal(1, book.For("RCD", "370212", new(2026, 3, 1)).Value.Number);
        Assert.Equal(2, book.For("RCD", "370212", new(2026, 3, 2)).Value.Number);
        Assert.Equal("SBA", book.For("SBA_7A", "370212", new(2026, 3, 2)).Value.Code);
        Assert.True(book.For("RCD", "370212", new(2023, 12, 31)).IsRefused);
    }

    [Fact]
    public void Presets_are_sound_and_a_crooked_policy_is_told_every_fault()
    {
        Assert.All(SeedSchemes.Presets.Values, policy => Assert.Empty(SchemeFaults.Of(policy)));
        var crooked = SeedSchemes.Presets["qd80"] with { Bands = [new() { UpToYuan = Yuan.Wan(1), ShareBp = 20_000 }], BlockBp = 20_000, ReservationDays = 0, Payers = [new() { Parts = [new() { Layer = "MOON", PartBp = 9_999 }] }] };
        Assert.Equal(["policy.bands", "policy.bands", "policy.payers", "policy.blockBp", "policy.reservationDays"], SchemeFaults.Of(crooked).Select(fault => fault.Field));
    }

    private static Scheme Draft(string code, string from, string? until = null, int number = 1, string products = "*") => new(District.Id(number), code, number, code, "",
        DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), until is null ? null : DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture),
        SeedSchemes.Presets["qd80"] with { Products = [products] }, Officer);
}
