using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>The district sees how its market runs: what came in, what was offered and paid out, how fast. Read from kept sums, never by scanning applications.</summary>
internal static class ShowCockpit
{
    public const int DaysDefault = 90;
    public const int DaysMax = 3_660;

    public static void Map(RouteGroupBuilder cockpit)
    {
        cockpit.MapGet("", Handle).Allow(Visible.District).Exportable().WithSummary("Applications submitted in the last ?days= (90): hit rate, first loans, days to decision and to money; figures follow each application to its end");
        cockpit.MapGet("ages", Ages).Allow(Visible.District).Exportable().WithSummary("Applications of all time by state and age since submission");
        cockpit.MapGet("days", Days).Allow(Visible.District).Exportable().WithSummary("The same figures by day of submission, oldest first, for charts");
        cockpit.MapGet("waits", Waits).Allow(Visible.District).Exportable().WithSummary("How many applications waited how many whole days, to decision or to money (?wait=Decision|Money)");
    }

    /// <summary>
    /// From, until: days of submission in China. Hit rate: with a binding offer, of all submitted; paid rate likewise. Days to decision: to the first binding offer,
    /// or to the refusal by all. First loan: the firm's first paid out here, of all paid out. Shares in bp; null where nothing was there to divide by.
    /// </summary>
    internal sealed record View(
        DateTimeOffset AsOf, DateOnly From, DateOnly Until, int Submitted, int Open, int Offered, int PaidOut, int Refused, int Expired, int Withdrawn, int? HitRateBp, int? PaidRateBp, int FirstLoans, int? FirstLoanBp,
        Yuan AskedYuan, Yuan PaidYuan, int Decided, int? DecisionDaysMedian, decimal? DecisionDaysMean, int? MoneyDaysMedian, decimal? MoneyDaysMean, IReadOnlyDictionary<string, string> Links);

    internal sealed record AgeRow(ApplicationState State, string Age, int AgeDaysFrom, int? AgeDaysUntil, int Applications, Yuan AskedYuan, string Link);
    internal sealed record DayRow(DateOnly Day, int Submitted, int Offered, int PaidOut, int FirstLoans, Yuan AskedYuan, Yuan PaidYuan, string Link);
    internal sealed record WaitRow(int Days, int Applications, string Link);

    private static readonly (string Name, int From, int? Until)[] Buckets = [("0-2", 0, 2), ("3-7", 3, 7), ("8-14", 8, 14), ("15-30", 15, 30), ("31-90", 31, 90), ("91+", 91, null)];

    internal static (DateOnly From, DateOnly Until) Window(int days, BusinessClock clock) => (clock.Today.AddDays(1 - days), clock.Today);

    private static async Task<Ok<View>> Handle(LoanDb db, Caller caller, BusinessClock clock, CancellationToken cancel, [Within(1, DaysMax)] int days = DaysDefault)
    {
        var (from, until) = Window(days, clock);
        var states = await db.Tallies.AsNoTracking().Where(row => row.DistrictCode == caller.DistrictCode && row.Dimension == TallyDimension.All && row.Day >= from && row.Day <= until)
            .GroupBy(row => row.State).Select(group => new
            {
                State = group.Key,
                Count = group.Sum(row => row.Applications),
                Offered = group.Sum(row => row.Offered),
                PaidOut = group.Sum(row => row.PaidOut),
                FirstLoans = group.Sum(row => row.FirstLoans),
                Asked = group.Sum(row => row.AskedCents),
                Paid = group.Sum(row => row.PaidCents),
                Decided = group.Sum(row => row.Decided),
                Decision = group.Sum(row => row.DecisionMinutes),
                Money = group.Sum(row => row.MoneyMinutes),
            }).ToListAsync(cancel);
        var waits = (await db.WaitCounts.AsNoTracking().Where(row => row.DistrictCode == caller.DistrictCode && row.Day >= from && row.Day <= until)
            .GroupBy(row => new { row.Wait, row.Days }).Select(group => new { group.Key.Wait, group.Key.Days, Count = group.Sum(row => row.Applications) }).ToListAsync(cancel)).ToLookup(row => row.Wait, row => (row.Days, row.Count));
        int Of(params ApplicationState[] some) => states.Where(row => some.Contains(row.State)).Sum(row => row.Count);
        var (submitted, offered, paid, first) = (states.Sum(row => row.Count), states.Sum(row => row.Offered), states.Sum(row => row.PaidOut), states.Sum(row => row.FirstLoans));
        var decided = states.Sum(row => row.Decided);
        var behind = $"/api/loan/applications?submittedFrom={from:yyyy-MM-dd}&submittedUntil={until:yyyy-MM-dd}";
        return TypedResults.Ok(new View(clock.Now, from, until, submitted, Of(ApplicationState.Submitted, ApplicationState.Accepted, ApplicationState.Covered, ApplicationState.Contracted),
            offered, paid, Of(ApplicationState.Refused), Of(ApplicationState.Expired), Of(ApplicationState.Withdrawn), Share(offered, submitted), Share(paid, submitted), first, Share(first, paid),
            states.Sum(row => row.Asked).Yuan(), states.Sum(row => row.Paid).Yuan(), decided,
            Median(waits[Wait.Decision]), MeanDays(states.Sum(row => row.Decision), decided), Median(waits[Wait.Money]), MeanDays(states.Sum(row => row.Money), paid), new Dictionary<string, string>
            {
                ["submitted"] = behind,
                ["offered"] = behind + "&offered=true",
                ["paidOut"] = behind + "&paidOut=true",
                ["firstLoans"] = behind + "&firstLoan=true",
                ["refused"] = behind + "&state=Refused",
                ["expired"] = behind + "&state=Expired",
                ["withdrawn"] = behind + "&state=Withdrawn",
                ["open"] = behind + "&open=true",
                ["decided"] = behind + "&decided=true",
                ["loans"] = $"/api/loan/loans?paid=true&submittedFrom={from:yyyy-MM-dd}&submittedUntil={until:yyyy-MM-dd}",
            }));
    }

