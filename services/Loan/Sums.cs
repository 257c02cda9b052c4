using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>The sums that a batch touches, loaded at once.</summary>
internal sealed class Sums
{
    private readonly LoanDb db;
    private readonly Dictionary<(string, TallyDimension, DateOnly, string, ApplicationState), Tally> tallies = [];
    private readonly Dictionary<(string, Wait, DateOnly, int), WaitCount> waits = [];
    private readonly Dictionary<(string, DateOnly, Guid), BankTally> banks = [];

    private Sums(LoanDb db) => this.db = db;

    public static async Task<Sums> Load(LoanDb db, IReadOnlyCollection<ApplicationFact> facts, IReadOnlyCollection<(string DistrictCode, DateOnly Day)> invited, CancellationToken cancel)
    {
        var sums = new Sums(db);
        foreach (var district in facts.GroupBy(fact => fact.DistrictCode))
        {
            var (code, days, keys) = (district.Key, district.Select(fact => fact.Day).Distinct().ToArray(), district.SelectMany(fact => fact.Keys).Select(pair => pair.Key).Distinct().ToArray());
            foreach (var row in await db.Tallies.Where(row => row.DistrictCode == code && days.Contains(row.Day) && keys.Contains(row.Key)).ToListAsync(cancel))
                sums.tallies[(code, row.Dimension, row.Day, row.Key, row.State)] = row;
            foreach (var row in await db.WaitCounts.Where(row => row.DistrictCode == code && days.Contains(row.Day)).ToListAsync(cancel)) sums.waits[(code, row.Wait, row.Day, row.Days)] = row;
        }
        foreach (var district in invited.GroupBy(pair => pair.DistrictCode))
        {
            var (code, days) = (district.Key, district.Select(pair => pair.Day).Distinct().ToArray());
            foreach (var row in await db.BankTallies.Where(row => row.DistrictCode == code && days.Contains(row.Day)).ToListAsync(cancel)) sums.banks[(code, row.Day, row.BankId)] = row;
        }
        return sums;
    }

    public void Count(ApplicationFact fact, int sign)
    {
        foreach (var (dimension, key) in fact.Keys)
        {
            if (!tallies.TryGetValue((fact.DistrictCode, dimension, fact.Day, key, fact.State), out var tally))
            {
                tally = new() { DistrictCode = fact.DistrictCode, Dimension = dimension, Day = fact.Day, Key = key, State = fact.State };
                db.Tallies.Add(tallies[(fact.DistrictCode, dimension, fact.Day, key, fact.State)] = tally);
            }
            tally.Add(fact, sign);
        }
        foreach (var (wait, days) in fact.Waits)
        {
            if (!waits.TryGetValue((fact.DistrictCode, wait, fact.Day, days), out var count))
                db.WaitCounts.Add(waits[(fact.DistrictCode, wait, fact.Day, days)] = count = new() { DistrictCode = fact.DistrictCode, Wait = wait, Day = fact.Day, Days = days });
            count.Add(sign);
        }
    }

    public void Count(InvitationFact fact, int sign)
    {
        if (!banks.TryGetValue((fact.DistrictCode, fact.Day, fact.BankId), out var tally))
            db.BankTallies.Add(banks[(fact.DistrictCode, fact.Day, fact.BankId)] = tally = new() { DistrictCode = fact.DistrictCode, Day = fact.Day, BankId = fact.BankId });
        tally.Add(fact, sign);
    }

    /// <summary>Sums of nothing go: what has moved on leaves no rows behind.</summary>
    public void DropEmpty()
    {
        db.Tallies.RemoveRange(tallies.Values.Where(row => row.Applications == 0));
        db.WaitCounts.RemoveRange(waits.Values.Where(row => row.Applications == 0));
    }
}

internal static class Figures
{
    public static DateOnly ChinaDay(this DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(WorkingCalendar.ChinaOffset).DateTime);
    public static long Cents(this Yuan amount) => (long)(amount.Amount * 100m);
    public static Yuan Yuan(this long cents) => Contracts.Yuan.Of(cents / 100m);
}
