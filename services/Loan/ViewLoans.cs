using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>Contracts and payouts, with what the pool covers of them.</summary>
internal static class ViewLoans
{
    public static void Map(RouteGroupBuilder loans)
    {
        loans.MapGet("", List).Allow(Visible.Everybody).Exportable().WithSummary("Loans, newest first; narrow by state, application, contract number, bank, firm, product, chain, park, talent class, paid out, days of payout, submission or invitation, text");
        loans.MapGet("{id:guid}", One).Allow(Visible.Everybody).WithSummary("One loan with payouts and schedule");
    }

    private static async Task<Ok<Page<LoanView>>> List([AsParameters] LoanFilter filter, PageRequest page, LoanDb db, Caller caller, MarketBoard board, CancellationToken cancel)
    {
        var market = await board.Now(db, cancel);
        return TypedResults.Ok(await filter.Narrow(db.Loans.VisibleTo(caller), db)
            .Page(page, row => row.CreatedAt, row => row.Id, row => LoanView.Of(row, market.BankName(row.BankId), whole: false), cancel));
    }

    private static async Task<Results<Ok<LoanView>, NotFound>> One(Guid id, LoanDb db, Caller caller, MarketBoard board, CancellationToken cancel) =>
        await db.Loans.AsNoTracking().Include(row => row.Disbursements).VisibleTo(caller).SingleOrDefaultAsync(row => row.Id == id, cancel) is { } loan
            ? TypedResults.Ok(LoanView.Of(loan, (await board.Now(db, cancel)).BankName(loan.BankId), whole: true)) : TypedResults.NotFound();
}
