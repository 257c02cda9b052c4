using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using TalentFinance.Contracts;
using TalentFinance.Loan.Domain;
using Xunit;

namespace TalentFinance.Tests.Domain.Loan;

/// <summary>Repayment schedules: the published vectors (domain.md §9), and what must hold for every loan there is.</summary>
public sealed class SchedulesSumExactly
{
    private static readonly DateOnly Start = new(2026, 1, 31);
    private static readonly Yuan FiveMillion = Yuan.Wan(500);

    private static readonly Gen<(Yuan Amount, int RateBp, int Tenor, RepaymentMethod Method, DateOnly On)> Loans =
        from cents in Gen.OneOf(Gen.Choose(1, 200), Gen.Choose(1, 2_000_000_000))
        from scale in Gen.Elements(1m, 1m, 100m, 40_000m)
        from rate in Gen.Choose(0, 5_000)
        from tenor in Gen.OneOf(Gen.Choose(1, 60), Gen.Choose(1, 600))
        from method in Gen.Elements(Enum.GetValues<RepaymentMethod>())
        from day in Gen.Choose(0, 20_000)
        select (Yuan.Of(cents / 100m * scale), rate, tenor, method, new DateOnly(1980, 1, 1).AddDays(day));

    [Fact]
    public void Equal_instalments_of_500_wan_at_3_60_percent_are_424836_29()
    {
        var lines = Schedule.Of(FiveMillion, 360, 12, RepaymentMethod.EqualInstalment, Start);
        Assert.All(lines[..11], line => Assert.Equal(424_836.29m, (line.PrincipalYuan + line.InterestYuan).Amount));
        // The cents that rounding left over stand in the last one.
        Assert.InRange((lines[11].PrincipalYuan + lines[11].InterestYuan).Amount, 424_836.23m, 424_836.35m);
        Assert.Equal(15_000.00m, lines[0].InterestYuan.Amount);
    }

    [Fact]
    public void Equal_principal_of_500_wan_starts_with_431666_67_and_leaves_the_remainder_to_the_last()
    {
        var lines = Schedule.Of(FiveMillion, 360, 12, RepaymentMethod.EqualPrincipal, Start);
        Assert.Equal(431_666.67m, (lines[0].PrincipalYuan + lines[0].InterestYuan).Amount);
        Assert.All(lines[..11], line => Assert.Equal(416_666.67m, line.PrincipalYuan.Amount));
        // Published as 417,916.67, unrounded thirds; eleven principals rounded up leave four cents less.
        Assert.Equal(417_916.63m, (lines[11].PrincipalYuan + lines[11].InterestYuan).Amount);
    }

    [Fact]
    public void Interest_runs_by_days_on_360()
    {
        Assert.Equal(45_000.00m, Interest.Daily(FiveMillion, 360, 90).Amount);
        Assert.Equal(22_500.00m, Interest.Penalty(FiveMillion, 360, 15_000, 30).Amount);
        var bullet = Assert.Single(Schedule.Of(FiveMillion, 360, 3, RepaymentMethod.Bullet, new(2026, 3, 1)));
        Assert.Equal(Interest.Daily(FiveMillion, 360, 92), bullet.InterestYuan);
    }

    [Fact]
    public void Due_dates_keep_the_day_of_payout_where_the_month_has_it() =>
        Assert.Equal([new(2026, 2, 28), new(2026, 3, 31), new(2026, 4, 30)], Schedule.Of(FiveMillion, 360, 3, RepaymentMethod.EqualPrincipal, Start).Select(line => line.DueOn));

