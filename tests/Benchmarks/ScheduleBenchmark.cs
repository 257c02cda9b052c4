using System.Diagnostics;
using System.Globalization;
using TalentFinance.Contracts;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Tests.Benchmarks;

/// <summary>The schedule of one loan, 36 equal instalments: under 10 us, and nothing allocated beyond the result itself (design.md §10).</summary>
internal static class ScheduleBenchmark
{
    private const int Instalments = 36;
    private const int Times = 200_000;
    private static readonly DateOnly Start = new(2025, 1, 31);

    public static Task<Figure> Run()
    {
        // Other principals and rates, so that nothing is the same twice.
        static Instalment[] One(int i) => Schedule.Of(Yuan.Of(1_000_000m + i), 300 + i % 100, Instalments, RepaymentMethod.EqualInstalment, Start);
        for (var i = 0; i < 20_000; i++) One(i);
        var (clock, before, lines) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread(), 0L);
        for (var i = 0; i < Times; i++) lines += One(i).Length;
        var (took, allocated) = (clock.Elapsed, GC.GetAllocatedBytesForCurrentThread() - before);
        if (lines != (long)Times * Instalments) throw new InvalidOperationException($"{lines} lines instead of {(long)Times * Instalments}");

        before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Times; i++) lines += Result().Length;
        var beyond = (allocated - (GC.GetAllocatedBytesForCurrentThread() - before)) / Times;
        return Task.FromResult(new Figure(string.Create(CultureInfo.InvariantCulture, $"schedule, {Instalments} instalments: {took.TotalMicroseconds / Times:0.0} us, +{beyond} bytes"),
            Times / took.TotalSeconds, "10 us each, no byte beyond the result", 100_000, 1));
    }

    /// <summary>The result alone: what any computation of it must allocate.</summary>
    private static Instalment[] Result()
    {
        var lines = new Instalment[Instalments];
        for (var i = 0; i < lines.Length; i++) lines[i] = new() { Number = i, DueOn = Start, PrincipalYuan = Yuan.Zero, InterestYuan = Yuan.Zero, BalanceAfterYuan = Yuan.Zero };
        return lines;
    }
}
