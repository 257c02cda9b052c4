using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>What time does: reminds banks, escalates to the district, lets invitations lapse and offers expire, ends acceptances that were not paid out.</summary>
internal sealed class PassDeadlines(LoanDb db, MarketBoard board, BusinessClock clock) : IRecurring
{
    private const int BatchMax = 200;
    private const int BatchesMax = 50;
    private static readonly Caller Time = Caller.System("deadline");

    public async Task Run(CancellationToken cancel)
    {
        await InBatches(MoveInvitations, cancel);
        await InBatches(ExpireOffers, cancel);
        await InBatches(EndUnpaid, cancel);
    }

    private async Task<int> MoveInvitations(DateTimeOffset now, int skip, CancellationToken cancel)
    {
        var due = await db.Invitations.Where(row => row.NextStepAt <= now).OrderBy(row => row.NextStepAt).Skip(skip).Take(BatchMax).ToListAsync(cancel);
        foreach (var invitation in due)
        {
            foreach (var step in invitation.Tick(now)) db.Publish(EndAcceptance.Moved(invitation, step, now));
            if (invitation.State != InvitationState.Lapsed) continue;
            // What the bank had proposed inside lapses with it.
            foreach (var offer in await db.Offers.Where(row => row.InvitationId == invitation.Id && row.State == OfferState.Proposed).ToListAsync(cancel)) offer.Lapse(byAcceptance: false);
            db.Rechecks.Add(new Recheck { ApplicationId = invitation.ApplicationId });
            db.Audit(Time, "lapse invitation", "Invitation", invitation.Id, invitation.ReasonCode);
        }
        return due.Count;
    }

    private async Task<int> ExpireOffers(DateTimeOffset now, int skip, CancellationToken cancel)
    {
        var due = await db.Offers.Where(row => (row.State == OfferState.Live || row.State == OfferState.Proposed) && row.ExpiresAt <= now).OrderBy(row => row.ExpiresAt).Skip(skip).Take(BatchMax).ToListAsync(cancel);
        var proposed = due.Where(offer => offer.State == OfferState.Proposed).Select(offer => offer.InvitationId).ToArray();
        foreach (var invitation in await db.Invitations.Where(row => proposed.Contains(row.Id)).ToListAsync(cancel)) invitation.RejectProposal(now);
        foreach (var offer in due)
        {
            offer.Expire();
            db.Rechecks.Add(new Recheck { ApplicationId = offer.ApplicationId });
            db.Audit(Time, "expire offer", "Offer", offer.Id);
        }
        return due.Count;
    }

    private async Task<int> EndUnpaid(DateTimeOffset now, int skip, CancellationToken cancel)
    {
        var today = clock.Today;
        var due = await db.Applications.Where(row => row.PayoutBy < today).OrderBy(row => row.PayoutBy).Skip(skip).Take(BatchMax).ToListAsync(cancel);
        if (due.Count == 0) return 0;
        var market = await board.Now(db, cancel);
        foreach (var application in due)
        {
            await EndAcceptance.End(application, row => row.Expire("NotPaidOutInTime", now), ApplicationOutcome.Expired, db, market, now, cancel);
            db.Audit(Time, "end acceptance", "Application", application.Id, "NotPaidOutInTime");
        }
        return due.Count;
    }

    /// <summary>A batch in which somebody was faster is left for the next run; the ones after it still go.</summary>
    private async Task InBatches(Func<DateTimeOffset, int, CancellationToken, Task<int>> step, CancellationToken cancel)
    {
        var skip = 0;
        for (var batch = 0; batch < BatchesMax; batch++)
        {
            db.ChangeTracker.Clear();
            var count = await step(clock.Now, skip, cancel);
            try { await db.SaveChangesAsync(cancel); }
            catch (DbUpdateConcurrencyException) { skip += count; }
            if (count < BatchMax) break;
        }
        db.ChangeTracker.Clear();
    }
}

/// <summary>Ends applications whose last bank has answered without an offer that still stands.</summary>
internal sealed class EndAnswered(LoanDb db, BusinessClock clock) : IRecurring
{
    private const int BatchMax = 500;

    public async Task Run(CancellationToken cancel)
    {
        while (true)
        {
            db.ChangeTracker.Clear();
            var rows = await db.Rechecks.OrderBy(row => row.Id).Take(BatchMax).ToListAsync(cancel);
            if (rows.Count == 0) return;
            var ids = rows.Select(row => row.ApplicationId).Distinct().ToArray();
            var applications = await db.Applications.Where(row => ids.Contains(row.Id) && row.State == ApplicationState.Submitted).ToListAsync(cancel);
            var invitations = (await db.Invitations.AsNoTracking().Where(row => ids.Contains(row.ApplicationId)).Select(row => new { row.ApplicationId, row.State, row.BankId }).ToListAsync(cancel)).ToLookup(row => row.ApplicationId);
            var offers = (await db.Offers.AsNoTracking().Where(row => ids.Contains(row.ApplicationId)).Select(row => new { row.ApplicationId, row.State }).ToListAsync(cancel)).ToLookup(row => row.ApplicationId, row => row.State);
            foreach (var application in applications) End(application, [.. invitations[application.Id].Select(row => row.State)], [.. invitations[application.Id].Select(row => row.BankId)], [.. offers[application.Id]]);
            db.Rechecks.RemoveRange(rows);
            // Somebody withdrew in this moment: looked at again by the next run.
            try { await db.SaveChangesAsync(cancel); }
            catch (DbUpdateConcurrencyException) { return; }
        }
    }

    private void End(Application application, InvitationState[] invitations, Guid[] banks, OfferState[] offers)
    {
        if (invitations.Any(state => state is InvitationState.Invited or InvitationState.Taken or InvitationState.Asked or InvitationState.Proposed)
            || offers.Any(state => state is OfferState.Live or OfferState.Proposed)) return;
        var now = clock.Now;
        // Answered, but with no: refused. Nobody answered, or nobody chose in time: expired.
        var refused = invitations.Contains(InvitationState.Declined) && !offers.Contains(OfferState.Expired);
        var ended = refused ? application.Refuse("AllDeclined", now) : application.Expire(offers.Contains(OfferState.Expired) ? "OffersExpired" : "NotAnswered", now);
        if (ended.IsRefused) return;
        db.Publish(EndAcceptance.Ended(application, refused ? ApplicationOutcome.Refused : ApplicationOutcome.Expired, banks, now));
        db.Audit(Caller.System("deadline"), refused ? "refuse application" : "expire application", "Application", application.Id, application.EndReasonCode);
    }
}
