using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>Tells the others what a change of a cover came to, and keeps its entry.</summary>
internal static class CoverEvents
{
    /// <param name="disbursementId">The payout that caused the change; null where none did.</param>
    public static void Record(this RiskPoolDb db, Cover cover, CoverChange change, string releaseReason, Guid? disbursementId, DateTimeOffset now)
    {
        if (change.Entry is { } entry) db.Entries.Add(entry);
        if (change.ReservedYuan > Yuan.Zero)
            db.Publish(new CoverReserved
            {
                CoverId = cover.Id,
                ApplicationId = cover.ApplicationId,
                OfferId = cover.Id,
                Version = cover.Version,
                BankId = cover.BankId,
                FirmId = cover.FirmId,
                SchemeCode = cover.Terms!.SchemeCode,
                SchemeVersion = cover.Terms.SchemeVersion,
                PrincipalYuan = change.ReservedYuan,
                Shares = cover.Terms.Shares(),
                ReservedUntil = cover.ReservedUntil!.Value,
                At = now,
            });
        if (change.Reasons.Count > 0)
            db.Publish(new CoverRefused
            {
                CoverId = cover.Id,
                ApplicationId = cover.ApplicationId,
                OfferId = cover.Id,
                DisbursementId = disbursementId,
                Version = cover.Version,
                BankId = cover.BankId,
                FirmId = cover.FirmId,
                Reasons = [.. change.Reasons],
                At = now,
            });
        foreach (var part in change.CoveredParts)
            db.Publish(new CoverConfirmed
            {
                CoverId = cover.Id,
                CoverNumber = cover.Number!,
                LoanId = cover.LoanId!.Value,
                ApplicationId = cover.ApplicationId,
                OfferId = cover.Id,
                DisbursementId = part.DisbursementId,
                Version = cover.Version,
                BankId = cover.BankId,
                FirmId = cover.FirmId,
                ContractNumber = cover.ContractNumber!,
                SchemeCode = cover.Terms!.SchemeCode,
                SchemeVersion = cover.Terms.SchemeVersion,
                PrincipalYuan = part.CoveredYuan,
                TotalYuan = cover.CoveredYuan,
                Shares = cover.Terms.Shares(),
                At = now,
            });
        if (change.ReleasedYuan > Yuan.Zero)
            db.Publish(new CoverReleased
            {
                CoverId = cover.Id,
                ApplicationId = cover.ApplicationId,
                OfferId = cover.Id,
                Version = cover.Version,
                BankId = cover.BankId,
                FirmId = cover.FirmId,
                ReleasedYuan = change.ReleasedYuan,
                ReasonCode = releaseReason,
                At = now,
            });
    }

    /// <summary>The day in China on which something happened.</summary>
    public static DateOnly BusinessDay(this DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(WorkingCalendar.ChinaOffset).DateTime);
}
