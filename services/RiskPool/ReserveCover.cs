using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>A startup accepted an offer: the pool holds capacity for it, or refuses with every reason (domain.md §2, §10 pool.*).</summary>
internal sealed class ReserveCover(Desks desks, BusinessClock clock) : IHandle<OfferAccepted, RiskPoolDb>, IPrepare<OfferAccepted, RiskPoolDb>
{
    public Task Prepare(IReadOnlyList<OfferAccepted> events, RiskPoolDb db, CancellationToken cancel) =>
        desks.Prepare([.. events.Select(accepted => accepted.OfferId)], [.. events.Select(SubjectOf)], [], cancel);

    public async Task Handle(OfferAccepted @event, RiskPoolDb db, CancellationToken cancel)
    {
        var cover = await desks.Cover(@event.OfferId, cancel) ?? desks.Open(@event.OfferId, @event.ApplicationId, @event.At);
        if (cover.AcceptedYuan is not null) return;

        var (subject, day) = (SubjectOf(@event), @event.At.BusinessDay());
        var desk = await desks.For(cover, subject, @event.AmountYuan, day, cancel);
        var change = cover.Accept(subject, @event.AmountYuan, @event.PayoutBy, desk, new(nameof(OfferAccepted), @event.OfferId), day, clock.Now);
        db.Record(cover, change, "", null, clock.Now);
    }

    private static CoverSubject SubjectOf(OfferAccepted accepted) => new()
    {
        BankId = accepted.BankId,
        BankName = accepted.BankName,
        FirmId = accepted.FirmId,
        FirmName = accepted.FirmName,
        DistrictCode = accepted.DistrictCode,
        ProductCode = accepted.ProductCode,
        Chain = accepted.Chain,
        Park = accepted.Park,
        TalentClass = accepted.TalentClass,
        Qualifications = accepted.QualificationCodes,
    };
}