    [Fact]
    public void Every_loan_is_repaid_exactly() => Prop.ForAll(Loans.ToArbitrary(), loan =>
    {
        var lines = Schedule.Of(loan.Amount, loan.RateBp, loan.Tenor, loan.Method, loan.On);
        var before = loan.Amount;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Number != i + 1 || lines[i].PrincipalYuan < Yuan.Zero || lines[i].InterestYuan < Yuan.Zero) return false;
            if (before - lines[i].PrincipalYuan != lines[i].BalanceAfterYuan || lines[i].BalanceAfterYuan < Yuan.Zero) return false;
            if (i > 0 && lines[i].DueOn <= lines[i - 1].DueOn) return false;
            before = lines[i].BalanceAfterYuan;
        }
        return before == Yuan.Zero && lines.SumYuan(line => line.PrincipalYuan) == loan.Amount && lines[^1].DueOn == loan.On.AddMonths(loan.Tenor);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void At_par_the_internal_rate_is_the_nominal_one() => Prop.ForAll(Loans.Where(loan => loan.Method != RepaymentMethod.Bullet && loan.Amount >= Yuan.Wan(10)).ToArbitrary(), loan =>
    {
        var lines = Schedule.Of(loan.Amount, loan.RateBp, loan.Tenor, loan.Method, loan.On);
        return Math.Abs(AnnualCost.MonthlyRate(loan.Amount, Yuan.Zero, loan.On, lines) * 120_000 - loan.RateBp) < 0.5;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_fee_makes_a_loan_dearer_and_a_short_loan_more_so()
    {
        int Cost(int months, decimal fee) => AnnualCost.EffectiveBp(FiveMillion, Yuan.Of(fee), Start, Schedule.Of(FiveMillion, 360, months, RepaymentMethod.InterestThenPrincipal, Start));
        Assert.Equal(366, Cost(12, 0));
        Assert.True(Cost(12, 50_000) > Cost(12, 0) + 100);
        Assert.True(Cost(6, 50_000) > Cost(12, 50_000));
    }

    [Fact]
    public void Parts_together_repay_the_sum_by_the_same_maturity() => Prop.ForAll(Loans.Where(loan => loan.Tenor > 1).ToArbitrary(), Gen.Choose(0, 500).ToArbitrary(), (loan, later) =>
    {
        var on = loan.On.AddDays(Math.Min(later, loan.On.AddMonths(loan.Tenor).DayNumber - loan.On.DayNumber - 1));
        var merged = Schedule.Merge([
            Schedule.OfPart(loan.Amount, loan.RateBp, loan.Tenor, loan.Method, loan.On, loan.On),
            Schedule.OfPart(loan.Amount, loan.RateBp, loan.Tenor, loan.Method, loan.On, on)]);
        return merged.SumYuan(line => line.PrincipalYuan) == loan.Amount + loan.Amount && merged[^1].BalanceAfterYuan == Yuan.Zero
            && merged[^1].DueOn == loan.On.AddMonths(loan.Tenor) && merged.Length == (loan.Method == RepaymentMethod.Bullet ? 1 : loan.Tenor);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_largest_amounts_do_not_overflow()
    {
        foreach (var method in Enum.GetValues<RepaymentMethod>())
            Assert.Equal(Yuan.Limit, Schedule.Of(Yuan.Of(Yuan.Limit), 5_000, 600, method, Start).SumYuan(line => line.PrincipalYuan).Amount);
    }

    [Fact]
    public void A_schedule_of_36_instalments_allocates_nothing_but_itself()
    {
        Schedule.Of(FiveMillion, 360, 36, RepaymentMethod.EqualInstalment, Start);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var lines = Schedule.Of(FiveMillion, 360, 36, RepaymentMethod.EqualInstalment, Start);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        // An instalment: header, number, date, three amounts of 16 bytes; and the array.
        Assert.InRange(bytes, 0, 36 * 80 + 36 * 8 + 64);
        Assert.Equal(36, lines.Length);
    }

    /// <summary>design.md §10: under 10 us. Allowed ten times that here, since tests share their machine; tests/Benchmarks measures it.</summary>
    [Fact]
    public void A_schedule_of_36_instalments_takes_microseconds()
    {
        for (var i = 0; i < 2_000; i++) Schedule.Of(FiveMillion, 360, 36, RepaymentMethod.EqualInstalment, Start);
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < 20; round++)
        {
            var clock = Stopwatch.StartNew();
            for (var i = 0; i < 100; i++) Schedule.Of(FiveMillion, 360, 36, RepaymentMethod.EqualInstalment, Start);
            if (clock.Elapsed < best) best = clock.Elapsed;
        }
        Assert.True(best / 100 < TimeSpan.FromMicroseconds(100), $"{best.TotalMicroseconds / 100:0.0} us");
        TestContext.Current.SendDiagnosticMessage($"schedule of 36 instalments: {best.TotalMicroseconds / 100:0.0} us");
    }
}
