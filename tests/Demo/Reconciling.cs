using TalentFinance.Contracts;
using TalentFinance.Demo.Input;
using TalentFinance.Demo.Report;
using Xunit;

namespace TalentFinance.DemoTests;

/// <summary>One cent or one row that is not accounted for must be seen.</summary>
public sealed class Reconciling
{
    private static readonly PoolPosition Before = new("all", Yuan.Wan(1_000), Yuan.Zero, Yuan.Of(7m));

    private static Result Covered(string reference, decimal amount) => new(Row(reference, amount))
    {
        End = RowEnd.Covered,
        PaidOutYuan = Yuan.Of(amount),
        CoveredYuan = Yuan.Of(amount),
        ApplicationId = Guid.NewGuid(),
    };

    private static Result Refused(string reference, decimal amount)
    {
        var result = new Result(Row(reference, amount));
        result.EndsAs(RowEnd.Ineligible, ("talent-missing", "none"));
        return result;
    }

    private static Row Row(string reference, decimal amount) => new()
    {
        Line = 1,
        Reference = reference,
        Product = "TALENT",
        AmountYuan = Yuan.Of(amount),
        TenorMonths = 12,
        Use = "RND",
        Purpose = "p",
        Mode = RoutingMode.Open,
        Firm = new()
        {
            CreditCode = "91110108551385082Q",
            Name = "F",
            Profile = new() { FoundedOn = new(2015, 1, 1), IndustryCode = "I6513", Chain = "", Park = "", Staff = 1, SalesYuan = Yuan.Zero, AssetsYuan = Yuan.Zero, OwnPremises = true, LeaseMonths = 0, SeriousBreach = false },
        },
    };

    private static IEnumerable<string> Failing(List<Result> results, decimal coveredAfter, List<Row>? rows = null) =>
        Reconciliation.Of(rows ?? [.. results.Select(result => result.Row)], results, Before, Before with { CoveredYuan = Yuan.Of(coveredAfter) }).Where(check => !check.Holds).Select(check => check.What);

    [Fact]
    public void All_accounted_for_holds() => Assert.Empty(Failing([Covered("1", 100.01m), Covered("2", 50m), Refused("3", 9m)], 157.01m));

    [Fact]
    public void A_cent_less_cover_fails()
    {
        var result = Covered("1", 100m);
        result.CoveredYuan = Yuan.Of(99.99m);
        Assert.Contains("paid out = covered", Failing([result], 106.99m));
    }

    [Fact]
    public void Two_differences_that_cancel_out_still_fail()
    {
        var (one, two) = (Covered("1", 100m), Covered("2", 100m));
        (one.CoveredYuan, two.CoveredYuan) = (Yuan.Of(90m), Yuan.Of(110m));
        Assert.Contains("paid-out rows whose cover differs", Failing([one, two], 207m));
    }

    [Fact]
    public void A_pool_that_moved_by_another_amount_fails() => Assert.Contains("pool, covered: before + new covers = after", Failing([Covered("1", 100m)], 100m));

    [Fact]
    public void What_an_earlier_run_covered_is_not_expected_again()
    {
        var result = Covered("1", 100m);
        result.Earlier = true;
        Assert.Empty(Failing([result], 7m));
    }

    [Fact]
    public void An_unfinished_row_fails() => Assert.Contains("rows fed = rows with an end", Failing([Covered("1", 1m), new(Row("2", 5m))], 8m));

    [Fact]
    public void A_lost_row_fails()
    {
        var kept = Covered("1", 1m);
        Assert.Contains("every row has one result", Failing([kept], 8m, [kept.Row, Row("2", 5m)]));
    }

    [Fact]
    public void A_no_without_a_reason_fails()
    {
        var result = Refused("1", 1m);
        result.Reasons = [];
        Assert.Contains("refused and declined rows without a reason", Failing([result], 7m));
    }

    [Fact]
    public void Money_of_the_file_is_found_again_as_paid_out_excess_or_not_ended_covered()
    {
        var script = new Script { RateBp = 600, SignedOn = new(1997, 1, 1), PaidOutOn = new(1997, 1, 1), PaidOutYuan = Yuan.Of(120m) };
        var result = new Result(Row("1", 100m) with { Script = script }) { End = RowEnd.Covered, PaidOutYuan = Yuan.Of(100m), CoveredYuan = Yuan.Of(100m), ExcessYuan = Yuan.Of(20m) };
        Assert.Empty(Failing([result], 107m));
        result.ExcessYuan = Yuan.Of(19m);
        Assert.Single(Failing([result], 107m));
    }
}
