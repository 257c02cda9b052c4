using Microsoft.AspNetCore.Http.HttpResults;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>Anybody looks at the shelf: the loan products in force, filtered by what one needs and has (domain.md §8 ④).</summary>
internal static class BrowseProducts
{
    public static void Map(RouteGroupBuilder products)
    {
        products.MapGet("", List).AllowAnonymous().WithSummary("The shelf: products in force, by amount, tenor, use, talent class, qualification");
        products.MapGet("{code}", One).AllowAnonymous().WithSummary("One product's policy in force");
    }

    internal sealed record ProductView(string Code, int Number, DateOnly EffectiveFrom, int LprOneYearBp, int LprFiveYearBp, DateOnly LprOn, int? RateBpMax, ProductPolicy Policy)
    {
        public static ProductView Of(PolicyVersion version, LprRate lpr) => new(
            version.Code, version.Number, version.EffectiveFrom, lpr.OneYearBp, lpr.FiveYearBp, lpr.PublishedOn, lpr.OneYearBp + version.Policy.RateCap?.SpreadBpMax, version.Policy);
    }

    private static async Task<Ok<Page<ProductView>>> List(
        decimal? amountYuan, int? tenorMonths, string? use, TalentClass? talentClass, string? qualification,
        LoanDb db, MarketBoard board, BusinessClock clock, CancellationToken cancel)
    {
        var market = await board.Now(db, cancel);
        var lpr = market.Lpr(clock.Today);
        var fitting = market.Shelf(clock.Today).Where(version => version.Policy is var policy
            && (amountYuan is not { } amount || (policy.AmountYuanMin.Amount <= amount && amount <= policy.AmountYuanMax.Amount))
            && (tenorMonths is not { } tenor || (policy.TenorMonthsMin <= tenor && tenor <= policy.TenorMonthsMax))
            && (use is null || (!policy.BannedUses.Contains(use) && (policy.Uses.Length == 0 || policy.Uses.Contains(use))))
            && (talentClass is not { } held || policy.Talent is null || policy.Talent.Classes.Contains(held))
            && (qualification is null || policy.QualificationCodes.Length == 0 || policy.QualificationCodes.Contains(qualification)));
        return TypedResults.Ok(new Page<ProductView>([.. fitting.Take(PageRequest.LimitMax).Select(version => ProductView.Of(version, lpr))], null));
    }

    private static async Task<Results<Ok<ProductView>, NotFound>> One(string code, LoanDb db, MarketBoard board, BusinessClock clock, CancellationToken cancel)
    {
        var market = await board.Now(db, cancel);
        return market.InForce(code, clock.Today) is { } version ? TypedResults.Ok(ProductView.Of(version, market.Lpr(clock.Today))) : TypedResults.NotFound();
    }
}
