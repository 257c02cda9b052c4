using Microsoft.AspNetCore.Http.HttpResults;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>A startup asks whether it may apply, before any effort: every failed rule with its source and what would change it.</summary>
internal static class CheckEligibility
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("eligibility", Handle).Allow(Role.Startup).WithoutIdempotencyKey().WithSummary("Would this application be eligible? Stores nothing");

    internal sealed record Request(string ProductCode, Yuan AmountYuan, int TenorMonths, string Use, Pledge? Pledge = null);

    private static async Task<Results<Ok<EligibilityResult>, Refused>> Handle(Request request, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, CancellationToken cancel)
    {
        var asked = new CreateApplication.Request(request.ProductCode, request.AmountYuan, request.TenorMonths, request.Use, "", RoutingMode.Open, Pledge: request.Pledge);
        if (asked.Faults() is { } bad) return bad;
        if (await SubmitApplication.Facts(db, board, caller.OrganisationId, cancel) is not { } facts) return new Refused(SubmitApplication.NotKnown);
        if (facts.Market.InForce(request.ProductCode, clock.Today) is not { } version) return new Refused(SubmitApplication.NoProduct(request.ProductCode));
        return TypedResults.Ok(Eligibility.Check(version.Policy, version.Number, asked.Ask, facts.Borrower, facts.Outstanding, clock.Today));
    }
}
