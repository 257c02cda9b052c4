using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>A startup changes its draft, and sees anew what would still be missing.</summary>
internal static class EditApplication
{
    public static void Map(RouteGroupBuilder applications) =>
        applications.MapPut("{id:guid}", Handle).Allow(Role.Startup).WithSummary("Change a draft; submit = true submits it in the same step");

    private static async Task<Results<Ok<ApplicationView>, NotFound, Refused>> Handle(
        Guid id, CreateApplication.Request request, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, WorkingCalendar calendar, CancellationToken cancel)
    {
        if (request.Faults() is { } bad) return bad;
        var application = await db.Applications.VisibleTo(caller, db).SingleOrDefaultAsync(row => row.Id == id, cancel);
        if (application is null) return TypedResults.NotFound();
        if (await SubmitApplication.Facts(db, board, caller.OrganisationId, cancel) is not { } facts) return new Refused(SubmitApplication.NotKnown);
        if (facts.Market.InForce(request.ProductCode, clock.Today) is not { } version) return new Refused(SubmitApplication.NoProduct(request.ProductCode));

        var eligibility = Eligibility.Check(version.Policy, version.Number, request.Ask, facts.Borrower, facts.Outstanding, clock.Today);
        var outcome = application.Write(request.Ask, request.Purpose, request.Mode, request.BankIds ?? [], eligibility);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);
        if (request.Submit)
        {
            var submitted = SubmitApplication.Submit(application, version, facts, db, caller, clock, calendar);
            return submitted.IsRefused ? new Refused(submitted.Refusals) : TypedResults.Ok(submitted.Value);
        }
        db.Audit(caller, "change draft", "Application", id);
        return TypedResults.Ok(ApplicationView.Of(application, caller));
    }
}
