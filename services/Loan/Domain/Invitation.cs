using TalentFinance.Contracts;

namespace TalentFinance.Loan.Domain;

/// <summary>Where one bank's answer stands. Asked: the clock stands still; Proposed: an offer waits for the second person.</summary>
internal enum InvitationState { Invited, Taken, Asked, Proposed, Offered, Declined, Lapsed, Cancelled }

internal enum InvitationMove { Take, Ask, Answer, Decline, Propose, Reject, Offer, Lapse, Cancel }

/// <summary>Why a bank says no. A code is mandatory (domain.md §8, features ⑧).</summary>
internal enum DeclineReason { CreditHistory, RepaymentCapacity, CashFlow, ExistingDebt, Industry, AmountTooLarge, AmountTooSmall, TenorUnsuitable, PapersIncomplete, UseUnclear, OutsideAppetite, Other }

/// <summary>One bank asked to answer one application, against deadlines in working time (domain.md §10 sla.*).</summary>
internal sealed class Invitation
{
    private static readonly InvitationState[] Open = [InvitationState.Invited, InvitationState.Taken, InvitationState.Asked, InvitationState.Proposed];

    private static readonly Moves<InvitationState, InvitationMove> Table = new(
        (InvitationMove.Take, [InvitationState.Invited], InvitationState.Taken),
        (InvitationMove.Ask, [InvitationState.Invited, InvitationState.Taken], InvitationState.Asked),
        (InvitationMove.Answer, [InvitationState.Asked], InvitationState.Taken),
        (InvitationMove.Decline, [InvitationState.Invited, InvitationState.Taken, InvitationState.Asked], InvitationState.Declined),
        (InvitationMove.Propose, [InvitationState.Invited, InvitationState.Taken], InvitationState.Proposed),
        (InvitationMove.Reject, [InvitationState.Proposed], InvitationState.Taken),
        (InvitationMove.Offer, [InvitationState.Invited, InvitationState.Taken, InvitationState.Proposed], InvitationState.Offered),
        (InvitationMove.Lapse, Open, InvitationState.Lapsed),
        (InvitationMove.Cancel, Open, InvitationState.Cancelled))
    {
        Unasked = [InvitationMove.Propose, InvitationMove.Reject, InvitationMove.Lapse, InvitationMove.Cancel],
    };

    public Guid Id { get; private set; }
    public Guid ApplicationId { get; private set; }
    public Guid BankId { get; private set; }
    public Guid FirmId { get; private set; }
    public string DistrictCode { get; private set; } = "";
    /// <summary>What was asked for, as submitted: a bank's work list shows, filters and searches it.</summary>
    public string Number { get; private set; } = "";
    public string FirmName { get; private set; } = "";
    public string ProductCode { get; private set; } = "";
    public Yuan AmountYuan { get; private set; }
    public int TenorMonths { get; private set; }
    public InvitationState State { get; private set; }
    public DateTimeOffset InvitedAt { get; private set; }
    public DateTimeOffset RespondBy { get; private set; }
    public DateTimeOffset DecideBy { get; private set; }
    /// <summary>No stop of the clock moves it: every application ends.</summary>
    public DateTimeOffset HardLimit { get; private set; }
    /// <summary>The deadline that runs now: first response, decision, or (clock stopped) the hard limit; null once closed.</summary>
    public DateTimeOffset? DueAt { get; private set; }
    /// <summary>Who of the bank took it; the bank's own business.</summary>
    public Guid? TakenBy { get; private set; }
    public string? TakenByName { get; private set; }
    /// <summary>A deadline has passed: the district was told.</summary>
    public DateTimeOffset? EscalatedAt { get; private set; }
    public DateTimeOffset? RespondedAt { get; private set; }
    public DateTimeOffset? StoppedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public string? Question { get; private set; }
    public string? Answer { get; private set; }
    /// <summary>A deadline came near and the bank was reminded of it, the last time.</summary>
    public DateTimeOffset? RemindedAt { get; private set; }
    public string? ReasonCode { get; private set; }
    public string? ReasonText { get; private set; }
    /// <summary>What time does next, and when; null once closed.</summary>
    public InvitationStep? NextStep { get; private set; }
    public DateTimeOffset? NextStepAt { get; private set; }
    public int Version { get; private set; }

    public bool IsOpen => Open.Contains(State);
    public IEnumerable<string> AllowedMoves => Table.Allowed(State);

    public static Invitation Of(Guid id, Application application, Guid bankId, ServiceLevel sla, WorkingCalendar calendar, DateTimeOffset now)
    {
        var decideBy = calendar.AddWorkingTime(now, TimeSpan.FromDays(sla.DecisionWorkingDays));
        var hardLimit = now.AddDays(sla.HardLimitDays);
        return new()
        {
            Id = id,
            ApplicationId = application.Id,
            BankId = bankId,
            FirmId = application.FirmId,
            DistrictCode = application.DistrictCode,
            Number = application.Number,
            FirmName = application.FirmName,
            ProductCode = application.ProductCode,
            AmountYuan = application.AmountYuan,
            TenorMonths = application.TenorMonths,
            InvitedAt = now,
            RespondBy = calendar.AddWorkingTime(now, TimeSpan.FromHours(sla.FirstResponseHours)),
            DueAt = calendar.AddWorkingTime(now, TimeSpan.FromHours(sla.FirstResponseHours)),
            DecideBy = decideBy,
            HardLimit = hardLimit > decideBy ? hardLimit : decideBy,
            NextStep = InvitationStep.Reminded,
            NextStepAt = calendar.AddWorkingTime(now, TimeSpan.FromHours(sla.FirstResponseHours - sla.ReminderHours)),
            Version = 1,
        };
    }

