using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>A bank's approver decides on an offer above the limit; never on one of their own. A no says why, to who made it.</summary>
internal static class DecideOffer
{
    public static void Map(RouteGroupBuilder offers)
    {
        offers.MapPost("{offerId:guid}/approve", Approve).Allow(Role.BankApprover).WithSummary("Approve a proposed offer: from now on it binds the bank");
        offers.MapPost("{offerId:guid}/reject", Reject).Allow(Role.BankApprover).WithSummary("Reject a proposed offer, and say why: the invitation is open again");
    }

    /// <summary>The reason is the bank's own: no startup and no other bank sees it.</summary>
    internal sealed record RejectRequest(string Reason);

    private static Task<Results<Ok<OfferView>, NotFound, Refused>> Approve(Guid offerId, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, CancellationToken cancel) =>
        Decide(offerId, db, caller, board, clock, (offer, by) =>
        {
            var outcome = offer.Approve(by, clock.Now);
            if (outcome.IsRefused) return outcome;
            db.Publish(MakeOffer.Made(offer, clock.Now));
            db.Audit(caller, "approve offer", "Offer", offerId);
            return outcome;
        }, (invitation, now) => invitation.Offer(now), cancel);

    private static async Task<Results<Ok<OfferView>, NotFound, Refused>> Reject(Guid offerId, RejectRequest request, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, CancellationToken cancel)
    {
        if (new Check().Text(request.Reason, "reason", 500).Refused is { } bad) return bad;
        var reason = request.Reason.Trim();
        return await Decide(offerId, db, caller, board, clock, (offer, by) =>
        {
            var outcome = offer.Reject(reason, by, clock.Now);
            if (!outcome.IsRefused) db.Audit(caller, "reject offer", "Offer", offerId, reason);
            return outcome;
        }, (invitation, now) => invitation.RejectProposal(now), cancel);
    }

    private static async Task<Results<Ok<OfferView>, NotFound, Refused>> Decide(
        Guid offerId, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock,
        Func<Offer, Person, Outcome<OfferState>> decide, Func<Invitation, DateTimeOffset, Outcome<InvitationState>> then, CancellationToken cancel)
    {
        var offer = await db.Offers.VisibleTo(caller).SingleOrDefaultAsync(row => row.Id == offerId, cancel);
        if (offer is null) return TypedResults.NotFound();
        var invitation = await db.Invitations.SingleAsync(row => row.Id == offer.InvitationId, cancel);
        var outcome = decide(offer, new(caller.AccountId, caller.Name));
        if (outcome.IsRefused) return new Refused(outcome.Refusals);
        var moved = then(invitation, clock.Now);
        if (moved.IsRefused) return new Refused(moved.Refusals);
        return TypedResults.Ok(OfferView.Of(offer, (await board.Now(db, cancel)).BankName(offer.BankId), caller, clock.Today, withSchedule: false));
    }
}
