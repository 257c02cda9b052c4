using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>A pool officer proposes what a bank may enrol in a year, of one product or of all; another person approves.</summary>
internal static class ProposeBankLimit
{
    internal sealed record Request
    {
        public required string Pool { get; init; }
        public required Guid BankId { get; init; }
        /// <summary>A product's code, or * for all together.</summary>
        public string ProductCode { get; init; } = BankUse.AllProducts;
        public required int Year { get; init; }
        /// <summary>Principal; null returns the bank to the scheme's default.</summary>
        public Yuan? LimitYuan { get; init; }
        public required string Reason { get; init; }
    }

    public static void Map(RouteGroupBuilder limits) => limits.MapPut("", Handle).Allow(Role.PoolOfficer)
        .WithSummary("Propose a bank's limit for a calendar year (principal in yuan); another person approves it");

    private static async Task<Results<Ok<BankLimitView>, Refused>> Handle(Request request, RiskPoolDb db, Desks desks, Caller caller, BusinessClock clock, CancellationToken cancel)
    {
        var scheme = (await desks.Book(cancel)).Of(request.Pool, clock.Today);
        var bank = await db.Organisations.AsNoTracking().AnyAsync(row => row.Id == request.BankId && row.Kind == OrganisationKind.Bank, cancel);
        var check = new Check();
        check.That(scheme is not null && caller.Sees(scheme.DistrictCode), "pool", "the code of an approved scheme", "see GET schemes")
            .That(bank, "bankId", "a registered bank", "see the organisations in Registry")
            .That(request.ProductCode == BankUse.AllProducts || SchemeFaults.IsCode(request.ProductCode), "productCode", "a product's code, or *", "see the products in Loan")
            .Range(request.Year, "year", 1990, 2100).Text(request.Reason, "reason", max: 500);
        if (request.LimitYuan is { } amount) check.Range(amount, "limitYuan", Yuan.Zero, Yuan.Of(Yuan.Limit));
        if (check.Refused is { } bad) return bad;

        var limit = new BankLimit(Guid.CreateVersion7(), scheme!.Code, request.BankId, request.ProductCode, request.Year, request.LimitYuan, request.Reason.Trim(), caller.Sign(clock));
        db.BankLimits.Add(limit);
        db.Audit(caller, "propose bank limit", nameof(BankLimit), limit.Id, request.Reason);
        return TypedResults.Ok(BankLimitView.Of(limit));
    }
}
