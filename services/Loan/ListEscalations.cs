using Microsoft.AspNetCore.Http.HttpResults;
using TalentFinance.Contracts;
using TalentFinance.Hosting;

namespace TalentFinance.Loan;

/// <summary>The district sees which banks are late, the longest first: a deadline has passed and the invitation is still open.</summary>
internal static class ListEscalations
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("escalations", Handle).Allow(Visible.District).Exportable().WithSummary("Invitations whose deadline has passed and that are still open, the longest overdue first");

    /// <summary>Age: hours since the deadline passed, by the clock.</summary>
    internal sealed record Row(InvitationView Invitation, decimal AgeHours);

    private static async Task<Ok<Page<Row>>> Handle(PageRequest page, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, WorkingCalendar calendar, CancellationToken cancel)
    {
        var (market, now) = (await board.Now(db, cancel), clock.Now);
        return TypedResults.Ok(await db.Invitations.VisibleTo(caller).Where(row => row.EscalatedAt != null && row.DueAt != null)
            .PageOldestFirst(page, row => row.EscalatedAt!.Value, row => row.Id, row => new Row(InvitationView.Of(row, market.BankName(row.BankId), calendar, now, caller), decimal.Round((decimal)(now - row.EscalatedAt!.Value).TotalHours, 1)), cancel));
    }
}
