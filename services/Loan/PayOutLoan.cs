using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>A bank confirms that it paid out, in whole or in part; the schedule stands from then on and the pool covers the part.</summary>
internal static class PayOutLoan
{
    public static void Map(RouteGroupBuilder loans) =>
        loans.MapPost("{id:guid}/disbursements", Handle).Allow(Visible.Bank).WithSummary("Confirm a payout; final = true when no further part comes");

    /// <summary>reference: the bank's voucher number, unique within the loan; the part's number when absent.</summary>
    internal sealed record Request(Yuan AmountYuan, DateOnly DisbursedOn, bool Final, string? Reference = null);

    private static async Task<Results<Created<LoanView>, NotFound, Refused>> Handle(
        Guid id, Request request, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, CancellationToken cancel)
    {
        var check = new Check().Range(request.AmountYuan, "amountYuan", Yuan.Of(0.01m), Yuan.Of(Yuan.Limit)).Text(request.Reference ?? "1", "reference", 60);
        if (check.Refused is { } bad) return bad;
        var loan = await db.Loans.Include(row => row.Disbursements).VisibleTo(caller).SingleOrDefaultAsync(row => row.Id == id, cancel);
        if (loan is null) return TypedResults.NotFound();
        var application = await db.Applications.SingleAsync(row => row.Id == loan.ApplicationId, cancel);
        var market = await board.Now(db, cancel);
        var policy = market.Policy(application);
        var exposures = await Exposures.Of(application, policy, db, cancel);

        var refusals = new List<Refusal>();
        // A part that comes after its reservation went back counts anew.
        var more = loan.PaidYuan + request.AmountYuan - application.HeldYuan;
        Eligibility.CheckCaps(policy, Yuan.Max(more, Yuan.Zero), application.FirmId, application.TalentId, application.TalentClass, exposures.Outstanding, refusals);
        if (refusals.Count > 0) return new Refused(refusals);
        var held = application.HeldYuan;
        var reference = request.Reference ?? (loan.Disbursements.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var paid = loan.PayOut(Guid.CreateVersion7(), reference, request.AmountYuan, request.DisbursedOn, request.Final, clock.Today, clock.Now);
        if (paid.IsRefused) return new Refused(paid.Refusals);
        var outcome = application.PayOut(loan.PaidYuan, request.Final, clock.Now);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);
        if (application.HeldYuan != held) exposures.Change(application.HeldYuan - held);

        db.Add(paid.Value);
        db.Publish(Disbursed(loan, paid.Value, application, market.BankName(loan.BankId)));
        db.Audit(caller, "pay out", "Loan", id, reference);
        return TypedResults.Created($"/api/loan/loans/{id}", LoanView.Of(loan, market.BankName(loan.BankId), whole: true));
    }

    private static LoanDisbursed Disbursed(LoanContract loan, Disbursement part, Application application, string bankName) => new()
    {
        DisbursementId = part.Id,
        LoanId = loan.Id,
        ApplicationId = loan.ApplicationId,
        OfferId = loan.OfferId,
        Version = loan.Version,
        BankId = loan.BankId,
        BankName = bankName,
        FirmId = loan.FirmId,
        FirmName = application.FirmName,
        DistrictCode = loan.DistrictCode,
        ProductCode = loan.ProductCode,
        Chain = application.Applicant!.Profile.Chain,
        Park = application.Applicant.Profile.Park,
        TalentClass = application.TalentClass,
        QualificationCodes = application.QualificationCodes,
        ContractNumber = loan.ContractNumber,
        ContractYuan = loan.ContractYuan,
        AmountYuan = part.AmountYuan,
        TotalYuan = loan.PaidYuan,
        Final = part.Final,
        DisbursedOn = part.DisbursedOn,
        MaturesOn = loan.MaturesOn!.Value,
        RateBp = loan.RateBp,
        Method = loan.Method,
        Schedule = loan.Schedule,
        At = part.At,
    };
}
