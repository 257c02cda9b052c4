namespace TalentFinance.Contracts;

/// <summary>One payer's share of a loss of principal. All shares of a cover, the bank's own included, are 10,000 bp together.</summary>
public sealed record CoverShare
{
    /// <summary>CITY, DISTRICT, PROVINCE, GUARANTOR or BANK (domain.md §2).</summary>
    public required string Payer { get; init; }
    public required int ShareBp { get; init; }
}

/// <summary>The pool holds capacity for an accepted offer.</summary>
public sealed record CoverReserved
{
    public required Guid CoverId { get; init; }
    public required Guid ApplicationId { get; init; }
    public required Guid OfferId { get; init; }
    public required int Version { get; init; }
    public required Guid BankId { get; init; }
    public required Guid FirmId { get; init; }
    public required string SchemeCode { get; init; }
    public required int SchemeVersion { get; init; }
    public required Yuan PrincipalYuan { get; init; }
    public required CoverShare[] Shares { get; init; }
    public required DateOnly ReservedUntil { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>The pool cannot stand for an accepted offer, or for a payout; every reason is given.</summary>
public sealed record CoverRefused
{
    public required Guid CoverId { get; init; }
    public required Guid ApplicationId { get; init; }
    public required Guid OfferId { get; init; }
    /// <summary>The payout that is not covered, or not in full; null when the acceptance was refused.</summary>
    public Guid? DisbursementId { get; init; }
    /// <summary>The cover's: of several refusals of one cover, each has its own.</summary>
    public required int Version { get; init; }
    public required Guid BankId { get; init; }
    public required Guid FirmId { get; init; }
    public required Refusal[] Reasons { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>A payout was taken under cover. Sent once for each part, and again for a part of which more stands covered.</summary>
public sealed record CoverConfirmed
{
    public required Guid CoverId { get; init; }
    public required string CoverNumber { get; init; }
    public required Guid LoanId { get; init; }
    public required Guid ApplicationId { get; init; }
    public required Guid OfferId { get; init; }
    public required Guid DisbursementId { get; init; }
    public required int Version { get; init; }
    public required Guid BankId { get; init; }
    public required Guid FirmId { get; init; }
    public required string ContractNumber { get; init; }
    public required string SchemeCode { get; init; }
    public required int SchemeVersion { get; init; }
    /// <summary>Principal covered of this part in all, and of all parts so far.</summary>
    public required Yuan PrincipalYuan { get; init; }
    public required Yuan TotalYuan { get; init; }
    public required CoverShare[] Shares { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>Reserved capacity went back: the acceptance ended, lapsed, or less was paid out than reserved.</summary>
public sealed record CoverReleased
{
    public required Guid CoverId { get; init; }
    public required Guid ApplicationId { get; init; }
    public required Guid OfferId { get; init; }
    public required int Version { get; init; }
    public required Guid BankId { get; init; }
    public required Guid FirmId { get; init; }
    public required Yuan ReleasedYuan { get; init; }
    public required string ReasonCode { get; init; }
    public required DateTimeOffset At { get; init; }
}
