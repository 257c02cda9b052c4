using TalentFinance.Contracts;

namespace TalentFinance.Demo.Run;

// The parts of the marketplace's answers that the demo reads.

internal enum ApplicationState { Draft, Submitted, Accepted, Covered, Contracted, PaidOut, Withdrawn, Expired, Refused }

internal enum InvitationState { Invited, Taken, Asked, Proposed, Offered, Declined, Lapsed, Cancelled }

internal sealed record ApplicationView(Guid Id, ApplicationState State, Guid FirmId, Yuan AmountYuan, Guid? AcceptedOfferId, Guid? AcceptedBankId, string? EndReasonCode, InvitationView[]? Invitations);

internal sealed record InvitationView(Guid Id, Guid ApplicationId, Guid BankId, string BankName, InvitationState State, string? ReasonCode, string? ReasonText);

internal sealed record OfferView(Guid Id, Guid ApplicationId, Guid BankId, string State, int EffectiveBp, Refusal[]? CoverRefusals);

internal sealed record LoanView(Guid Id, Guid ApplicationId, string State, Yuan ContractYuan, Yuan PaidYuan, Yuan CoveredYuan);

internal sealed record ApplicationDetail(ApplicationView Application, InvitationView[] Invitations, LoanView? Loan);

internal sealed record CoverView(Guid ApplicationId, string State, Yuan ReservedYuan, Yuan CoveredYuan, Yuan UncoveredYuan, Refusal[]? Reasons);

internal sealed record PositionView(PoolView[] Pools);

internal sealed record PoolView(string Pool, Yuan BalanceYuan, Yuan ReservedYuan, Yuan CoveredYuan);

internal sealed record LedgerVerdict(string Pool, bool Sound, long Entries, LedgerFault[] Faults);

internal sealed record LedgerFault(string What, string Where);

internal sealed record ProductView(int LprOneYearBp, int LprFiveYearBp)
{
    public int LprBp(int tenorMonths) => tenorMonths > 60 ? LprFiveYearBp : LprOneYearBp;
}

internal sealed record Registered(Guid Id);

internal sealed record TalentView(Guid Id, string CertificateNumber, string State);

internal sealed record QualificationView(Guid Id, string Code, string CertificateNumber, string State);
