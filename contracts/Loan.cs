namespace TalentFinance.Contracts;

/// <summary>等额本息, 等额本金, 按期付息到期还本, 到期一次还本付息 (domain.md §9).</summary>
public enum RepaymentMethod { EqualInstalment, EqualPrincipal, InterestThenPrincipal, Bullet }

/// <summary>Targeted: the startup names the banks. Open: every bank whose appetite fits.</summary>
public enum RoutingMode { Targeted, Open }

/// <summary>One line of a repayment schedule.</summary>
public sealed record Instalment
{
    public required int Number { get; init; }
    public required DateOnly DueOn { get; init; }
    public required Yuan PrincipalYuan { get; init; }
    public required Yuan InterestYuan { get; init; }
    public required Yuan BalanceAfterYuan { get; init; }
}

/// <summary>A talent as frozen into an application.</summary>
public sealed record ApplicantTalent
{
    public required Guid TalentId { get; init; }
    public required string NameMasked { get; init; }
    public required TalentClass Class { get; init; }
    public required DateOnly ValidUntil { get; init; }
    public required DateOnly EmployedSince { get; init; }
    public int? ShareBp { get; init; }
}

/// <summary>A qualification as frozen into an application.</summary>
public sealed record ApplicantQualification
{
    public required string Code { get; init; }
    public required DateOnly ValidUntil { get; init; }
}

/// <summary>The applicant as it was at submission.</summary>
public sealed record Applicant
{
    public required Guid FirmId { get; init; }
    public required string Name { get; init; }
    public required string CreditCode { get; init; }
    public required string DistrictCode { get; init; }
    public required FirmProfile Profile { get; init; }
    public required ApplicantTalent[] Talents { get; init; }
    public required ApplicantQualification[] Qualifications { get; init; }
}

/// <summary>One bank asked to answer one application.</summary>
public sealed record BankInvitation
{
    public required Guid InvitationId { get; init; }
    public required Guid BankId { get; init; }
    public required DateTimeOffset RespondBy { get; init; }
    public required DateTimeOffset DecideBy { get; init; }
    public required DateTimeOffset HardLimit { get; init; }
}

