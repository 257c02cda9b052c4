using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TalentFinance.Tests.Harness;

/// <summary>One process of a service, as production runs it. It can be killed as a power cut would.</summary>
public sealed class RunningService : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(90);
    private readonly string assembly;
    private readonly IReadOnlyDictionary<string, string> settings;
    private readonly ConcurrentQueue<string> output = new();
    private Process? process;

    public RunningService(string name, string assembly, IReadOnlyDictionary<string, string> settings)
    {
        (Name, this.assembly, this.settings) = (name, assembly, settings);
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(1), MaxConnectionsPerServer = 256 }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };
    }

    public string Name { get; }
    public Uri Address { get; }
    public HttpClient Http { get; }
    public bool IsRunning => process is { HasExited: false };

    /// <summary>What it printed, newest last; bounded.</summary>
    public string Log => string.Join('\n', output);

    public async Task Start()
    {
        if (IsRunning) return;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(assembly)! };
        start.ArgumentList.Add(assembly);
        foreach (var (key, value) in settings) start.Environment[key] = value;
        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Eventually.True(Ready, $"{Name} is ready", StartTimeout, () => IsRunning ? null : $"{Name} ended while starting:\n{Log}");
    }

    private async Task<bool> Ready()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException) { return false; }
    }

    /// <summary>kill -9: no shutdown code runs.</summary>
    public async Task Kill()
    {
        if (process is null) return;
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>SIGTERM, as an orchestrator stops a process; gives its exit code.</summary>
    public async Task<int> Stop(TimeSpan within)
    {
        using (var signal = Process.Start("kill", ["-TERM", process!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await signal.WaitForExitAsync();
        try { await process.WaitForExitAsync().WaitAsync(within); }
        catch (TimeoutException) { throw new TimeoutException($"{Name} still runs {within.TotalSeconds:0} s after SIGTERM; the last it said:\n{string.Join('\n', output.TakeLast(30))}"); }
        var code = process.ExitCode;
        process.Dispose();
        process = null;
        return code;
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        output.Enqueue(line);
        while (output.Count > 2000) output.TryDequeue(out _);
    }

    /// <summary>A port that nobody listens on now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        Http.Dispose();
    }
}

/// <summary>Waits for what is to become true, and says what it waited for when it did not.</summary>
public static class Eventually
{
    private static readonly TimeSpan Default = TimeSpan.FromSeconds(30);

    public static async Task True(Func<Task<bool>> condition, string what, TimeSpan? within = null, Func<string?>? giveUp = null)
    {
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await condition())
        {
            if (giveUp?.Invoke() is { } reason) throw new InvalidOperationException(reason);
            if (clock.Elapsed > (within ?? Default)) throw new TimeoutException($"waited {clock.Elapsed.TotalSeconds:0} s, in vain, until: {what}");
            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>Waits until a value satisfies a condition and returns it; on time-out the last value is told.</summary>
    public static async Task<T> Becomes<T>(Func<Task<T>> read, Func<T, bool> condition, string what, TimeSpan? within = null)
    {
        var last = default(T);
        try { await True(async () => condition(last = await read()), what, within); }
        catch (TimeoutException timeout) { throw new TimeoutException($"{timeout.Message}; last seen: {last}"); }
        return last!;
    }
}
