using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>One bank's answer to one application.</summary>
internal sealed record InvitationView
{
    public required Guid Id { get; init; }
    public required Guid ApplicationId { get; init; }
    public required Guid BankId { get; init; }
    public required string BankName { get; init; }
    /// <summary>What was asked for: the application's number, firm, product, amount and tenor.</summary>
    public required string Number { get; init; }
    public required string FirmName { get; init; }
    public required string ProductCode { get; init; }
    public required Yuan AmountYuan { get; init; }
    public required int TenorMonths { get; init; }
    public required InvitationState State { get; init; }
    public required int Version { get; init; }
    public required DateTimeOffset InvitedAt { get; init; }
    public required DateTimeOffset RespondBy { get; init; }
    public required DateTimeOffset DecideBy { get; init; }
    public required DateTimeOffset HardLimit { get; init; }
    /// <summary>Working time until the next deadline (first response, then decision); negative when late, null when closed or the clock stands.</summary>
    public int? RemainingWorkingMinutes { get; init; }
    /// <summary>The deadline that runs now; null when closed.</summary>
    public DateTimeOffset? DueAt { get; init; }
    /// <summary>A deadline came near while it was open: the bank was reminded.</summary>
    public DateTimeOffset? RemindedAt { get; init; }
    /// <summary>A deadline passed while it was open: the district was told.</summary>
    public DateTimeOffset? EscalatedAt { get; init; }
    /// <summary>Who of the bank took it, for the bank itself; for others always null.</summary>
    public Guid? TakenBy { get; init; }
    public string? TakenByName { get; init; }
    public DateTimeOffset? RespondedAt { get; init; }
    public DateTimeOffset? StoppedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string? Question { get; init; }
    public string? Answer { get; init; }
    public string? ReasonCode { get; init; }
    public string? ReasonText { get; init; }
    public required string[] AllowedMoves { get; init; }

    public static InvitationView Of(Invitation row, string bankName, WorkingCalendar calendar, DateTimeOffset now, Caller? caller = null) => new()
    {
        Id = row.Id,
        ApplicationId = row.ApplicationId,
        BankId = row.BankId,
        BankName = bankName,
        Number = row.Number,
        FirmName = row.FirmName,
        ProductCode = row.ProductCode,
        AmountYuan = row.AmountYuan,
        TenorMonths = row.TenorMonths,
        DueAt = row.DueAt,
        RemindedAt = row.RemindedAt,
        EscalatedAt = row.EscalatedAt,
        TakenBy = caller?.OrganisationId == row.BankId ? row.TakenBy : null,
        TakenByName = caller?.OrganisationId == row.BankId ? row.TakenByName : null,
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
