using TalentFinance.Contracts;
using TalentFinance.Hosting;

namespace TalentFinance.RiskPool;

/// <summary>An accepted offer will not become a loan: what is held for it goes back. Heard before the acceptance, it keeps that from reserving.</summary>
internal sealed class ReleaseCover(Desks desks, BusinessClock clock) : IHandle<AcceptanceEnded, RiskPoolDb>, IPrepare<AcceptanceEnded, RiskPoolDb>
{
    public Task Prepare(IReadOnlyList<AcceptanceEnded> events, RiskPoolDb db, CancellationToken cancel) =>
        desks.Prepare([.. events.Select(ended => ended.OfferId)], [], [], cancel);

    public async Task Handle(AcceptanceEnded @event, RiskPoolDb db, CancellationToken cancel)
    {
        var cover = await desks.Cover(@event.OfferId, cancel) ?? desks.Open(@event.OfferId, @event.ApplicationId, @event.At);
        var desk = cover.Holding.IsLive ? await desks.Of(cover, cancel) : null;
        var change = cover.End(@event.ReasonCode, desk, new(nameof(AcceptanceEnded), @event.OfferId), @event.At.BusinessDay(), clock.Now);
        db.Record(cover, change, @event.ReasonCode, null, clock.Now);
    }
}
