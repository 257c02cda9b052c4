using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>A bank records the signed contract of an accepted offer that stands covered; caps and the talent's accreditation are looked at again.</summary>
internal static class SignContract
{
    public static void Map(RouteGroupBuilder applications) =>
        applications.MapPost("{id:guid}/contract", Handle).Allow(Visible.Bank).WithSummary("Record the signed loan contract (number unique per bank)");

    internal sealed record Request(string ContractNumber, DateOnly SignedOn);

    private static async Task<Results<Created<LoanView>, NotFound, Refused>> Handle(
        Guid id, Request request, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, CancellationToken cancel)
    {
        if (new Check().Text(request.ContractNumber, "contractNumber", 60).Refused is { } bad) return bad;
        var application = await db.Applications.VisibleTo(caller, db).SingleOrDefaultAsync(row => row.Id == id, cancel);
        if (application is null) return TypedResults.NotFound();
        if (application.AcceptedBankId != caller.OrganisationId) return new Refused(Refusal.Rule("not-your-offer", "this bank's offer is not the accepted one", "accepted offer", "only the bank whose offer was accepted signs"));
        var market = await board.Now(db, cancel);
        var (policy, offerId) = (market.Policy(application), application.AcceptedOfferId);
        var offer = await db.Offers.SingleAsync(row => row.Id == offerId, cancel);

        var outcome = application.Contract(clock.Now);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);
        var refusals = new List<Refusal>();
        var acceptedOn = DateOnly.FromDateTime(application.AcceptedAt!.Value.ToOffset(WorkingCalendar.ChinaOffset).DateTime);
        if (request.SignedOn > clock.Today) refusals.Add(Refusal.Rule("signed-on", $"{request.SignedOn:yyyy-MM-dd} is still to come", "business date", "record a contract once it is signed"));
        if (policy.BackdatingDaysMax is { } days && request.SignedOn < acceptedOn.AddDays(-days)) refusals.Add(Refusal.Rule("signed-on", $"the offer was accepted on {acceptedOn:yyyy-MM-dd}", policy.Source, $"a contract is signed from {acceptedOn.AddDays(-days):yyyy-MM-dd} on"));
        if (await db.Loans.AnyAsync(row => row.BankId == caller.OrganisationId && row.ContractNumber == request.ContractNumber, cancel))
            refusals.Add(Refusal.Rule("contract-number-used", "this bank has recorded a contract with this number already", "one contract once", "give the contract's own number"));
        var exposures = await Exposures.Of(application, policy, db, cancel);
        Eligibility.CheckCaps(policy, Yuan.Zero, application.FirmId, application.TalentId, application.TalentClass, exposures.Outstanding, refusals);
        if (application.TalentId is { } talentId && (await db.Borrowers.AsNoTracking().SingleAsync(row => row.Id == application.FirmId, cancel)).Facts.Talents.SingleOrDefault(talent => talent.TalentId == talentId)?.IsValidOn(clock.Today) != true)
            refusals.Add(Refusal.Rule("talent-ended", "the accreditation of the talent who carries this loan has ended", "domain.md §1 [2][3]", "the startup renews the accreditation, or applies for a product without a talent"));
        if (refusals.Count > 0) return new Refused(refusals);

        var loan = LoanContract.Sign(Guid.CreateVersion7(), application, offer, request.ContractNumber, request.SignedOn, clock.Now);
        db.Loans.Add(loan);
        db.Publish(new LoanContracted
        {
            LoanId = loan.Id,
            ApplicationId = id,
            OfferId = offer.Id,
            Version = loan.Version,
            BankId = loan.BankId,
            FirmId = loan.FirmId,
            ContractNumber = loan.ContractNumber,
            AmountYuan = loan.ContractYuan,
            SignedOn = loan.SignedOn,
            At = clock.Now,
        });
        db.Audit(caller, "sign contract", "Loan", loan.Id);
        return TypedResults.Created($"/api/loan/loans/{loan.Id}", LoanView.Of(loan, market.BankName(loan.BankId), whole: true));
    }
}
