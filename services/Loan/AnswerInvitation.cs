using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>A bank takes an invitation, asks the startup for more (its clock stops), or declines with a coded reason; the startup answers (the clock resumes).</summary>
internal static class AnswerInvitation
{
    /// <summary>As the audit record names the two steps that stop and start the clock; the timeline reads them there.</summary>
    public const string Asked = "ask startup", Answered = "answer bank";

    public static void Map(RouteGroupBuilder invitations)
    {
        invitations.MapPost("{id:guid}/take", Take).Allow(Visible.Bank).WithSummary("Take an invitation: the first response");
        invitations.MapPost("{id:guid}/ask", Ask).Allow(Visible.Bank).WithSummary("Ask the startup for more; the clock stops until it answers");
        invitations.MapPost("{id:guid}/answer", Answer).Allow(Role.Startup).WithSummary("Answer a bank's question; its clock resumes with the time that was left");
        invitations.MapPost("{id:guid}/decline", Decline).Allow(Visible.Bank).WithSummary("Decline with a coded reason");
    }

    internal sealed record AskRequest(string Text);
    internal sealed record DeclineRequest(DeclineReason Reason, string? Text = null);

    private static Task<Results<Ok<InvitationView>, NotFound, Refused>> Take(Guid id, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, WorkingCalendar calendar, CancellationToken cancel) =>
        Move(id, "take invitation", InvitationStep.Taken, db, caller, board, clock, calendar, (row, sla) => row.TakeBy(caller, sla, calendar, clock.Now), cancel);

    private static async Task<Results<Ok<InvitationView>, NotFound, Refused>> Ask(Guid id, AskRequest request, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, WorkingCalendar calendar, CancellationToken cancel) =>
        new Check().Text(request.Text, "text", 2000).Refused is { } bad ? bad
            : await Move(id, Asked, InvitationStep.InformationRequested, db, caller, board, clock, calendar, (row, _) => row.Ask(request.Text, clock.Now), cancel);

    private static async Task<Results<Ok<InvitationView>, NotFound, Refused>> Answer(Guid id, AskRequest request, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, WorkingCalendar calendar, CancellationToken cancel) =>
        new Check().Text(request.Text, "text", 4000).Refused is { } bad ? bad
            : await Move(id, Answered, InvitationStep.InformationProvided, db, caller, board, clock, calendar, (row, sla) => row.Resume(request.Text, sla, calendar, clock.Now), cancel);

    private static async Task<Results<Ok<InvitationView>, NotFound, Refused>> Decline(Guid id, DeclineRequest request, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, WorkingCalendar calendar, CancellationToken cancel)
    {
        var check = new Check().Known(request.Reason, "reason").Text(request.Text ?? "", "text", 1000, min: request.Reason == DeclineReason.Other ? 1 : 0);
        if (check.Refused is { } bad) return bad;
        var answer = await Move(id, "decline", InvitationStep.Declined, db, caller, board, clock, calendar, (row, _) => row.Decline(request.Reason, request.Text, clock.Now), cancel);
        if (answer.Result is Ok<InvitationView> { Value: { } declined }) db.Rechecks.Add(new Recheck { ApplicationId = declined.ApplicationId });
        return answer;
    }

    private static async Task<Results<Ok<InvitationView>, NotFound, Refused>> Move(
        Guid id, string action, InvitationStep step, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, WorkingCalendar calendar,
        Func<Invitation, ServiceLevel, Outcome<InvitationState>> move, CancellationToken cancel)
    {
        var loaded = await (from row in db.Invitations.VisibleTo(caller)
                            join application in db.Applications on row.ApplicationId equals application.Id
                            where row.Id == id
                            select new { row, application.ProductCode, application.ProductVersion }).SingleOrDefaultAsync(cancel);
        if (loaded is null) return TypedResults.NotFound();
        var market = await board.Now(db, cancel);
        var outcome = move(loaded.row, market.Policy(loaded.ProductCode, loaded.ProductVersion).Sla);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);
        db.Publish(EndAcceptance.Moved(loaded.row, step, clock.Now));
        db.Audit(caller, action, "Invitation", id, loaded.row.ReasonCode);
        return TypedResults.Ok(InvitationView.Of(loaded.row, market.BankName(loaded.row.BankId), calendar, clock.Now, caller));
    }
}
