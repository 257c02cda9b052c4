using System.Globalization;

namespace TalentFinance.Tests.Benchmarks;

/// <summary>Where the machine's time went during a load: milliseconds of processor for each request, by program. Linux tells it in /proc.</summary>
internal sealed class CpuTime
{
    private const double MillisecondsPerTick = 10;
    private readonly Dictionary<int, (string Name, long Ticks)> before = Read();

    /// <summary>What was used since, largest first.</summary>
    public string Since(double requests)
    {
        var used = Read().Select(now => (now.Value.Name, Ticks: now.Value.Ticks - before.GetValueOrDefault(now.Key).Ticks)).GroupBy(process => process.Name, process => process.Ticks)
            .Select(group => (Name: group.Key, Milliseconds: group.Sum() * MillisecondsPerTick / requests)).Where(share => share.Milliseconds > 0.005).OrderByDescending(share => share.Milliseconds);
        return string.Join(", ", used.Select(share => string.Create(CultureInfo.InvariantCulture, $"{share.Name} {share.Milliseconds:0.00} ms")));
    }

    private static Dictionary<int, (string Name, long Ticks)> Read()
    {
        var all = new Dictionary<int, (string Name, long Ticks)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var id)) continue;
            try
            {
                var stat = File.ReadAllText(Path.Combine(folder, "stat"));
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                all[id] = (NameOf(folder, stat), long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture));
            }
            catch (IOException) { /* ended in the same moment */ }
        }
        return all;
    }

    /// <summary>A .NET program by its assembly, PostgreSQL's workers by their database, others by their name.</summary>
    private static string NameOf(string folder, string stat)
    {
        var name = stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..stat.LastIndexOf(')')];
        var command = File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return name switch
        {
            "postgres" when command is [var title, ..] && title.Split(' ') is [_, _, var database, ..] => "postgres " + database[(database.LastIndexOf('_') + 1)..],
            _ when command.FirstOrDefault(part => part.EndsWith(".dll", StringComparison.Ordinal)) is { } assembly => Path.GetFileNameWithoutExtension(assembly),
            _ => name,
        };
    }
}
