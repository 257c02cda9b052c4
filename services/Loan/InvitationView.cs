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
