using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace TalentFinance.Tests.Benchmarks;

/// <summary>Load from a second process on loopback, bounded in connections and time.</summary>
internal static partial class Wrk
{
    /// <summary>Requests a second; answers other than 2xx are a failed measurement.</summary>
    public static async Task<double> Rate(Uri url, int connections, int seconds, string script)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, script);
        try
        {
            var start = new ProcessStartInfo("wrk", ["-t1", $"-c{connections}", $"-d{seconds}s", "--timeout", "10s", "-s", file, url.ToString()]) { RedirectStandardOutput = true };
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (BadAnswers().Match(output) is { Success: true } bad) throw new InvalidOperationException($"{url}: {bad.Value}\n{output}");
            if (SocketErrors().Match(output) is { Success: true } errors) throw new InvalidOperationException($"{url}: {errors.Value}");
            return double.Parse(Requests().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        }
        finally { File.Delete(file); }
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Requests();

    [GeneratedRegex(@"Non-2xx or 3xx responses: \d+")]
    private static partial Regex BadAnswers();

    [GeneratedRegex(@"Socket errors: .*")]
    private static partial Regex SocketErrors();
}
