using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;

namespace TalentFinance.Loan;

/// <summary>A startup takes its application back, as long as no contract is signed; reserved cover is released.</summary>
internal static class WithdrawApplication
{
    public static void Map(RouteGroupBuilder applications) =>
        applications.MapPost("{id:guid}/withdraw", Handle).Allow(Role.Startup).WithSummary("Withdraw a draft, a submitted or an accepted application");

    private static async Task<Results<Ok<ApplicationView>, NotFound, Refused>> Handle(Guid id, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, CancellationToken cancel)
    {
        var application = await db.Applications.VisibleTo(caller, db).SingleOrDefaultAsync(row => row.Id == id, cancel);
        if (application is null) return TypedResults.NotFound();
        var outcome = await EndAcceptance.End(application, row => row.Withdraw(clock.Now), ApplicationOutcome.Withdrawn, db, await board.Now(db, cancel), clock.Now, cancel);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);
        db.Audit(caller, "withdraw application", "Application", id);
        return TypedResults.Ok(ApplicationView.Of(application, caller));
    }
}
