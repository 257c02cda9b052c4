using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>Applications as each side may see them: a startup its own, a bank what was routed to it, the district its firms'.</summary>
internal static class ViewApplications
{
    /// <summary>In a filter: without a chain, a park, a talent.</summary>
    public const string None = "-";

    public static void Map(RouteGroupBuilder applications)
    {
        applications.MapGet("", List).Allow(Visible.Everybody).Exportable().WithSummary("Applications, newest first; narrow by state, age, bank, product, chain, park, talent class, outcome, days waited, text");
        applications.MapGet("{id:guid}", One).Allow(Visible.Everybody).WithSummary("One application with its frozen applicant, invitations, loan and timeline");
        applications.MapGet("{id:guid}/offers", Offers).Allow(Visible.Everybody).WithSummary("Offers side by side, by true annual cost; a bank sees its own only");
    }

    /// <summary>Who moves an application: a side, never a person of it. Deadline: time did.</summary>
    internal enum Side { Startup, Bank, Pool, Deadline }

    internal sealed record TimelineEntry(DateTimeOffset At, string What, Side By, Guid? BankId, string? BankName, string? Detail);

    /// <summary>What is still to come: FirstResponse and Decision of a bank, Answer of the startup (its bank's clock stands meanwhile), OfferExpiry, Payout. Negative when late.</summary>
    internal sealed record Deadline(string What, Guid? BankId, string? BankName, DateTimeOffset At, int RemainingWorkingMinutes);

    internal sealed record Detail(ApplicationView Application, Applicant? Applicant, InvitationView[] Invitations, LoanView? Loan, TimelineEntry[] Timeline, Deadline[] Deadlines);

    private static async Task<Ok<Page<ApplicationView>>> List([AsParameters] ApplicationFilter filter, PageRequest page, LoanDb db, Caller caller, CancellationToken cancel) =>
        TypedResults.Ok(await filter.Narrow(db.Applications.VisibleTo(caller, db), db)
            .Page(page, row => row.CreatedAt, row => row.Id, row => ApplicationView.Of(row, caller), cancel));

    private static async Task<Results<Ok<Detail>, NotFound>> One(Guid id, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, WorkingCalendar calendar, CancellationToken cancel)
    {
        var application = await db.Applications.AsNoTracking().VisibleTo(caller, db).SingleOrDefaultAsync(row => row.Id == id, cancel);
        if (application is null) return TypedResults.NotFound();
        var market = await board.Now(db, cancel);
        var invitations = await db.Invitations.AsNoTracking().VisibleTo(caller).Where(row => row.ApplicationId == id).OrderBy(row => row.Id).ToListAsync(cancel);
        var offers = await db.Offers.AsNoTracking().VisibleTo(caller).Where(row => row.ApplicationId == id).OrderBy(row => row.Id).ToListAsync(cancel);
        var loan = await db.Loans.AsNoTracking().Include(row => row.Disbursements).VisibleTo(caller).SingleOrDefaultAsync(row => row.ApplicationId == id, cancel);
        var asked = invitations.Select(row => row.Id).ToArray();
        var talks = await db.AuditRecords.AsNoTracking().Where(row => asked.Contains(row.SubjectId) && (row.Action == AnswerInvitation.Asked || row.Action == AnswerInvitation.Answered))
            .OrderBy(row => row.At).Take(PageRequest.LimitMax).ToListAsync(cancel);
        return TypedResults.Ok(new Detail(
            ApplicationView.Of(application, caller), application.Applicant,
            [.. invitations.Select(row => InvitationView.Of(row, market.BankName(row.BankId), calendar, clock.Now))],
            loan is null ? null : LoanView.Of(loan, market.BankName(loan.BankId), whole: true),
            [.. Timeline(application, invitations, talks, offers, loan, market, ApplicationView.ShowsAcceptance(application, caller)).OrderBy(entry => entry.At)],
            [.. Deadlines(application, invitations, offers, market, calendar, clock.Now).OrderBy(deadline => deadline.At)]));
    }

