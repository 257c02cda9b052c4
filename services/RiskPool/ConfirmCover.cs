using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>
/// A bank paid out: the payout is taken under cover, from the reservation or on the spot; the rest of a final payout goes
/// back to the pool. One loan contract, one cover, ever (domain.md §10, invariants).
/// </summary>
internal sealed class ConfirmCover(Desks desks, BusinessClock clock) : IHandle<LoanDisbursed, RiskPoolDb>, IPrepare<LoanDisbursed, RiskPoolDb>
{
    public Task Prepare(IReadOnlyList<LoanDisbursed> events, RiskPoolDb db, CancellationToken cancel) => desks.Prepare(
        [.. events.Select(paid => paid.OfferId)], [.. events.Select(SubjectOf)], [.. events.Select(paid => (paid.BankId, paid.ContractNumber))], cancel);

    public async Task Handle(LoanDisbursed @event, RiskPoolDb db, CancellationToken cancel)
    {
        var cover = await desks.Cover(@event.OfferId, cancel) ?? desks.Open(@event.OfferId, @event.ApplicationId, @event.At);
        var (subject, day) = (SubjectOf(@event), @event.At.BusinessDay());
        var other = await desks.OtherCoverOf(@event.BankId, @event.ContractNumber, cover.Id, cancel);
        var desk = await desks.For(cover, subject, @event.ContractYuan, day, cancel);
        var payout = new LoanPayout(@event.DisbursementId, @event.LoanId, @event.ContractNumber, @event.ContractYuan, @event.AmountYuan, @event.TotalYuan, @event.Final, @event.DisbursedOn);
        var change = cover.Pay(subject, payout, other, desk, new(nameof(LoanDisbursed), @event.DisbursementId), clock.Now);
        db.Record(cover, change, "paid-out-less", @event.DisbursementId, clock.Now);
    }

    private static CoverSubject SubjectOf(LoanDisbursed paid) => new()
    {
        BankId = paid.BankId,
        BankName = paid.BankName,
        FirmId = paid.FirmId,
        FirmName = paid.FirmName,
        DistrictCode = paid.DistrictCode,
        ProductCode = paid.ProductCode,
        Chain = paid.Chain,
        Park = paid.Park,
        TalentClass = paid.TalentClass,
        Qualifications = paid.QualificationCodes,
    };
}
