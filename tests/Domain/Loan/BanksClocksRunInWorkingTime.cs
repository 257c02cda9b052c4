using FsCheck;
using FsCheck.Fluent;
using TalentFinance.Contracts;
using TalentFinance.Loan.Domain;
using Xunit;

namespace TalentFinance.Tests.Domain.Loan;

/// <summary>Deadlines of an invitation (domain.md §10 sla.*): working time, a clock that stops, reminders, escalation, lapse.</summary>
public sealed class BanksClocksRunInWorkingTime
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Published;
    private static readonly ServiceLevel Sla = Firms.Talent.Sla;
    private static readonly Gen<DateTimeOffset> Instants = Gen.Choose(0, 365 * 24 * 60).Select(minutes => new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes));

    private static Invitation Invite(DateTimeOffset at)
    {
        var application = Application.Draft(Guid.NewGuid(), "L", Guid.NewGuid(), "Firm", "370212", at);
        return Invitation.Of(Guid.NewGuid(), application, Guid.NewGuid(), Sla, Calendar, at);
    }

    [Fact]
    public void Before_the_National_Day_week_48_hours_reach_behind_it()
    {
        // Wednesday 30 September 2026, 10:00 in China; 1-7 October are holidays.
        var invitation = Invite(new(2026, 9, 30, 2, 0, 0, TimeSpan.Zero));
        Assert.Equal(new(2026, 10, 9, 2, 0, 0, TimeSpan.Zero), invitation.RespondBy);
        Assert.Equal(new(2026, 10, 10, 2, 0, 0, TimeSpan.Zero), invitation.DecideBy);
        Assert.Equal(new(2026, 10, 30, 2, 0, 0, TimeSpan.Zero), invitation.HardLimit);
    }

    [Fact]
    public void A_stop_adds_exactly_the_working_time_it_lasted() => Prop.ForAll(Instants.ToArbitrary(), Gen.Choose(0, 3_000).ToArbitrary(), Gen.Choose(0, 12_000).ToArbitrary(), (at, until, stopped) =>
    {
        var invitation = Invite(at);
        var (asked, answered, before) = (at.AddMinutes(until), at.AddMinutes(until + stopped), invitation.DecideBy);
        invitation.Ask("?", asked);
        invitation.Resume("!", Sla, Calendar, answered);
        return Calendar.WorkingTimeBetween(before, invitation.DecideBy) == Calendar.WorkingTimeBetween(asked, answered)
            && (asked >= before || Calendar.WorkingTimeBetween(answered, invitation.DecideBy) == Calendar.WorkingTimeBetween(asked, before));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_is_asked_and_answered_every_invitation_ends_by_its_hard_limit() => Prop.ForAll(Instants.ToArbitrary(), Gen.Choose(0, 6).ArrayOf().ToArbitrary(), (at, moves) =>
    {
        var (invitation, now) = (Invite(at), at);
        foreach (var move in moves)
        {
            now = now.AddHours(7);
            if (move == 0) invitation.Take(Sla, Calendar, now);
            if (move == 1) invitation.Ask("?", now);
            if (move == 2) invitation.Resume("!", Sla, Calendar, now);
            if (move == 3) invitation.Propose(Sla, Calendar, now);
            if (move == 4) invitation.RejectProposal(now);
            if (move == 5) invitation.Tick(now);
        }
        invitation.Tick(invitation.HardLimit > now ? invitation.HardLimit : now);
        return !invitation.IsOpen && invitation.NextStepAt is null && invitation.ReasonCode is { Length: > 0 };
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_offer_that_waits_for_the_second_person_is_the_first_response_and_then_the_decision_runs()
    {
        var invitation = Invite(Firms.Now);
        invitation.Propose(Sla, Calendar, Firms.Now.AddHours(1));
        Assert.Empty(invitation.Tick(Firms.Now.AddHours(47)));
        Assert.Equal([InvitationStep.Reminded], invitation.Tick(invitation.RespondBy.AddHours(23)));
        Assert.Equal(invitation.RespondBy.AddHours(23), invitation.RemindedAt);
        Assert.Equal([InvitationStep.Escalated], invitation.Tick(invitation.DecideBy));
        Assert.Equal((InvitationState.Proposed, InvitationStep.Lapsed, invitation.HardLimit), (invitation.State, invitation.NextStep, invitation.NextStepAt));
        // Proposed after the district was told that nobody answered: the decision still has its time.
        var late = Invite(Firms.Now);
        late.Tick(late.RespondBy);
        late.Propose(Sla, Calendar, late.RespondBy.AddHours(1));
        Assert.DoesNotContain(InvitationStep.Lapsed, late.Tick(late.DecideBy));
        Assert.Equal([InvitationStep.Lapsed], late.Tick(late.HardLimit));
    }

    [Fact]
    public void Unanswered_it_is_reminded_then_escalated_then_lapses_each_once()
    {
        var invitation = Invite(Firms.Now);
        Assert.Empty(invitation.Tick(Firms.Now.AddHours(35)));
        Assert.Equal([InvitationStep.Reminded], invitation.Tick(Firms.Now.AddHours(36)));
        Assert.Empty(invitation.Tick(Firms.Now.AddHours(36)));
        Assert.Equal([InvitationStep.Escalated], invitation.Tick(invitation.RespondBy));
        Assert.Equal([InvitationStep.Lapsed], invitation.Tick(invitation.DecideBy));
        Assert.Equal((InvitationState.Lapsed, "NotAnswered"), (invitation.State, invitation.ReasonCode));
        Assert.Empty(invitation.Tick(invitation.HardLimit));
    }

    [Fact]
    public void Taken_it_may_run_late_to_the_hard_limit_under_the_districts_eyes()
    {
        var invitation = Invite(Firms.Now);
        invitation.Take(Sla, Calendar, Firms.Now.AddHours(1));
        Assert.Equal([InvitationStep.Reminded, InvitationStep.Escalated], invitation.Tick(invitation.DecideBy));
        Assert.False(invitation.Offer(invitation.HardLimit.AddMinutes(-1)).IsRefused);
        Assert.Empty(invitation.Tick(invitation.HardLimit));
    }

    [Fact]
    public void A_question_nobody_answers_lapses_at_the_hard_limit_without_blame_for_the_bank()
    {
        var invitation = Invite(Firms.Now);
        invitation.Ask("?", Firms.Now.AddHours(1));
        Assert.Empty(invitation.Tick(invitation.HardLimit.AddMinutes(-1)));
        Assert.Equal([InvitationStep.Lapsed], invitation.Tick(invitation.HardLimit));
        Assert.Equal("InformationNotProvided", invitation.ReasonCode);
    }

    [Fact]
    public void An_illegal_move_is_refused_with_what_is_possible()
    {
        var invitation = Invite(Firms.Now);
        var refusal = Assert.Single(invitation.Resume("!", Sla, Calendar, Firms.Now).Refusals);
        Assert.Equal(RefusalKind.State, refusal.Kind);
        Assert.Equal("possible now: Take, Ask, Decline, Offer", refusal.Remedy);
        invitation.Decline(DeclineReason.CashFlow, null, Firms.Now);
        Assert.Contains("end", Assert.Single(invitation.Take(Sla, Calendar, Firms.Now).Refusals).Remedy, StringComparison.Ordinal);
    }
}
