using System.Globalization;
using TalentFinance.Contracts;
using TalentFinance.Demo.Input;

namespace TalentFinance.Demo.Report;

/// <summary>What the reader of a run sees.</summary>
internal static class Table
{
    private const int Reasons = 12;

    public static void Bad(TextWriter to, IReadOnlyList<BadRow> bad)
    {
        if (bad.Count == 0) return;
        to.WriteLine($"{Count(bad.Count)} bad rows, not fed:");
        foreach (var row in bad) to.WriteLine($"  line {row.Line}: {string.Join("; ", row.Reasons)}");
        to.WriteLine();
    }

    public static void Write(TextWriter to, FileContent file, IReadOnlyList<Result> results, PoolPosition before, PoolPosition after, IReadOnlyList<Check> checks)
    {
        Head(to, "Applications");
        Line(to, "in the file", results);
        Ends(to, results, RowEnd.NotRegistered, "not registered");
        Line(to, "submitted", results.Where(result => result.ApplicationId is not null || result.End == RowEnd.Ineligible));
        Ends(to, results, RowEnd.Ineligible, "ineligible");
        Line(to, "invited at least one bank", results.Where(result => result.Invited > 0), $"{Count(results.Sum(result => result.Invited))} invitations");
        Line(to, "got at least one offer", results.Where(result => result.Offers > 0), $"{Count(results.Sum(result => result.Offers))} offers");
        Ends(to, results, RowEnd.Declined, "declined");
        Line(to, "accepted an offer", results.Where(result => result.Accepted));
        Ends(to, results, RowEnd.CoverRefused, "refused by the pool");
        Ends(to, results, RowEnd.NotDrawn, "not drawn");
        var covered = results.Where(result => result.End == RowEnd.Covered).ToArray();
        Row(to, "paid out", covered.Length, covered.SumYuan(result => result.PaidOutYuan));
        Row(to, "covered", covered.Length, covered.SumYuan(result => result.CoveredYuan));
        if (covered.Any(result => result.ExcessYuan > Yuan.Zero))
            Row(to, "  above the contract, not covered", covered.Count(result => result.ExcessYuan > Yuan.Zero), covered.SumYuan(result => result.ExcessYuan));
        if (results.Count(result => result.Earlier) is > 0 and var earlier) to.WriteLine($"{Count(earlier)} of these ended in an earlier run; nothing was done twice.");
        Ends(to, results, RowEnd.Unfinished, "UNFINISHED");

        var remarks = results.SelectMany(result => result.Row.Script?.Remarks ?? []).GroupBy(remark => remark).OrderByDescending(group => group.Count()).ToArray();
        if (remarks.Length > 0)
        {
            Head(to, "Odd rows, and the rule that answered them");
            foreach (var remark in remarks) to.WriteLine($"  {Count(remark.Count()),9}  {remark.Key}");
        }

        Head(to, "Pool");
        to.WriteLine($"  {"",-28}{"before",24}{"after",24}{"change",24}");
        foreach (var (name, of) in (ReadOnlySpan<(string, Func<PoolPosition, Yuan>)>)[("balance", pool => pool.BalanceYuan), ("reserved principal", pool => pool.ReservedYuan), ("covered principal", pool => pool.CoveredYuan)])
            to.WriteLine($"  {name,-28}{Money(of(before)),24}{Money(of(after)),24}{Money(of(after) - of(before)),24}");

        if (file.Figures.Count > 0)
        {
            Head(to, "The file as published");
            foreach (var (what, sum) in file.Figures) to.WriteLine($"  {what,-28}{sum.ToString("#,0.##", CultureInfo.InvariantCulture),24}");
        }

        Head(to, "Reconciliation");
        foreach (var check in checks)
            to.WriteLine($"  {(check.Holds ? "holds" : "FAILS")}  {check.What}: {check.Left.ToString("#,0.00", CultureInfo.InvariantCulture)}{(check.Holds ? "" : $" against {check.Right.ToString("#,0.00", CultureInfo.InvariantCulture)}")}");
        to.WriteLine();
    }

    private static void Ends(TextWriter to, IReadOnlyList<Result> results, RowEnd end, string name)
    {
        var ended = results.Where(result => result.End == end).ToArray();
        if (ended.Length == 0) return;
        Line(to, name, ended);
        // A row may have several reasons, so these lines may add up to more than the line above them.
        var reasons = ended.SelectMany(result => result.Reasons.Select(reason => reason.Code).Distinct().Select(code => (code, result))).GroupBy(pair => pair.code)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).ToArray();
        foreach (var reason in reasons.Take(Reasons)) Row(to, "  " + reason.Key, reason.Count(), reason.SumYuan(pair => pair.result.Row.AmountYuan));
        if (reasons.Length > Reasons) to.WriteLine($"      and {reasons.Length - Reasons} other reasons");
    }

    private static void Head(TextWriter to, string text) => to.WriteLine($"\n{text}\n{new string('-', text.Length)}");

    private static void Line(TextWriter to, string name, IEnumerable<Result> results, string note = "")
    {
        var list = results.ToArray();
        Row(to, name, list.Length, list.SumYuan(result => result.Row.AmountYuan), note);
    }

    private static void Row(TextWriter to, string name, int count, Yuan amount, string note = "") =>
        to.WriteLine($"  {name,-44}{Count(count),9}{Money(amount),24}{(note.Length > 0 ? "   " + note : "")}");

    private static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Money(Yuan amount) => amount.Amount.ToString("#,0.00", CultureInfo.InvariantCulture);
}
