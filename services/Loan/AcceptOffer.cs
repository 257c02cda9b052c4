using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>A startup accepts one bank's offer: the pool is asked for cover, the other offers and open invitations lapse.</summary>
internal static class AcceptOffer
{
    public static void Map(RouteGroupBuilder offers) =>
        offers.MapPost("{offerId:guid}/accept", Handle).Allow(Role.Startup).WithSummary("Accept an offer; the others lapse, and come back if the pool refuses cover");

    private static async Task<Results<Ok<ApplicationView>, NotFound, Refused>> Handle(
        Guid offerId, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, WorkingCalendar calendar, CancellationToken cancel)
    {
        var offer = await db.Offers.VisibleTo(caller).SingleOrDefaultAsync(row => row.Id == offerId, cancel);
        if (offer is null) return TypedResults.NotFound();
        var application = await db.Applications.SingleAsync(row => row.Id == offer.ApplicationId, cancel);
        var (market, now) = (await board.Now(db, cancel), clock.Now);
        var policy = market.Policy(application);
        if (market.Bank(offer.BankId) is not { Active: true } bank) return new Refused(Refusal.Rule("bank-inactive", "this bank is not active on the marketplace any more", "registration", "accept another bank's offer"));

        var accepted = offer.Accept(now);
        if (accepted.IsRefused) return new Refused(accepted.Refusals);
        var payoutBy = calendar.AddWorkingDays(clock.Today, policy.PayoutWorkingDays);
        var outcome = application.Accept(offer, payoutBy, now);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);
        var exposures = await Exposures.Of(application, policy, db, cancel);
        var refusals = new List<Refusal>();
        Eligibility.CheckCaps(policy, offer.AmountYuan, application.FirmId, application.TalentId, application.TalentClass, exposures.Outstanding, refusals);
        if (await db.Hold(application, policy, cancel) is { } taken) refusals.Add(taken);
        if (refusals.Count > 0) return new Refused(refusals);
        exposures.Change(offer.AmountYuan);

        await LapseOthers(offer, db, now, cancel);
        var applicant = application.Applicant!;
        db.Publish(new OfferAccepted
        {
            ApplicationId = application.Id,
            OfferId = offer.Id,
            Version = application.Version,
            BankId = bank.Id,
            BankName = bank.Name,
            FirmId = application.FirmId,
            FirmName = application.FirmName,
            DistrictCode = application.DistrictCode,
            ProductCode = application.ProductCode,
            Chain = applicant.Profile.Chain,
            Park = applicant.Profile.Park,
            TalentClass = application.TalentClass,
            QualificationCodes = application.QualificationCodes,
            AmountYuan = offer.AmountYuan,
            RateBp = offer.RateBp,
            TenorMonths = offer.TenorMonths,
            PayoutBy = payoutBy,
            At = now,
        });
        db.Audit(caller, "accept offer", "Offer", offerId);
        return TypedResults.Ok(ApplicationView.Of(application, caller));
    }

    private static async Task LapseOthers(Offer accepted, LoanDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var invitations = await db.Invitations.Where(row => row.ApplicationId == accepted.ApplicationId && row.Id != accepted.InvitationId).ToListAsync(cancel);
        var offers = await db.Offers.Where(row => row.ApplicationId == accepted.ApplicationId && row.Id != accepted.Id).ToListAsync(cancel);
        foreach (var other in offers) other.Lapse(byAcceptance: true);
        foreach (var invitation in invitations)
        {
            var told = !invitation.Cancel("OtherOfferAccepted", now).IsRefused || offers.Any(offer => offer.InvitationId == invitation.Id && offer.LapsedByAcceptance);
            if (told) db.Publish(EndAcceptance.Moved(invitation, InvitationStep.Cancelled, now) with { ReasonCode = "OtherOfferAccepted" });
        }
    }
}