    private static async Task<Ok<Page<AgeRow>>> Ages(LoanDb db, Caller caller, BusinessClock clock, CancellationToken cancel)
    {
        var today = clock.Today;
        // One row a state and day: ages change with the days, so they are made when asked for.
        var rows = await db.Tallies.AsNoTracking().Where(row => row.DistrictCode == caller.DistrictCode && row.Dimension == TallyDimension.All)
            .Select(row => new { row.State, row.Day, row.Applications, row.AskedCents }).ToListAsync(cancel);
        var found = from bucket in Buckets
                    from state in Enum.GetValues<ApplicationState>()
                    let some = rows.Where(row => row.State == state && today.DayNumber - row.Day.DayNumber is var age && age >= bucket.From && (bucket.Until is not { } end || age <= end)).ToArray()
                    where some.Length > 0
                    select new AgeRow(state, bucket.Name, bucket.From, bucket.Until, some.Sum(row => row.Applications), some.Sum(row => row.AskedCents).Yuan(),
                        $"/api/loan/applications?state={state}&submittedUntil={today.AddDays(-bucket.From):yyyy-MM-dd}{(bucket.Until is { } last ? $"&submittedFrom={today.AddDays(-last):yyyy-MM-dd}" : "")}");
        return TypedResults.Ok(new Page<AgeRow>([.. found.OrderBy(row => row.State).ThenBy(row => row.AgeDaysFrom)], null));
    }

    private static async Task<Ok<Page<DayRow>>> Days(LoanDb db, Caller caller, BusinessClock clock, CancellationToken cancel, [Within(1, DaysMax)] int days = DaysDefault)
    {
        var (from, until) = Window(days, clock);
        var rows = await db.Tallies.AsNoTracking().Where(row => row.DistrictCode == caller.DistrictCode && row.Dimension == TallyDimension.All && row.Day >= from && row.Day <= until)
            .GroupBy(row => row.Day).OrderBy(group => group.Key).Select(group => new
            {
                Day = group.Key,
                Count = group.Sum(row => row.Applications),
                Offered = group.Sum(row => row.Offered),
                PaidOut = group.Sum(row => row.PaidOut),
                First = group.Sum(row => row.FirstLoans),
                Asked = group.Sum(row => row.AskedCents),
                Paid = group.Sum(row => row.PaidCents),
            }).ToListAsync(cancel);
        return TypedResults.Ok(new Page<DayRow>([.. rows.Select(row => new DayRow(row.Day, row.Count, row.Offered, row.PaidOut, row.First, row.Asked.Yuan(), row.Paid.Yuan(),
            $"/api/loan/applications?submittedFrom={row.Day:yyyy-MM-dd}&submittedUntil={row.Day:yyyy-MM-dd}"))], null));
    }

    private static async Task<Ok<Page<WaitRow>>> Waits(Wait wait, LoanDb db, Caller caller, BusinessClock clock, CancellationToken cancel, [Within(1, DaysMax)] int days = DaysDefault)
    {
        var (from, until) = Window(days, clock);
        var rows = await db.WaitCounts.AsNoTracking().Where(row => row.DistrictCode == caller.DistrictCode && row.Wait == wait && row.Day >= from && row.Day <= until)
            .GroupBy(row => row.Days).OrderBy(group => group.Key).Select(group => new { Days = group.Key, Count = group.Sum(row => row.Applications) }).ToListAsync(cancel);
        var by = wait == Wait.Decision ? "decisionDays" : "moneyDays";
        return TypedResults.Ok(new Page<WaitRow>([.. rows.Select(row => new WaitRow(row.Days, row.Count,
            $"/api/loan/applications?submittedFrom={from:yyyy-MM-dd}&submittedUntil={until:yyyy-MM-dd}&{by}={row.Days}"))], null));
    }

    internal static int? Share(long part, long whole) => whole == 0 ? null : (int)Math.Round(part * 10_000m / whole, MidpointRounding.AwayFromZero);

    /// <summary>The lower median, in whole days: of 2 and 5 it is 2.</summary>
    private static int? Median(IEnumerable<(int Days, int Count)> counts)
    {
        var ordered = counts.OrderBy(pair => pair.Days).ToArray();
        var left = (ordered.Sum(pair => pair.Count) + 1) / 2;
        foreach (var (days, count) in ordered)
            if ((left -= count) <= 0) return days;
        return null;
    }

    private static decimal? MeanDays(long minutes, int count) => count == 0 ? null : decimal.Round(minutes / (24m * 60m) / count, 2);
}
