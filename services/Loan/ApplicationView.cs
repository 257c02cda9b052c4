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
    /// <summary>As frozen at submission; empty before.</summary>
    public required string Chain { get; init; }
    public required string Park { get; init; }
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

    /// <summary>Whose offer was accepted, and what became of it, is told to nobody but the startup, that bank and the district.</summary>
    public static bool ShowsAcceptance(Application row, Caller caller) => !caller.IsAny(Visible.Bank) || row.AcceptedBankId == caller.OrganisationId;

    public static ApplicationView Of(Application row, Caller caller, InvitationView[]? invitations = null)
    {
        var bank = caller.IsAny(Visible.Bank);
        var accepted = ShowsAcceptance(row, caller);
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
            Chain = row.Chain,
            Park = row.Park,
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
