using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>The district's figures by product, chain, park and talent class, and the banks' league table; each row links to what stands behind it.</summary>
internal static class ShowCockpitBy
{
    private static readonly ApplicationState[] Unfinished = [ApplicationState.Submitted, ApplicationState.Accepted, ApplicationState.Covered, ApplicationState.Contracted];

    public static void Map(RouteGroupBuilder cockpit)
    {
        cockpit.MapGet("by/{dimension}", By).Allow(Visible.District).Exportable().WithSummary("Figures by product, chain, park or talentClass (?days=, 90), the most paid out first");
        cockpit.MapGet("banks", Banks).Allow(Visible.District).Exportable().WithSummary("League table of banks (?days=, 90, by day of invitation), the most paid out first; hours are working time");
    }

    internal sealed record Row(
        TallyDimension Dimension, string Key, int Submitted, int Open, int Offered, int PaidOut, int FirstLoans, Yuan AskedYuan, Yuan PaidYuan, int? HitRateBp, int? PaidRateBp, int? FirstLoanBp, decimal? DecisionDaysMean, decimal? MoneyDaysMean, string Link, string LoansLink);

    /// <summary>Taken: answered at all. Lapsed: not decided in time. Won: its offer was accepted and that stands.</summary>
    internal sealed record BankRow(
        Guid BankId, string BankName, int Invited, int Taken, int Offered, int Declined, int Lapsed, int Won, int PaidOut, Yuan PaidYuan, int? OfferRateBp, int? WinRateBp,
        decimal? ResponseHoursMean, decimal? DecisionHoursMean, string Link, string LoansLink);

    private static async Task<Results<Ok<Page<Row>>, NotFound>> By(string dimension, LoanDb db, Caller caller, BusinessClock clock, CancellationToken cancel, [Within(1, ShowCockpit.DaysMax)] int days = ShowCockpit.DaysDefault)
    {
        if (!Enum.TryParse<TallyDimension>(dimension, ignoreCase: true, out var by) || !Enum.IsDefined(by) || by == TallyDimension.All) return TypedResults.NotFound();
        var (from, until) = ShowCockpit.Window(days, clock);
        var rows = await db.Tallies.AsNoTracking().Where(row => row.DistrictCode == caller.DistrictCode && row.Dimension == by && row.Day >= from && row.Day <= until)
            .GroupBy(row => row.Key).Select(group => new
            {
                group.Key,
                Count = group.Sum(row => row.Applications),
                Open = group.Sum(row => Unfinished.Contains(row.State) ? row.Applications : 0),
                Offered = group.Sum(row => row.Offered),
                PaidOut = group.Sum(row => row.PaidOut),
                First = group.Sum(row => row.FirstLoans),
                Asked = group.Sum(row => row.AskedCents),
                Paid = group.Sum(row => row.PaidCents),
                Decided = group.Sum(row => row.Decided),
                Decision = group.Sum(row => row.DecisionMinutes),
                Money = group.Sum(row => row.MoneyMinutes),
            })
            // Chains, parks and products are some dozens; the limit is against what nobody expects.
            .OrderByDescending(row => row.Paid).ThenByDescending(row => row.Count).ThenBy(row => row.Key).Take(1000).ToListAsync(cancel);
        var parameter = by == TallyDimension.Product ? "productCode" : char.ToLowerInvariant(by.ToString()[0]) + by.ToString()[1..];
        return TypedResults.Ok(new Page<Row>([.. rows.Select(row => new Row(by, row.Key, row.Count, row.Open, row.Offered, row.PaidOut, row.First, row.Asked.Yuan(), row.Paid.Yuan(),
            ShowCockpit.Share(row.Offered, row.Count), ShowCockpit.Share(row.PaidOut, row.Count), ShowCockpit.Share(row.First, row.PaidOut), Mean(row.Decision, row.Decided, 24 * 60), Mean(row.Money, row.PaidOut, 24 * 60),
            $"/api/loan/applications?{Behind(row.Key)}", $"/api/loan/loans?paid=true&{Behind(row.Key)}"))], null));

        string Behind(string key) => $"submittedFrom={from:yyyy-MM-dd}&submittedUntil={until:yyyy-MM-dd}&{parameter}={(key.Length == 0 ? ViewApplications.None : Uri.EscapeDataString(key))}";
    }

    private static async Task<Ok<Page<BankRow>>> Banks(LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, CancellationToken cancel, [Within(1, ShowCockpit.DaysMax)] int days = ShowCockpit.DaysDefault)
    {
        var (from, until) = ShowCockpit.Window(days, clock);
        var market = await board.Now(db, cancel);
        var rows = await db.BankTallies.AsNoTracking().Where(row => row.DistrictCode == caller.DistrictCode && row.Day >= from && row.Day <= until)
            .GroupBy(row => row.BankId).Select(group => new
            {
                BankId = group.Key,
                Invited = group.Sum(row => row.Invited),
                Taken = group.Sum(row => row.Taken),
                Offered = group.Sum(row => row.Offered),
                Declined = group.Sum(row => row.Declined),
                Lapsed = group.Sum(row => row.Lapsed),
                Won = group.Sum(row => row.Won),
                PaidOut = group.Sum(row => row.PaidOut),
                Paid = group.Sum(row => row.PaidCents),
                Response = group.Sum(row => row.ResponseMinutes),
                Decided = group.Sum(row => row.Decided),
                Decision = group.Sum(row => row.DecisionMinutes),
            }).OrderByDescending(row => row.Paid).ThenByDescending(row => row.Offered).ThenByDescending(row => row.Invited).ThenBy(row => row.BankId).Take(1000).ToListAsync(cancel);
        return TypedResults.Ok(new Page<BankRow>([.. rows.Select(row => new BankRow(row.BankId, market.BankName(row.BankId), row.Invited, row.Taken, row.Offered, row.Declined, row.Lapsed, row.Won, row.PaidOut, row.Paid.Yuan(),
            ShowCockpit.Share(row.Offered, row.Invited), ShowCockpit.Share(row.Won, row.Offered), Mean(row.Response, row.Taken, 60), Mean(row.Decision, row.Decided, 60),
            $"/api/loan/invitations?bankId={row.BankId}&invitedFrom={from:yyyy-MM-dd}&invitedUntil={until:yyyy-MM-dd}", $"/api/loan/loans?paid=true&bankId={row.BankId}&invitedFrom={from:yyyy-MM-dd}&invitedUntil={until:yyyy-MM-dd}"))], null));
    }

    private static decimal? Mean(long minutes, int count, int per) => count == 0 ? null : decimal.Round((decimal)minutes / per / count, 2);
}
