using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>A bank's task list: what it was asked, with the working time that is left. The district sees its firms' invitations, a startup its own.</summary>
internal static class ViewInvitations
{
    public static void Map(RouteGroupBuilder invitations)
    {
        invitations.MapGet("", List).Allow(Visible.Everybody).Exportable().WithSummary("Invitations, newest first (?sort=due: what is open, the most urgent first); narrow by state, bank, product, due, mine, taken, won, escalated, text");
        invitations.MapGet("{id:guid}", One).Allow(Visible.Everybody).WithSummary("One invitation with its application and frozen applicant");
    }

    internal sealed record Detail(InvitationView Invitation, ApplicationView Application, Applicant Applicant, OfferView[] Offers);

    private static async Task<Ok<Page<InvitationView>>> List([AsParameters] InvitationFilter filter, [OneOf("due")] string? sort, PageRequest page, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, WorkingCalendar calendar, CancellationToken cancel)
    {
        var (market, now) = (await board.Now(db, cancel), clock.Now);
        var rows = filter.Narrow(db.Invitations.VisibleTo(caller), caller, db);
        // A firm's invitations hang on its applications, which an index finds by firm: one more on invitations would slow every submission.
        var firm = caller.OrganisationId;
        if (caller.Is(Role.Startup)) rows = rows.Where(row => db.Applications.Any(application => application.Id == row.ApplicationId && application.FirmId == firm));
        return TypedResults.Ok(sort == "due"
            ? await rows.Where(row => row.DueAt != null).PageOldestFirst(page, row => row.DueAt!.Value, row => row.Id, row => View(row, market, caller, calendar, now), cancel)
            : await rows.Page(page, row => row.InvitedAt, row => row.Id, row => View(row, market, caller, calendar, now), cancel));
    }

    private static InvitationView View(Invitation row, Market market, Caller caller, WorkingCalendar calendar, DateTimeOffset now) => InvitationView.Of(row, market.BankName(row.BankId), calendar, now, caller);

    private static async Task<Results<Ok<Detail>, NotFound>> One(Guid id, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, WorkingCalendar calendar, CancellationToken cancel)
    {
        var loaded = await (from row in db.Invitations.AsNoTracking().VisibleTo(caller)
                            join application in db.Applications on row.ApplicationId equals application.Id
                            where row.Id == id
                            select new { row, application }).SingleOrDefaultAsync(cancel);
        if (loaded is null) return TypedResults.NotFound();
        var market = await board.Now(db, cancel);
        var offers = await db.Offers.AsNoTracking().VisibleTo(caller).Where(row => row.InvitationId == id).OrderByDescending(row => row.Id).Take(PageRequest.LimitMax).ToListAsync(cancel);
        return TypedResults.Ok(new Detail(
            View(loaded.row, market, caller, calendar, clock.Now), ApplicationView.Of(loaded.application, caller), loaded.application.Applicant!,
            [.. offers.Select(row => OfferView.Of(row, market.BankName(row.BankId), caller, clock.Today, withSchedule: true))]));
    }
}
