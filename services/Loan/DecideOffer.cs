using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;

namespace TalentFinance.Loan;

/// <summary>A bank's approver decides on an offer above the limit; never on one of their own.</summary>
internal static class DecideOffer
{
    public static void Map(RouteGroupBuilder offers)
    {
        offers.MapPost("{offerId:guid}/approve", (Guid offerId, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, CancellationToken cancel) => Handle(offerId, true, db, caller, board, clock, cancel))
            .Allow(Role.BankApprover).WithSummary("Approve a proposed offer: from now on it binds the bank");
        offers.MapPost("{offerId:guid}/reject", (Guid offerId, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, CancellationToken cancel) => Handle(offerId, false, db, caller, board, clock, cancel))
            .Allow(Role.BankApprover).WithSummary("Reject a proposed offer: the invitation is open again");
    }

    private static async Task<Results<Ok<OfferView>, NotFound, Refused>> Handle(Guid offerId, bool approve, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, CancellationToken cancel)
    {
        var offer = await db.Offers.VisibleTo(caller).SingleOrDefaultAsync(row => row.Id == offerId, cancel);
        if (offer is null) return TypedResults.NotFound();
        var invitation = await db.Invitations.SingleAsync(row => row.Id == offer.InvitationId, cancel);
        var outcome = offer.Decide(approve, caller.AccountId, clock.Now);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);
        var moved = approve ? invitation.Offer(clock.Now) : invitation.RejectProposal(clock.Now);
        if (moved.IsRefused) return new Refused(moved.Refusals);
        if (approve) db.Publish(MakeOffer.Made(offer, clock.Now));
        db.Audit(caller, approve ? "approve offer" : "reject offer", "Offer", offerId);
        return TypedResults.Ok(OfferView.Of(offer, (await board.Now(db, cancel)).BankName(offer.BankId), clock.Today, withSchedule: false));
    }
}
