using TalentFinance.Contracts;
using TalentFinance.Demo.Input;

namespace TalentFinance.Demo.Report;

/// <summary>One statement that must hold to the cent.</summary>
internal sealed record Check(string What, decimal Left, decimal Right)
{
    public bool Holds => Left == Right;
}

/// <summary>Compares the file with what the marketplace says became of it. Pure: everything comes in, the verdict comes out.</summary>
internal static class Reconciliation
{
    public static IReadOnlyList<Check> Of(IReadOnlyList<Row> rows, IReadOnlyList<Result> results, PoolPosition before, PoolPosition after)
    {
        var ends = results.GroupBy(result => result.End).ToDictionary(group => group.Key, group => group.ToArray());
        Result[] Ended(RowEnd end) => ends.GetValueOrDefault(end, []);
        var covered = Ended(RowEnd.Covered);
        var checks = new List<Check>
        {
            new("rows fed = rows with an end", rows.Count, results.Count(result => result.End != RowEnd.Unfinished)),
            new("every row has one result", rows.Count, results.Select(result => result.Row.Reference).Distinct().Count()),
            new("principal asked for in the file = by end", rows.SumYuan(row => row.AmountYuan).Amount,
                ends.Where(pair => pair.Key != RowEnd.Unfinished).Sum(pair => pair.Value.SumYuan(result => result.Row.AmountYuan).Amount)),
            new("paid out = covered", results.SumYuan(result => result.PaidOutYuan).Amount, results.SumYuan(result => result.CoveredYuan).Amount),
            new("paid-out rows whose cover differs", 0, results.Count(result => result.PaidOutYuan != result.CoveredYuan)),
            new("covered rows without a payout", 0, covered.Count(result => result.PaidOutYuan == Yuan.Zero)),
            new("payouts outside covered rows", 0, results.Count(result => result.End != RowEnd.Covered && result.PaidOutYuan != Yuan.Zero)),
            new("refused and declined rows without a reason", 0, results.Count(result => result.End is not (RowEnd.Covered or RowEnd.Unfinished) && result.Reasons.Length == 0)),
            new("pool, covered: before + new covers = after", before.CoveredYuan.Amount + covered.Where(result => !result.Earlier).SumYuan(result => result.CoveredYuan).Amount, after.CoveredYuan.Amount),
            new("pool, still reserved for these rows", 0, results.SumYuan(result => result.ReservedYuan).Amount),
        };
        if (rows.Any(row => row.Script is not null))
        {
            checks.Add(new("paid out in the file = paid out + excess + in rows that did not end covered",
                rows.SumYuan(row => row.Script?.PaidOutYuan ?? Yuan.Zero).Amount,
                covered.SumYuan(result => result.PaidOutYuan + result.ExcessYuan).Amount
                    + results.Where(result => result.End != RowEnd.Covered).SumYuan(result => result.Row.Script?.PaidOutYuan ?? Yuan.Zero).Amount));
        }
        return checks;
    }
}
