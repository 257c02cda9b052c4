using FsCheck;
using FsCheck.Fluent;
using TalentFinance.Contracts;
using TalentFinance.RiskPool.Domain;
using Xunit;

namespace TalentFinance.Tests.Domain.RiskPool;

/// <summary>What a cover comes to does not depend on the order in which events arrive, nor on how often.</summary>
public sealed class CoversHearInAnyOrder
{
    private static readonly Yuan Plenty = Yuan.Of(100_000_000_000m);
    private static readonly Yuan Loan = Yuan.Of(3_000_000.01m);

    // One loan: accepted, paid out in up to four parts, perhaps the final one, perhaps ended.
    private static readonly Gen<(int[] Cents, bool Final, bool Ended, int Seed)> Stories =
        from parts in Gen.Choose(0, 4)
        from cents in Gen.Choose(1, 75_000_000).ArrayOf(parts)
        from final in Gen.Elements(true, false)
        from ended in Gen.Elements(true, false)
        from seed in Gen.Choose(0, int.MaxValue)
        select (cents, final, ended, seed);

    [Fact]
    public void Any_order_and_any_repetition_come_to_the_same() => Prop.ForAll(Stories.ToArbitrary(), story =>
    {
        var moves = Moves(story.Cents, story.Final, story.Ended);
        var straight = Play(moves);
        var random = new Random(story.Seed);
        var mixed = moves.Concat(moves.Where(_ => random.Next(2) == 0)).ToArray();
        random.Shuffle(mixed);
        var other = Play(mixed);

        var (expected, actual) = (straight.Covers[District.Id(1)], other.Covers[District.Id(1)]);
        Assert.Equal((expected.State, expected.ReservedYuan, expected.CoveredYuan, expected.UncoveredYuan), (actual.State, actual.ReservedYuan, actual.CoveredYuan, actual.UncoveredYuan));
        Assert.Empty(straight.Faults());
        Assert.Empty(other.Faults());
        foreach (var account in straight.Pool.Accounts) Assert.Equal(account.BalanceYuan, other.Pool.Balance(account.Pot, account.Name));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_acceptance_that_ended_before_it_was_heard_of_holds_nothing()
    {
        var district = new District(city: Plenty);
        district.Ends(1);
        var change = district.Accepts(1, Loan);
        Assert.Null(change.Entry);
        Assert.Equal(CoverState.Released, district.Covers[District.Id(1)].State);
        Assert.Equal(Yuan.Zero, district.Pool.Exposure("CITY/2026"));
    }

    [Fact]
    public void A_payout_that_came_too_late_is_covered_on_the_spot()
    {
        var district = new District(city: Plenty);
        district.Accepts(1, Loan);
        district.Ends(1, "reservation-lapsed");
        var change = district.PaysOut(1, 50, Loan, Loan, Loan, final: true);
        Assert.Equal(Loan, change.CoveredYuan);
        Assert.Equal(CoverState.Covered, district.Covers[District.Id(1)].State);
    }

    [Fact]
    public void A_payout_without_room_is_an_exception_and_is_enrolled_after_a_top_up()
    {
        var district = new District(city: Yuan.Wan(10));
        Assert.Equal("layer-budget", Assert.Single(district.Accepts(1, Loan).Reasons).Code);
        Assert.Equal(Yuan.Zero, district.PaysOut(1, 50, Loan, Loan, Loan, final: true).CoveredYuan);
        Assert.Equal((CoverState.Exception, Loan), (district.Covers[District.Id(1)].State, district.Covers[District.Id(1)].UncoveredYuan));
        Assert.True(district.Retries(1).IsRefused);

        district.Write(district.Pool.Fund("CITY/2026", Yuan.Wan(1000), new("Funding", District.Id(60)), District.Id(60), District.Today, District.Now));
        Assert.Equal(Loan, district.Retries(1).Value.CoveredYuan);
        Assert.Equal((CoverState.Covered, Yuan.Zero), (district.Covers[District.Id(1)].State, district.Covers[District.Id(1)].UncoveredYuan));
        Assert.Empty(district.Faults());
    }

    [Fact]
    public void An_enrolment_names_the_payouts_that_it_covers()
    {
        var district = new District(city: Yuan.Wan(10));
        var half = Yuan.Of(1_500_000m);
        Assert.Empty(district.PaysOut(1, 50, Yuan.Wan(300), half, half, final: false).CoveredParts);
        district.PaysOut(1, 51, Yuan.Wan(300), half, Yuan.Wan(300), final: true);
        district.Write(district.Pool.Fund("CITY/2026", Yuan.Wan(1000), new("Funding", District.Id(60)), District.Id(60), District.Today, District.Now));
        var parts = district.Retries(1).Value.CoveredParts;
        Assert.Equal([(District.Id(50), half), (District.Id(51), half)], parts.Select(part => (part.DisbursementId, part.CoveredYuan)));
        Assert.Equal(parts, district.Covers[District.Id(1)].Payouts);
    }

    [Fact]
    public void One_contract_stands_under_one_cover()
    {
        var district = new District(city: Plenty);
        district.PaysOut(1, 50, Loan, Loan, Loan, final: true, contractNumber: "JK-2026-01");
        district.Accepts(2, Loan);
        var second = district.PaysOut(2, 51, Loan, Loan, Loan, final: true, contractNumber: "JK-2026-01");
        Assert.Equal("contract-covered", Assert.Single(second.Reasons).Code);
        Assert.Equal((CoverState.Exception, Yuan.Zero, Yuan.Zero), (district.Covers[District.Id(2)].State, district.Covers[District.Id(2)].CoveredYuan, district.Covers[District.Id(2)].ReservedYuan));
    }

    private static Action<District>[] Moves(int[] cents, bool final, bool ended)
    {
        var amounts = cents.Select(part => Yuan.Of(part / 100m)).ToArray();
        var moves = new List<Action<District>> { district => district.Accepts(1, Loan) };
        for (var i = 0; i < amounts.Length; i++)
        {
            var part = i;
            moves.Add(district => district.PaysOut(1, 50 + part, Loan, amounts[part], Yuan.Sum(amounts[..(part + 1)]), final && part == amounts.Length - 1));
        }
        if (ended) moves.Add(district => district.Ends(1));
        return [.. moves];
    }

    private static District Play(IEnumerable<Action<District>> moves)
    {
        var district = new District(city: Plenty);
        foreach (var move in moves) move(district);
        return district;
    }
}