    public Outcome<InvitationState> Take(ServiceLevel sla, WorkingCalendar calendar, DateTimeOffset now) =>
        Move(InvitationMove.Take, now, () => RunClock(sla, calendar, now));

    /// <summary>Who of the bank works on it.</summary>
    public void AssignTo(Guid accountId, string name) => (TakenBy, TakenByName) = (accountId, name);

    /// <summary>The bank needs more: its clock stops until the startup answers.</summary>
    public Outcome<InvitationState> Ask(string question, DateTimeOffset now) => Move(InvitationMove.Ask, now, () =>
    {
        (Question, Answer, StoppedAt) = (question, null, now);
        (NextStep, NextStepAt) = (InvitationStep.Lapsed, HardLimit);
    });

    /// <summary>The startup answered: exactly the working time that the clock stood is added.</summary>
    public Outcome<InvitationState> Resume(string answer, ServiceLevel sla, WorkingCalendar calendar, DateTimeOffset now) => Move(InvitationMove.Answer, now, () =>
    {
        DecideBy = calendar.AddWorkingTime(DecideBy, calendar.WorkingTimeBetween(StoppedAt!.Value, now));
        (Answer, StoppedAt) = (answer, null);
        RunClock(sla, calendar, now);
    });

    public Outcome<InvitationState> Decline(DeclineReason reason, string? text, DateTimeOffset now) => Move(InvitationMove.Decline, now, () =>
    {
        (ReasonCode, ReasonText) = (reason.ToString(), text);
        Close(now);
    });

    /// <summary>An offer waits for the bank's second person. Made without having been taken first, it is the first response: from now on the decision is what runs.</summary>
    public Outcome<InvitationState> Propose(ServiceLevel sla, WorkingCalendar calendar, DateTimeOffset now)
    {
        var first = State == InvitationState.Invited;
        return Move(InvitationMove.Propose, now, () => { if (first) RunClock(sla, calendar, now); });
    }

    public Outcome<InvitationState> RejectProposal(DateTimeOffset now) => Move(InvitationMove.Reject, now, () => { });
    public Outcome<InvitationState> Offer(DateTimeOffset now) => Move(InvitationMove.Offer, now, () => Close(now));

    public Outcome<InvitationState> Cancel(string reasonCode, DateTimeOffset now) => Move(InvitationMove.Cancel, null, () =>
    {
        ReasonCode = reasonCode;
        Close(now);
    });

    /// <summary>What time has done by now: a reminder, an escalation to the district, in the end the lapse.</summary>
    public IReadOnlyList<InvitationStep> Tick(DateTimeOffset now)
    {
        var steps = new List<InvitationStep>();
        while (NextStepAt <= now && NextStep is { } step)
        {
            steps.Add(step);
            Version++;
            var untouched = State == InvitationState.Invited;
            if (step == InvitationStep.Reminded)
                (NextStep, NextStepAt, RemindedAt) = (InvitationStep.Escalated, untouched ? RespondBy : DecideBy, now);
            else if (step == InvitationStep.Escalated)
                (NextStep, NextStepAt, EscalatedAt) = (InvitationStep.Lapsed, untouched ? DecideBy : HardLimit, now);
            else
            {
                ReasonCode = State switch { InvitationState.Invited => "NotAnswered", InvitationState.Asked => "InformationNotProvided", _ => "NotDecided" };
                State = Table.Next(State, InvitationMove.Lapse).Value;
                Close(now);
            }
        }
        return steps;
    }

    /// <summary>After the first response the decision is what counts: remind before it, escalate at it, lapse at the hard limit.</summary>
    private void RunClock(ServiceLevel sla, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (now >= HardLimit) (NextStep, NextStepAt) = (InvitationStep.Lapsed, HardLimit);
        else if (calendar.WorkingTimeBetween(now, DecideBy) - TimeSpan.FromHours(sla.ReminderHours) is { } left && left > TimeSpan.Zero)
            (NextStep, NextStepAt) = (InvitationStep.Reminded, calendar.AddWorkingTime(now, left));
        else (NextStep, NextStepAt) = (InvitationStep.Escalated, DecideBy);
        if (NextStepAt > HardLimit) (NextStep, NextStepAt) = (InvitationStep.Lapsed, HardLimit);
    }

    private void Close(DateTimeOffset now) => (ClosedAt, StoppedAt, NextStep, NextStepAt, DueAt) = (now, null, null, null, null);

    private Outcome<InvitationState> Move(InvitationMove move, DateTimeOffset? respondedAt, Action then)
    {
        var outcome = Table.Next(State, move);
        if (outcome.IsRefused) return outcome;
        then();
        RespondedAt ??= respondedAt;
        (State, Version) = (outcome.Value, Version + 1);
        DueAt = State switch { InvitationState.Asked => HardLimit, _ when ClosedAt is not null => null, _ => DecideBy };
        return outcome;
    }
}