/// <summary>A startup submitted an application: eligible, profile frozen, banks invited.</summary>
public sealed record ApplicationSubmitted
{
    public required Guid ApplicationId { get; init; }
    public required int Version { get; init; }
    public required string Number { get; init; }
    public required string ProductCode { get; init; }
    public required int ProductVersion { get; init; }
    public required Yuan AmountYuan { get; init; }
    public required int TenorMonths { get; init; }
    public required string Use { get; init; }
    public required RoutingMode Mode { get; init; }
    public required Applicant Applicant { get; init; }
    public required BankInvitation[] Invitations { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>What a bank did with its invitation, or what time did to it.</summary>
public enum InvitationStep { Taken, InformationRequested, InformationProvided, Declined, Reminded, Escalated, Lapsed, Cancelled }

/// <summary>An invitation moved. A bank's system hears of answers, lapses and cancellations; the district of escalations.</summary>
public sealed record InvitationMoved
{
    public required Guid InvitationId { get; init; }
    public required Guid ApplicationId { get; init; }
    public required int Version { get; init; }
    public required Guid BankId { get; init; }
    public required Guid FirmId { get; init; }
    public required string DistrictCode { get; init; }
    public required InvitationStep Step { get; init; }
    /// <summary>The coded reason of a decline or lapse.</summary>
    public string? ReasonCode { get; init; }
    /// <summary>The question or the answer, where there is one.</summary>
    public string? Text { get; init; }
    public DateTimeOffset? DecideBy { get; init; }
    /// <summary>The deadline that runs now; none when closed.</summary>
    public DateTimeOffset? DueAt { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>A bank's binding offer. Sealed: only the applicant and that bank see it.</summary>
public sealed record OfferMade
{
    public required Guid OfferId { get; init; }
    public required Guid InvitationId { get; init; }
    public required Guid ApplicationId { get; init; }
    public required int Version { get; init; }
    public required Guid BankId { get; init; }
    public required Guid FirmId { get; init; }
    public required Yuan AmountYuan { get; init; }
    public required int RateBp { get; init; }
    public required int TenorMonths { get; init; }
    public required RepaymentMethod Method { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>A startup accepted an offer; asks the pool for cover. The other offers lapse.</summary>
public sealed record OfferAccepted
{
    public required Guid ApplicationId { get; init; }
    public required Guid OfferId { get; init; }
    public required int Version { get; init; }
    public required Guid BankId { get; init; }
    public required string BankName { get; init; }
    public required Guid FirmId { get; init; }
    public required string FirmName { get; init; }
    public required string DistrictCode { get; init; }
    public required string ProductCode { get; init; }
    public required string Chain { get; init; }
    public required string Park { get; init; }
    /// <summary>Decides which funding layer stands for the loss; null for products without a talent.</summary>
    public TalentClass? TalentClass { get; init; }
    public required string[] QualificationCodes { get; init; }
    public required Yuan AmountYuan { get; init; }
    public required int RateBp { get; init; }
    public required int TenorMonths { get; init; }
    /// <summary>Without a payout by then, the reservation lapses.</summary>
    public required DateOnly PayoutBy { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>An accepted offer will not become a loan: withdrawn, or not paid out in time. The reservation is released.</summary>
public sealed record AcceptanceEnded
{
    public required Guid ApplicationId { get; init; }
    public required Guid OfferId { get; init; }
    public required int Version { get; init; }
    /// <summary>Whose offer it was, so that the gateway can tell that bank.</summary>
    public required Guid BankId { get; init; }
    public required string ReasonCode { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>The loan contract was signed.</summary>
public sealed record LoanContracted
{
    public required Guid LoanId { get; init; }
    public required Guid ApplicationId { get; init; }
    public required Guid OfferId { get; init; }
    public required int Version { get; init; }
    public required Guid BankId { get; init; }
    public required Guid FirmId { get; init; }
    public required string ContractNumber { get; init; }
    public required Yuan AmountYuan { get; init; }
    public required DateOnly SignedOn { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>The bank paid out, in whole or in part; carries all that the pool needs to cover it, whatever it heard before.</summary>
public sealed record LoanDisbursed
{
    public required Guid DisbursementId { get; init; }
    public required Guid LoanId { get; init; }
    public required Guid ApplicationId { get; init; }
    public required Guid OfferId { get; init; }
    public required int Version { get; init; }
    public required Guid BankId { get; init; }
    public required string BankName { get; init; }
    public required Guid FirmId { get; init; }
    public required string FirmName { get; init; }
    public required string DistrictCode { get; init; }
    public required string ProductCode { get; init; }
    public required string Chain { get; init; }
    public required string Park { get; init; }
    public TalentClass? TalentClass { get; init; }
    /// <summary>As accepted: they decide the share where the payout is heard of before the acceptance.</summary>
    public required string[] QualificationCodes { get; init; }
    public required string ContractNumber { get; init; }
    public required Yuan ContractYuan { get; init; }
    /// <summary>This part.</summary>
    public required Yuan AmountYuan { get; init; }
    /// <summary>All parts up to and with this one.</summary>
    public required Yuan TotalYuan { get; init; }
    /// <summary>No further part will come; what stays of the reservation is released.</summary>
    public required bool Final { get; init; }
    public required DateOnly DisbursedOn { get; init; }
    public required DateOnly MaturesOn { get; init; }
    public required int RateBp { get; init; }
    public required RepaymentMethod Method { get; init; }
    public required Instalment[] Schedule { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>How an application ended without a loan.</summary>
public enum ApplicationOutcome { Withdrawn, Expired, Refused }

/// <summary>An application ended without a loan.</summary>
public sealed record ApplicationEnded
{
    public required Guid ApplicationId { get; init; }
    public required int Version { get; init; }
    public required Guid FirmId { get; init; }
    public required string DistrictCode { get; init; }
    /// <summary>The banks that were invited: each one's system is told.</summary>
    public required Guid[] BankIds { get; init; }
    public required ApplicationOutcome Outcome { get; init; }
    public required string ReasonCode { get; init; }
    public required DateTimeOffset At { get; init; }
}
