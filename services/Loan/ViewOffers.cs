using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Hosting;

namespace TalentFinance.Loan;

/// <summary>A bank's own offers (an approver's list of proposals), or those made to a startup.</summary>
internal static class ViewOffers
{
    public static void Map(RouteGroupBuilder offers)
    {
        offers.MapGet("", List).Allow([Role.Startup, .. Visible.Bank]).Exportable().WithSummary("Own offers, newest first; narrow by state, mine (a bank's: I made it), text");
        offers.MapGet("{offerId:guid}", One).Allow([Role.Startup, .. Visible.Bank]).WithSummary("One offer with its proposed schedule");
    }

    private static async Task<Ok<Page<OfferView>>> List([AsParameters] OfferFilter filter, PageRequest page, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, CancellationToken cancel)
    {
        var market = await board.Now(db, cancel);
        return TypedResults.Ok(await filter.Narrow(db.Offers.VisibleTo(caller), caller)
            .Page(page, row => row.MadeAt, row => row.Id, row => OfferView.Of(row, market.BankName(row.BankId), caller, clock.Today, withSchedule: false), cancel));
    }

    private static async Task<Results<Ok<OfferView>, NotFound>> One(Guid offerId, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, CancellationToken cancel) =>
        await db.Offers.AsNoTracking().VisibleTo(caller).SingleOrDefaultAsync(row => row.Id == offerId, cancel) is { } offer
            ? TypedResults.Ok(OfferView.Of(offer, (await board.Now(db, cancel)).BankName(offer.BankId), caller, clock.Today, withSchedule: true)) : TypedResults.NotFound();
}
