using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>The district enters a newly published LPR (a published fact, so one person enters it); anybody reads the table.</summary>
internal static class PublishLpr
{
    public static void Map(RouteGroupBuilder lpr)
    {
        lpr.MapPost("", Handle).Allow(Role.PoolOfficer).WithSummary("Enter a newly published LPR");
        lpr.MapGet("", List).AllowAnonymous().WithSummary("LPR by day of publication, newest first (at most 200)");
    }

    internal sealed record Lpr(DateOnly PublishedOn, int OneYearBp, int FiveYearBp);

    private static async Task<Results<Created<Lpr>, Refused>> Handle(Lpr request, LoanDb db, Caller caller, BusinessClock clock, CancellationToken cancel)
    {
        var check = new Check().Range(request.OneYearBp, "oneYearBp", 0, 2_000).Range(request.FiveYearBp, "fiveYearBp", 0, 2_000).That(request.PublishedOn <= clock.Today, "publishedOn", "a publication is not in the future", "enter it on its day");
        if (check.Refused is { } bad) return bad;
        if (await db.LprRates.AnyAsync(rate => rate.PublishedOn >= request.PublishedOn, cancel))
            return new Refused(Refusal.Rule("lpr-published", $"an LPR of {request.PublishedOn:yyyy-MM-dd} or later is in the table", "domain.md §9", "published rates are never changed"));
        db.LprRates.Add(LprRate.Of(request.PublishedOn, request.OneYearBp, request.FiveYearBp));
        await db.MarketChanged(cancel);
        db.Audit(caller, "publish LPR", "Lpr", Guid.Empty, $"{request.PublishedOn:yyyy-MM-dd}: {request.OneYearBp}/{request.FiveYearBp} bp");
        return TypedResults.Created("/api/loan/lpr", request);
    }

    private static async Task<Ok<Page<Lpr>>> List(LoanDb db, CancellationToken cancel) =>
        TypedResults.Ok(new Page<Lpr>(await db.LprRates.OrderByDescending(rate => rate.PublishedOn).Take(PageRequest.LimitMax).Select(rate => new Lpr(rate.PublishedOn, rate.OneYearBp, rate.FiveYearBp)).ToListAsync(cancel), null));
}
