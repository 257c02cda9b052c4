using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>A signed contract and what was paid out under it.</summary>
internal sealed record LoanView
{
    public required Guid Id { get; init; }
    public required Guid ApplicationId { get; init; }
    public required Guid OfferId { get; init; }
    public required Guid BankId { get; init; }
    public required string BankName { get; init; }
    public required Guid FirmId { get; init; }
    public required string DistrictCode { get; init; }
    public required string FirmName { get; init; }
    public required string ProductCode { get; init; }
    public required string Chain { get; init; }
    public required string Park { get; init; }
    public TalentClass? TalentClass { get; init; }
    public required string ContractNumber { get; init; }
    public required LoanState State { get; init; }
    public required int Version { get; init; }
    public required Yuan ContractYuan { get; init; }
    public required Yuan PaidYuan { get; init; }
    public required int RateBp { get; init; }
    public required int TenorMonths { get; init; }
    public required RepaymentMethod Method { get; init; }
    public required DateOnly SignedOn { get; init; }
    /// <summary>A payout in parts was agreed.</summary>
    public required bool InParts { get; init; }
    public DateOnly? FirstPaidOn { get; init; }
    public DateOnly? MaturesOn { get; init; }
    public string? CoverNumber { get; init; }
    /// <summary>Principal that stands covered in the pool, as confirmed.</summary>
    public required Yuan CoveredYuan { get; init; }
    public required Yuan ReleasedYuan { get; init; }
    /// <summary>Why the pool would not cover a payout, where that happened.</summary>
    public required Refusal[] CoverRefusals { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string[] AllowedMoves { get; init; }
    public DisbursementView[]? Disbursements { get; init; }
    public Instalment[]? Schedule { get; init; }

    public static LoanView Of(LoanContract row, string bankName, bool whole) => new()
    {
        Id = row.Id,
        ApplicationId = row.ApplicationId,
        OfferId = row.OfferId,
        BankId = row.BankId,
        BankName = bankName,
        FirmId = row.FirmId,
        DistrictCode = row.DistrictCode,
        FirmName = row.FirmName,
        ProductCode = row.ProductCode,
        Chain = row.Chain,
        Park = row.Park,
        TalentClass = row.TalentClass,
        ContractNumber = row.ContractNumber,
        State = row.State,
        Version = row.Version,
        ContractYuan = row.ContractYuan,
        PaidYuan = row.PaidYuan,
        RateBp = row.RateBp,
        TenorMonths = row.TenorMonths,
        Method = row.Method,
        SignedOn = row.SignedOn,
        InParts = row.InParts,
        FirstPaidOn = row.FirstPaidOn,
        MaturesOn = row.MaturesOn,
        CoverNumber = row.CoverNumber,
        CoveredYuan = row.CoveredYuan,
        ReleasedYuan = row.ReleasedYuan,
        CoverRefusals = row.CoverRefusals,
        CreatedAt = row.CreatedAt,
        AllowedMoves = [.. row.AllowedMoves],
        Disbursements = whole ? [.. row.Disbursements.OrderBy(part => part.At).Select(DisbursementView.Of)] : null,
        Schedule = whole ? row.Schedule : null,
    };
}

/// <summary>One payout; covered once the pool confirmed it.</summary>
internal sealed record DisbursementView
{
    public required Guid Id { get; init; }
    public required string Reference { get; init; }
    public required Yuan AmountYuan { get; init; }
    public required DateOnly DisbursedOn { get; init; }
    public required bool Final { get; init; }
    public required DateTimeOffset At { get; init; }
    public Yuan? CoveredYuan { get; init; }

    public static DisbursementView Of(Disbursement row) => new() { Id = row.Id, Reference = row.Reference, AmountYuan = row.AmountYuan, DisbursedOn = row.DisbursedOn, Final = row.Final, At = row.At, CoveredYuan = row.CoveredYuan };
}
