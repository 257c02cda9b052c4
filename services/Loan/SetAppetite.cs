using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>A bank says what it wants to be asked for (open routing), and up to which amounts one person or its system may offer.</summary>
internal static class SetAppetite
{
    public static void Map(RouteGroupBuilder banks)
    {
        banks.MapPut("appetite", Want).Allow(Visible.Bank).WithSummary("Replace this bank's appetites for open routing");
        banks.MapPut("limits", Limit).Allow(Role.BankApprover).WithSummary("Set above which amounts this bank's offers need a second person");
        banks.MapGet("mine", Mine).Allow(Visible.Bank).WithSummary("This bank's appetites and limits");
        banks.MapGet("", List).AllowSignedIn().WithSummary("Partner banks that take applications");
    }

    internal sealed record AppetiteRequest(Appetite[] Appetites);
    /// <summary>Null: the product's own limit counts.</summary>
    internal sealed record LimitRequest(Yuan? OfficerYuanMax, Yuan? SystemYuanMax);
    internal sealed record BankSettings(Guid Id, string Name, bool Active, Appetite[] Appetites, Yuan? OfficerYuanMax, Yuan? SystemYuanMax)
    {
        public static BankSettings Of(Bank bank) => new(bank.Id, bank.Name, bank.Active, bank.Appetites, bank.OfficerYuanMax, bank.SystemYuanMax);
    }

    internal sealed record BankView(Guid Id, string Name, string[] ProductCodes);

    private static async Task<Results<Ok<BankSettings>, Refused>> Want(AppetiteRequest request, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, CancellationToken cancel)
    {
        var check = new Check().Count(request.Appetites, "appetites", 50).That(request.Appetites.All(wish => wish is not null), "appetites", "a list without null", "remove the null");
        if (check.Refused is { } holes) return holes;
        var market = await board.Now(db, cancel);
        foreach (var (wish, index) in request.Appetites.Select((wish, index) => (wish, index)))
        {
            check.That(market.InForce(wish.ProductCode, clock.Today) is not null, $"appetites[{index}].productCode", "no product with this code is in force", "choose one from /api/loan/products");
            check.Range(wish.AmountYuanMin, $"appetites[{index}].amountYuanMin", Yuan.Zero, wish.AmountYuanMax).Range(wish.AmountYuanMax, $"appetites[{index}].amountYuanMax", Yuan.Zero, Yuan.Of(Yuan.Limit));
            check.Count(wish.Chains, $"appetites[{index}].chains", 50).Count(wish.Parks, $"appetites[{index}].parks", 50);
            check.That(wish.Chains.Concat(wish.Parks).All(name => name is { Length: > 0 and <= 100 }), $"appetites[{index}]", "names of chains and parks have 1 to 100 characters", "shorten them");
        }
        if (check.Refused is { } bad) return bad;
        var bank = await Load(db, caller, cancel);
        bank.Want(request.Appetites);
        await db.MarketChanged(cancel);
        db.Audit(caller, "set appetite", "Bank", bank.Id);
        return TypedResults.Ok(BankSettings.Of(bank));
    }

    private static async Task<Results<Ok<BankSettings>, Refused>> Limit(LimitRequest request, LoanDb db, Caller caller, CancellationToken cancel)
    {
        var check = new Check().Range(request.OfficerYuanMax ?? Yuan.Zero, "officerYuanMax", Yuan.Zero, Yuan.Of(Yuan.Limit)).Range(request.SystemYuanMax ?? Yuan.Zero, "systemYuanMax", Yuan.Zero, Yuan.Of(Yuan.Limit));
        if (check.Refused is { } bad) return bad;
        var bank = await Load(db, caller, cancel);
        bank.Limit(request.OfficerYuanMax, request.SystemYuanMax);
        await db.MarketChanged(cancel);
        db.Audit(caller, "set limits", "Bank", bank.Id, $"officer {request.OfficerYuanMax}, system {request.SystemYuanMax}");
        return TypedResults.Ok(BankSettings.Of(bank));
    }

    private static async Task<Results<Ok<BankSettings>, NotFound>> Mine(LoanDb db, Caller caller, CancellationToken cancel) =>
        await db.Banks.AsNoTracking().SingleOrDefaultAsync(row => row.Id == caller.OrganisationId, cancel) is { } bank ? TypedResults.Ok(BankSettings.Of(bank)) : TypedResults.NotFound();

    private static async Task<Ok<Page<BankView>>> List(int? skip, LoanDb db, MarketBoard board, CancellationToken cancel)
    {
        var banks = (await board.Now(db, cancel)).ActiveBanks.Skip(Math.Max(0, skip ?? 0)).Take(PageRequest.LimitMax + 1).ToArray();
        return TypedResults.Ok(new Page<BankView>([.. banks.Take(PageRequest.LimitMax).Select(bank => new BankView(bank.Id, bank.Name, [.. bank.Appetites.Select(wish => wish.ProductCode).Distinct()]))],
            banks.Length > PageRequest.LimitMax ? ((skip ?? 0) + PageRequest.LimitMax).ToString(System.Globalization.CultureInfo.InvariantCulture) : null));
    }

    /// <summary>The bank may act here before Registry's event about it has arrived.</summary>
    private static async Task<Bank> Load(LoanDb db, Caller caller, CancellationToken cancel)
    {
        if (await db.Banks.FindAsync([caller.OrganisationId], cancel) is { } known) return known;
        var bank = Bank.Unknown(caller.OrganisationId);
        db.Banks.Add(bank);
        return bank;
    }
}
