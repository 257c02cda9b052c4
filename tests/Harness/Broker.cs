using System.Diagnostics;

namespace TalentFinance.Tests.Harness;

/// <summary>Stops and starts the private broker of this test run, and only that one.</summary>
public static class PrivateBroker
{
    public static Task Stop() => Instances("stop");

    public static Task Start() => Instances("start");

    private static async Task Instances(string verb)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Build.Root, "deploy/instances.sh"), "broker", verb]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"deploy/instances.sh broker {verb}: {await errors}");
    }
}
