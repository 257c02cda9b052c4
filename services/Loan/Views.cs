using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>An application as lists and answers show it. Amounts in yuan.</summary>
internal sealed record ApplicationView
{
    public required Guid Id { get; init; }
    public required string Number { get; init; }
    public required ApplicationState State { get; init; }
    public required int Version { get; init; }
    public required Guid FirmId { get; init; }
    public required string FirmName { get; init; }
    public required string DistrictCode { get; init; }
    public required string ProductCode { get; init; }
    public required int ProductVersion { get; init; }
    public required Yuan AmountYuan { get; init; }
    public required int TenorMonths { get; init; }
    public required string Use { get; init; }
    public required string Purpose { get; init; }
    public Pledge? Pledge { get; init; }
    public required RoutingMode Mode { get; init; }
    /// <summary>The banks that the startup named; a bank does not see whom else was asked.</summary>
    public Guid[]? BankIds { get; init; }
    public TalentClass? TalentClass { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SubmittedAt { get; init; }
    public Guid? AcceptedOfferId { get; init; }
    public Guid? AcceptedBankId { get; init; }
    public DateOnly? PayoutBy { get; init; }
    public Guid? CoverId { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? EndReasonCode { get; init; }
    /// <summary>Of a draft: what a check said last.</summary>
    public EligibilityResult? Eligibility { get; init; }
    public required string[] AllowedMoves { get; init; }
    /// <summary>Right after submission: who was asked, and until when.</summary>
    public InvitationView[]? Invitations { get; init; }

    public static ApplicationView Of(Application row, Caller caller, InvitationView[]? invitations = null)
    {
        // Whose offer was accepted is told to nobody but the startup, that bank and the district.
        var bank = caller.IsAny(Visible.Bank);
        var accepted = !bank || row.AcceptedBankId == caller.OrganisationId;
        return new()
        {
            Id = row.Id,
            Number = row.Number,
            State = row.State,
            Version = row.Version,
            FirmId = row.FirmId,
            FirmName = row.FirmName,
            DistrictCode = row.DistrictCode,
            ProductCode = row.ProductCode,
            ProductVersion = row.ProductVersion,
            AmountYuan = row.AmountYuan,
            TenorMonths = row.TenorMonths,
            Use = row.Use,
            Purpose = row.Purpose,
            Pledge = row.Pledge,
            Mode = row.Mode,
            BankIds = bank ? null : row.BankIds,
            TalentClass = row.TalentClass,
            CreatedAt = row.CreatedAt,
            SubmittedAt = row.SubmittedAt,
            AcceptedOfferId = accepted ? row.AcceptedOfferId : null,
            AcceptedBankId = accepted ? row.AcceptedBankId : null,
            PayoutBy = accepted ? row.PayoutBy : null,
            CoverId = accepted ? row.CoverId : null,
            EndedAt = row.EndedAt,
            EndReasonCode = accepted ? row.EndReasonCode : null,
            Eligibility = row.Eligibility,
            AllowedMoves = [.. row.AllowedMoves],
            Invitations = invitations,
        };
    }
}

/// <summary>One bank's answer to one application.</summary>
internal sealed record InvitationView
{
    public required Guid Id { get; init; }
    public required Guid ApplicationId { get; init; }
    public required Guid BankId { get; init; }
    public required string BankName { get; init; }
    public required InvitationState State { get; init; }
    public required int Version { get; init; }
    public required DateTimeOffset InvitedAt { get; init; }
    public required DateTimeOffset RespondBy { get; init; }
    public required DateTimeOffset DecideBy { get; init; }
    public required DateTimeOffset HardLimit { get; init; }
    /// <summary>Working time until the next deadline (first response, then decision); negative when late, null when closed or the clock stands.</summary>
    public int? RemainingWorkingMinutes { get; init; }
    public DateTimeOffset? RespondedAt { get; init; }
    public DateTimeOffset? StoppedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string? Question { get; init; }
    public string? Answer { get; init; }
    public string? ReasonCode { get; init; }
    public string? ReasonText { get; init; }
    public required string[] AllowedMoves { get; init; }

    public static InvitationView Of(Invitation row, string bankName, WorkingCalendar calendar, DateTimeOffset now) => new()
    {
        Id = row.Id,
        ApplicationId = row.ApplicationId,
        BankId = row.BankId,
        BankName = bankName,
        State = row.State,
        Version = row.Version,
        InvitedAt = row.InvitedAt,
        RespondBy = row.RespondBy,
        DecideBy = row.DecideBy,
        HardLimit = row.HardLimit,
        RemainingWorkingMinutes = row.IsOpen && row.State != InvitationState.Asked ? (int)calendar.WorkingTimeBetween(now, row.State == InvitationState.Invited ? row.RespondBy : row.DecideBy).TotalMinutes : null,
        RespondedAt = row.RespondedAt,
        StoppedAt = row.StoppedAt,
        ClosedAt = row.ClosedAt,
        Question = row.Question,
        Answer = row.Answer,
        ReasonCode = row.ReasonCode,
        ReasonText = row.ReasonText,
        AllowedMoves = [.. row.AllowedMoves],
    };
}

/// <summary>An offer with what it costs, as if paid out on the day of the answer.</summary>
internal sealed record OfferView
{
    public required Guid Id { get; init; }
    public required Guid InvitationId { get; init; }
    public required Guid ApplicationId { get; init; }
    public required Guid BankId { get; init; }
    public required string BankName { get; init; }
    public required OfferState State { get; init; }
    public required int Version { get; init; }
    public required Yuan AmountYuan { get; init; }
    public required int LprBp { get; init; }
    public required DateOnly LprOn { get; init; }
    public required int SpreadBp { get; init; }
    public required int RateBp { get; init; }
    public required int TenorMonths { get; init; }
    public required RepaymentMethod Method { get; init; }
    public required Yuan FeeYuan { get; init; }
    public required string Conditions { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    /// <summary>Above the product's rate cap: allowed, but said (domain.md §10 loan.rate_cap, mode warn).</summary>
    public required bool AboveRateCap { get; init; }
    /// <summary>True annual cost: effective yearly rate of all payments, fee included.</summary>
    public required int EffectiveBp { get; init; }
    public required Yuan InterestYuan { get; init; }
    public required Yuan FirstInstalmentYuan { get; init; }
    /// <summary>The heaviest month.</summary>
    public required Yuan LargestInstalmentYuan { get; init; }
    public required Refusal[] CoverRefusals { get; init; }
    public required string[] AllowedMoves { get; init; }
    /// <summary>Proposed schedule; left out of lists.</summary>
    public Instalment[]? Schedule { get; init; }

    public static OfferView Of(Offer row, string bankName, DateOnly today, bool withSchedule)
    {
        var cost = OfferCost.Of(row, today);
        return new()
        {
            Id = row.Id,
            InvitationId = row.InvitationId,
            ApplicationId = row.ApplicationId,
            BankId = row.BankId,
            BankName = bankName,
            State = row.State,
            Version = row.Version,
            AmountYuan = row.AmountYuan,
            LprBp = row.LprBp,
            LprOn = row.LprOn,
            SpreadBp = row.SpreadBp,
            RateBp = row.RateBp,
            TenorMonths = row.TenorMonths,
            Method = row.Method,
            FeeYuan = row.FeeYuan,
            Conditions = row.Conditions,
            ExpiresAt = row.ExpiresAt,
            MadeAt = row.MadeAt,
            AboveRateCap = row.AboveRateCap,
            EffectiveBp = cost.EffectiveBp,
            InterestYuan = cost.InterestYuan,
            FirstInstalmentYuan = cost.FirstInstalmentYuan,
            LargestInstalmentYuan = cost.LargestInstalmentYuan,
            CoverRefusals = row.CoverRefusals,
            AllowedMoves = [.. row.AllowedMoves],
            Schedule = withSchedule ? cost.Schedule : null,
        };
    }
}

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
    public required string ProductCode { get; init; }
    public required string ContractNumber { get; init; }
    public required LoanState State { get; init; }
    public required int Version { get; init; }
    public required Yuan ContractYuan { get; init; }
    public required Yuan PaidYuan { get; init; }
    public required int RateBp { get; init; }
    public required int TenorMonths { get; init; }
    public required RepaymentMethod Method { get; init; }
    public required DateOnly SignedOn { get; init; }
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
        ProductCode = row.ProductCode,
        ContractNumber = row.ContractNumber,
        State = row.State,
        Version = row.Version,
        ContractYuan = row.ContractYuan,
        PaidYuan = row.PaidYuan,
        RateBp = row.RateBp,
        TenorMonths = row.TenorMonths,
        Method = row.Method,
        SignedOn = row.SignedOn,
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
