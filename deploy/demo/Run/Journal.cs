using System.Collections.Concurrent;

namespace TalentFinance.Demo.Run;

/// <summary>Which application a row became: written down when it is known, so that the same file fed again is not fed twice.</summary>
internal sealed class Journal : IDisposable
{
    private readonly ConcurrentDictionary<string, Guid> known = new();
    private readonly StreamWriter file;
    private readonly Lock one = new();

    public Journal(string path)
    {
        if (File.Exists(path))
        {
            foreach (var line in File.ReadLines(path))
                // A last line cut off by a crash is no entry; the Idempotency-Key finds its application again.
                if (line.Split('\t') is [var key, var id] && Guid.TryParse(id, out var application)) known[key] = application;
        }
        file = new StreamWriter(path, append: true) { AutoFlush = true };
        file.WriteLine();
    }

    public static string KeyOf(Input.Row row) => $"{row.Firm.CreditCode}/{row.Reference}";

    public Guid? Find(Input.Row row) => known.TryGetValue(KeyOf(row), out var id) ? id : null;

    public void Write(Input.Row row, Guid applicationId)
    {
        if (!known.TryAdd(KeyOf(row), applicationId)) return;
        lock (one) file.WriteLine($"{KeyOf(row)}\t{applicationId}");
    }

    public void Dispose() => file.Dispose();
}
