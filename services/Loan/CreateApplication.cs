using Microsoft.AspNetCore.Http.HttpResults;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>A startup asks for a loan: as a draft to be changed, or submitted at once.</summary>
internal static class CreateApplication
{
    public static void Map(RouteGroupBuilder applications) =>
        applications.MapPost("", Handle).Allow(Role.Startup).SaveTogether().WithSummary("Create an application; submit = true submits it in the same step");

    /// <summary>What is asked for. Amount in yuan; use: a code of the product's uses; bankIds for mode Targeted.</summary>
    internal sealed record Request(string ProductCode, Yuan AmountYuan, int TenorMonths, string Use, string Purpose, RoutingMode Mode, Guid[]? BankIds = null, Pledge? Pledge = null, bool Submit = false)
    {
        public Refused? Faults()
        {
            var check = new Check().Text(ProductCode, "productCode", 40).Range(AmountYuan, "amountYuan", Yuan.Of(0.01m), Yuan.Of(Yuan.Limit)).Range(TenorMonths, "tenorMonths", 1, Schedule.TenorMonthsLimit)
                .Text(Use, "use", 40).Text(Purpose, "purpose", 1000, min: 0).Known(Mode, "mode").Count(BankIds ?? [], "bankIds", 50)
                .That(BankIds is null || BankIds.Distinct().Count() == BankIds.Length, "bankIds", "a bank is named once", "remove the repetition");
            if (Pledge is { } pledge) check.Text(pledge.Kind, "pledge.kind", 40).Text(pledge.CertificateNumber, "pledge.certificateNumber", 60).Range(pledge.AppraisedYuan, "pledge.appraisedYuan", Yuan.Of(0.01m), Yuan.Of(Yuan.Limit));
            return check.Refused;
        }

        public Ask Ask => new(AmountYuan, TenorMonths, Use, Pledge);
    }

    private static async Task<Results<Created<ApplicationView>, Refused>> Handle(
        Request request, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, WorkingCalendar calendar, CancellationToken cancel)
    {
        if (request.Faults() is { } bad) return bad;
        if (await SubmitApplication.Facts(db, board, caller.OrganisationId, cancel) is not { } facts) return new Refused(SubmitApplication.NotKnown);
        if (facts.Market.InForce(request.ProductCode, clock.Today) is not { } version) return new Refused(SubmitApplication.NoProduct(request.ProductCode));

        var id = Guid.CreateVersion7();
        var application = Application.Draft(id, ApplicationNumber.Of(id, clock.Today), caller.OrganisationId, facts.Borrower.Name, facts.Borrower.DistrictCode, clock.Now);
        // A draft keeps what is missing; a submission is checked anyway.
        var eligibility = request.Submit
            ? new EligibilityResult { ProductCode = version.Code, ProductVersion = version.Number, CheckedOn = clock.Today, Refusals = [] }
            : Eligibility.Check(version.Policy, version.Number, request.Ask, facts.Borrower, facts.Outstanding, clock.Today);
        application.Write(request.Ask, request.Purpose, request.Mode, request.BankIds ?? [], eligibility);
        var view = request.Submit ? SubmitApplication.Submit(application, version, facts, db, caller, clock, calendar) : ApplicationView.Of(application, caller);
        if (view.IsRefused) return new Refused(view.Refusals);

        db.Applications.Add(application);
        if (!request.Submit) db.Audit(caller, "create application", "Application", id);
        return TypedResults.Created($"/api/loan/applications/{id}", view.Value);
    }
}
