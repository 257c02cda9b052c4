using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Services.Hosting;

/// <summary>Where a collector is configured, traces, metrics and logs reach it over OTLP, as its own protocol names them.</summary>
public sealed class TelemetryArrives
{
    [Fact]
    public async Task Traces_metrics_and_logs_of_a_service_reach_the_collector()
    {
        var collector = new Uri("http://127.0.0.1:" + RunningService.FreePort().ToString(CultureInfo.InvariantCulture) + "/");
        using var listener = new HttpListener { Prefixes = { collector.ToString() } };
        listener.Start();
        var heard = new ConcurrentDictionary<string, long>();
        var listening = Listen(listener, heard);

        await using (var system = await TestSystem.Create())
        {
            var service = await system.Start("riskpool",
                ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.ToString()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
                ("OTEL_BSP_SCHEDULE_DELAY", "200"), ("OTEL_BLRP_SCHEDULE_DELAY", "200"), ("OTEL_METRIC_EXPORT_INTERVAL", "500"));
            await system.As(Actors.District(TalentFinance.Hosting.Role.Auditor), service).Get("/api/riskpool/position");
            foreach (var path in (string[])["/v1/traces", "/v1/metrics", "/v1/logs"])
                await Eventually.True(() => Task.FromResult(heard.GetValueOrDefault(path) > 0), $"something arrives at {path}");
        }
        listener.Stop();
        await listening;
    }

    private static async Task Listen(HttpListener listener, ConcurrentDictionary<string, long> heard)
    {
        while (true)
        {
            HttpListenerContext context;
            try { context = await listener.GetContextAsync(); }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException) { return; }
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            heard.AddOrUpdate(context.Request.Url!.AbsolutePath, body.Length, (_, bytes) => bytes + body.Length);
            context.Response.StatusCode = (int)HttpStatusCode.OK;
            context.Response.Close();
        }
    }
}
