using System.Diagnostics;
using System.Globalization;

namespace TalentFinance.Tests.Benchmarks;

/// <summary>A measured rate beside its floor.</summary>
internal sealed record Figure(string Path, double PerSecond, string Floor, double FloorPerSecond, double AimOfFloor)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Path,-46} {PerSecond,10:n0}/s   floor: {Floor,-58} {FloorPerSecond,10:n0}/s   {PerSecond / FloorPerSecond,5:0.00} of it (aim {AimOfFloor:0.0})");

    /// <summary>How many a second, of a work that does a number of things.</summary>
    public static async Task<double> Rate(int count, Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        return count / clock.Elapsed.TotalSeconds;
    }
}