    private static IEnumerable<TimelineEntry> Timeline(Application application, List<Invitation> invitations, List<AuditRecord> talks, List<Offer> offers, LoanContract? loan, Market market, bool showsAcceptance)
    {
        yield return new(application.CreatedAt, "Created", Side.Startup, null, null, application.Number);
        if (application.SubmittedAt is { } submitted) yield return new(submitted, "Submitted", Side.Startup, null, null, null);
        foreach (var row in invitations)
        {
            var name = market.BankName(row.BankId);
            if (row.RespondedAt is { } responded) yield return new(responded, "Responded", Side.Bank, row.BankId, name, null);
            // Only the last question and its answer are kept in words.
            var (question, answer) = (talks.FindLast(talk => talk.SubjectId == row.Id && talk.Action == AnswerInvitation.Asked), talks.FindLast(talk => talk.SubjectId == row.Id && talk.Action == AnswerInvitation.Answered));
            foreach (var talk in talks.Where(talk => talk.SubjectId == row.Id))
                yield return talk.Action == AnswerInvitation.Asked
                    ? new(talk.At, "InformationRequested", Side.Bank, row.BankId, name, talk == question ? row.Question : null)
                    : new(talk.At, "InformationProvided", Side.Startup, row.BankId, name, talk == answer ? row.Answer : null);
            if (row.ClosedAt is { } closed && row.State != InvitationState.Offered) yield return new(closed, row.State.ToString(), row.State switch { InvitationState.Declined => Side.Bank, InvitationState.Lapsed => Side.Deadline, _ => Side.Startup }, row.BankId, name, row.ReasonCode);
        }
        foreach (var row in offers) yield return new(row.DecidedAt ?? row.MadeAt, "Offer" + row.State, row.State switch { OfferState.Accepted or OfferState.Lapsed => Side.Startup, OfferState.Expired => Side.Deadline, OfferState.CoverRefused => Side.Pool, _ => Side.Bank }, row.BankId, market.BankName(row.BankId), $"{row.AmountYuan} yuan at {row.RateBp} bp, {row.TenorMonths} months");
        if (loan is not null || offers.Any(row => row.State == OfferState.Accepted))
        {
            if (application.AcceptedAt is { } accepted) yield return new(accepted, "Accepted", Side.Startup, application.AcceptedBankId, market.BankName(application.AcceptedBankId!.Value), $"payout by {application.PayoutBy:yyyy-MM-dd}");
            if (application.CoveredAt is { } covered) yield return new(covered, "CoverReserved", Side.Pool, null, null, null);
        }
        if (loan is not null)
        {
            yield return new(loan.CreatedAt, "ContractSigned", Side.Bank, loan.BankId, market.BankName(loan.BankId), loan.ContractNumber);
            foreach (var part in loan.Disbursements)
                yield return new(part.At, "PaidOut", Side.Bank, loan.BankId, market.BankName(loan.BankId), part.CoveredYuan is { } yuan ? $"{part.AmountYuan} yuan, covered {yuan} ({loan.CoverNumber})" : $"{part.AmountYuan} yuan");
        }
        if (application.EndedAt is { } ended && application.State != ApplicationState.PaidOut) yield return new(ended, application.State.ToString(), application.State switch { ApplicationState.Withdrawn => Side.Startup, ApplicationState.Refused => application.EndReasonCode == "CoverRefused" ? Side.Pool : Side.Bank, _ => Side.Deadline }, null, null, showsAcceptance ? application.EndReasonCode : null);
    }

    private static IEnumerable<Deadline> Deadlines(Application application, List<Invitation> invitations, List<Offer> offers, Market market, WorkingCalendar calendar, DateTimeOffset now)
    {
        Deadline Of(string what, Guid? bank, DateTimeOffset at) => new(what, bank, bank is { } id ? market.BankName(id) : null, at, (int)calendar.WorkingTimeBetween(now, at).TotalMinutes);
        foreach (var row in invitations)
            if (row.DueAt is { } due)
                yield return Of(row.State switch { InvitationState.Invited => "FirstResponse", InvitationState.Asked => "Answer", _ => "Decision" }, row.BankId, due);
        foreach (var row in offers.Where(row => row.State == OfferState.Live)) yield return Of("OfferExpiry", row.BankId, row.ExpiresAt);
        if (application.PayoutBy is { } day && (offers.Any(row => row.State == OfferState.Accepted))) yield return Of("Payout", application.AcceptedBankId, day.Ends());
    }

    private static async Task<Results<Ok<Page<OfferView>>, NotFound>> Offers(Guid id, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, CancellationToken cancel)
    {
        if (!await db.Applications.VisibleTo(caller, db).AnyAsync(row => row.Id == id, cancel)) return TypedResults.NotFound();
        var market = await board.Now(db, cancel);
        // Bounded: one live offer for each of at most 50 banks.
        var offers = await db.Offers.AsNoTracking().VisibleTo(caller).Where(row => row.ApplicationId == id).OrderByDescending(row => row.Id).Take(PageRequest.LimitMax).ToListAsync(cancel);
        return TypedResults.Ok(new Page<OfferView>([.. offers.Select(row => OfferView.Of(row, market.BankName(row.BankId), caller, clock.Today, withSchedule: true))
            .OrderBy(view => view.State != OfferState.Live).ThenBy(view => view.EffectiveBp).ThenBy(view => view.Id)], null));
    }
}
