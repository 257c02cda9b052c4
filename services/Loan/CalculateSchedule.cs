using Microsoft.AspNetCore.Http.HttpResults;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>Anybody who has signed in plays with amounts, rates and tenors: the same schedules and true cost as offers have (domain.md §9).</summary>
internal static class CalculateSchedule
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("schedule", Handle).AllowSignedIn().Exportable()
        .WithSummary("Repayment schedule and true annual cost: ?amountYuan=&rateBp=&tenorMonths=&method=, &feeYuan= and &paidOutOn= (today) as wanted");

    internal sealed record View(
        Yuan AmountYuan, int RateBp, int TenorMonths, RepaymentMethod Method, Yuan FeeYuan, DateOnly PaidOutOn, Yuan InterestYuan, Yuan TotalYuan, Yuan FirstInstalmentYuan, Yuan LargestInstalmentYuan, int EffectiveBp,
        [property: ExportedRows] Instalment[] Schedule);

    private static Results<Ok<View>, Refused> Handle(decimal amountYuan, int rateBp, int tenorMonths, RepaymentMethod method, BusinessClock clock, decimal feeYuan = 0, DateOnly? paidOutOn = null)
    {
        var on = paidOutOn ?? clock.Today;
        var check = new Check()
            .That(amountYuan is >= 0.01m and <= Yuan.Limit && decimal.Round(amountYuan, 2) == amountYuan, "amountYuan", "an amount in yuan above zero with at most two decimals", "change the amount")
            .That(feeYuan >= 0 && feeYuan < amountYuan && decimal.Round(feeYuan, 2) == feeYuan, "feeYuan", "a fee is not negative and below the amount", "correct the fee")
            .Range(rateBp, "rateBp", 0, Schedule.RateBpLimit).Range(tenorMonths, "tenorMonths", 1, Schedule.TenorMonthsLimit).Known(method, "method")
            .Range(on, "paidOutOn", new(2000, 1, 1), new(2100, 1, 1));
        if (check.Refused is { } bad) return bad;
        var (amount, fee) = (Yuan.Of(amountYuan), Yuan.Of(feeYuan));
        var lines = Schedule.Of(amount, rateBp, tenorMonths, method, on);
        var interest = lines.SumYuan(line => line.InterestYuan);
        return TypedResults.Ok(new View(amount, rateBp, tenorMonths, method, fee, on, interest, amount + interest + fee, lines[0].PrincipalYuan + lines[0].InterestYuan,
            lines.Select(line => line.PrincipalYuan + line.InterestYuan).Max(), AnnualCost.EffectiveBp(amount, fee, on, lines), lines));
    }
}
