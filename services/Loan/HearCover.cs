using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>The pool holds capacity: the bank may sign. An answer to an acceptance that is over changes nothing.</summary>
internal sealed class HearCoverReserved(BusinessClock clock) : IHandle<CoverReserved, LoanDb>, IPrepare<CoverReserved, LoanDb>
{
    public Task Prepare(IReadOnlyList<CoverReserved> events, LoanDb db, CancellationToken cancel) => db.LoadApplications(events.Select(reserved => reserved.ApplicationId), cancel);

    public async Task Handle(CoverReserved @event, LoanDb db, CancellationToken cancel)
    {
        var application = await db.Applications.FindAsync([@event.ApplicationId], cancel);
        if (application?.AcceptedOfferId != @event.OfferId || application.Cover(@event.CoverId, clock.Now).IsRefused) return;
        db.Audit(Caller.System("RiskPool"), "reserve cover", "Application", application.Id, $"{@event.SchemeCode} {@event.SchemeVersion}");
    }
}

/// <summary>The pool will not stand for the accepted offer: the startup chooses again among what still binds other banks; with nothing left the application ends.</summary>
internal sealed class HearCoverRefused(BusinessClock clock, MarketBoard board) : IHandle<CoverRefused, LoanDb>, IPrepare<CoverRefused, LoanDb>
{
    public Task Prepare(IReadOnlyList<CoverRefused> events, LoanDb db, CancellationToken cancel) => db.LoadApplications(events.Select(refused => refused.ApplicationId), cancel);

    public async Task Handle(CoverRefused @event, LoanDb db, CancellationToken cancel)
    {
        var (application, now) = (await db.Applications.FindAsync([@event.ApplicationId], cancel), clock.Now);
        if (application is null || application.AcceptedOfferId != @event.OfferId) return;
        if (application.State == ApplicationState.PaidOut)
        {
            // Paid out without cover: the loan stands, and says why nobody stands behind it.
            (await db.LoanOf(application.Id, cancel))?.RefuseCover(@event.Reasons);
            return;
        }
        var held = application.HeldYuan;
        if (application.RefuseCover().IsRefused) return;

        (await Exposures.Of(application, (await board.Now(db, cancel)).Policy(application), db, cancel)).Change(-held);
        await db.GiveBackPledge(application, cancel);
        var offers = await db.Offers.Where(row => row.ApplicationId == application.Id).ToListAsync(cancel);
        offers.Single(row => row.Id == @event.OfferId).RefuseCover(@event.Reasons);
        var revived = offers.Where(row => row.Revive(now)).ToArray();
        if (revived.Length == 0)
        {
            application.Refuse("CoverRefused", now);
            var banks = await db.Invitations.Where(row => row.ApplicationId == application.Id).Select(row => row.BankId).ToListAsync(cancel);
            db.Publish(EndAcceptance.Ended(application, ApplicationOutcome.Refused, banks, now));
        }
        db.Audit(Caller.System("RiskPool"), "refuse cover", "Application", application.Id, string.Join(", ", @event.Reasons.Select(reason => reason.Code)));
    }
}

/// <summary>A payout stands covered: shown on the loan.</summary>
internal sealed class HearCoverConfirmed : IHandle<CoverConfirmed, LoanDb>, IPrepare<CoverConfirmed, LoanDb>
{
    public Task Prepare(IReadOnlyList<CoverConfirmed> events, LoanDb db, CancellationToken cancel) => db.LoadLoans(events.Select(confirmed => confirmed.ApplicationId), cancel);

    public async Task Handle(CoverConfirmed @event, LoanDb db, CancellationToken cancel)
    {
        (await db.LoanOf(@event.ApplicationId, cancel))?.Confirm(@event.CoverNumber, @event.DisbursementId, @event.PrincipalYuan, @event.TotalYuan);
    }
}

/// <summary>
/// Reserved capacity went back. After the last payout that is the unused rest; between parts, what no part came for in time; before
/// any payout the acceptance has lost its cover, and ends with it.
/// </summary>
internal sealed class HearCoverReleased(BusinessClock clock, MarketBoard board) : IHandle<CoverReleased, LoanDb>, IPrepare<CoverReleased, LoanDb>
{
    public async Task Prepare(IReadOnlyList<CoverReleased> events, LoanDb db, CancellationToken cancel)
    {
        await db.LoadApplications(events.Select(released => released.ApplicationId), cancel);
        await db.LoadLoans(events.Select(released => released.ApplicationId), cancel);
    }

    public async Task Handle(CoverReleased @event, LoanDb db, CancellationToken cancel)
    {
        if (await db.Applications.FindAsync([@event.ApplicationId], cancel) is not { } application || application.AcceptedOfferId != @event.OfferId) return;
        var loan = await db.LoanOf(application.Id, cancel);
        loan?.Released(@event.ReleasedYuan);
        if (loan is { State: LoanState.Paying } && application.HeldYuan > loan.PaidYuan)
        {
            var held = application.HeldYuan;
            application.HoldOnly(loan.PaidYuan);
            (await Exposures.Of(application, (await board.Now(db, cancel)).Policy(application), db, cancel)).Change(application.HeldYuan - held);
        }
        if (application.State is not (ApplicationState.Accepted or ApplicationState.Covered or ApplicationState.Contracted)) return;
        var market = await board.Now(db, cancel);
        await EndAcceptance.End(application, row => row.Expire("CoverReleased", clock.Now), ApplicationOutcome.Expired, db, market, clock.Now, cancel);
        db.Audit(Caller.System("RiskPool"), "release cover", "Application", application.Id, @event.ReasonCode);
    }
}

internal static class Loans
{
    // What a whole batch is about, in one question; who looks for one of them then finds it here.

    public static Task LoadApplications(this LoanDb db, IEnumerable<Guid> ids, CancellationToken cancel)
    {
        var some = ids.Distinct().ToArray();
        return db.Applications.Where(row => some.Contains(row.Id)).LoadAsync(cancel);
    }

    public static Task LoadLoans(this LoanDb db, IEnumerable<Guid> applicationIds, CancellationToken cancel)
    {
        var some = applicationIds.Distinct().ToArray();
        return db.Loans.Include(row => row.Disbursements).Where(row => some.Contains(row.ApplicationId)).LoadAsync(cancel);
    }

    /// <summary>The loan with its payouts; a batch of events may touch it several times.</summary>
    public static async Task<LoanContract?> LoanOf(this LoanDb db, Guid applicationId, CancellationToken cancel) =>
        db.Loans.Local.FirstOrDefault(row => row.ApplicationId == applicationId)
            ?? await db.Loans.Include(row => row.Disbursements).SingleOrDefaultAsync(row => row.ApplicationId == applicationId, cancel);
}
