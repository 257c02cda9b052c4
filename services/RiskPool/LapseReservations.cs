using Microsoft.EntityFrameworkCore;
using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>Gives back what is held for payouts that did not come in time, so that the pool is free for others.</summary>
internal sealed class LapseReservations(RiskPoolDb db, Desks desks, BusinessClock clock) : IRecurring
{
    public const string Reason = "reservation-lapsed";
    private const int BatchSize = 200;

    /// <summary>What is overdue beyond one batch waits for the next run.</summary>
    public async Task Run(CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await desks.Hold(cancel);
        var today = clock.Today;
        var overdue = await db.Covers
            .Where(cover => (cover.State == CoverState.Reserved || cover.State == CoverState.Drawing || cover.State == CoverState.Exception) && cover.ReservedUntil < today && cover.EndedBecause == null)
            .OrderBy(cover => cover.ReservedUntil).Take(BatchSize).ToListAsync(cancel);
        foreach (var cover in overdue)
        {
            var desk = cover.Holding.IsLive ? await desks.Of(cover, cancel) : null;
            var change = cover.End(Reason, desk, new("ReservationLapsed", cover.Id), today, clock.Now);
            db.Record(cover, change, Reason, null, clock.Now);
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
