using System.Diagnostics;

namespace TalentFinance.Demo.Report;

/// <summary>A bar that moves on a terminal, and a line every now and then elsewhere.</summary>
internal sealed class Progress(TextWriter to, string name, int total, bool moving) : IDisposable
{
    private static readonly TimeSpan Moves = TimeSpan.FromMilliseconds(100), Lines = TimeSpan.FromSeconds(10);
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly Lock one = new();
    private TimeSpan shown = TimeSpan.MinValue;
    private int done;

    public void Step()
    {
        lock (one)
        {
            done++;
            if (shown != TimeSpan.MinValue && watch.Elapsed - shown < (moving ? Moves : Lines)) return;
            shown = watch.Elapsed;
            Show();
        }
    }

    public void Dispose()
    {
        lock (one)
        {
            Show();
            if (moving) to.WriteLine();
        }
    }

    private void Show()
    {
        var rate = done / Math.Max(0.001, watch.Elapsed.TotalSeconds);
        var words = $"{name,-12} {done,7} of {total}  {watch.Elapsed:hh\\:mm\\:ss}  {rate,6:0}/s";
        if (!moving) to.WriteLine(words);
        else
        {
            var filled = total == 0 ? 30 : (int)(30L * done / total);
            to.Write($"\r{new string('#', filled)}{new string('.', 30 - filled)}  {words} ");
        }
    }
}
