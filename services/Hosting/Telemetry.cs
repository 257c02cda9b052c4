using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace TalentFinance.Hosting;

/// <summary>Traces, metrics and logs over OTLP where OTEL_EXPORTER_OTLP_ENDPOINT is set; JSON logs on the console always.</summary>
public static class Telemetry
{
    public static Meter Meter { get; } = new("TalentFinance");

    internal static void Add(WebApplicationBuilder builder, string service)
    {
        builder.Logging.ClearProviders().AddJsonConsole(console => console.UseUtcTimestamp = true);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("MassTransit", LogLevel.Warning);
        // Expected and handled where they happen (a repeated key, a lost race): the handler says what matters.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Update", LogLevel.Critical).AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.Critical);
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])) return;

        var resource = ResourceBuilder.CreateDefault().AddService("talentfinance-" + service);
        builder.Logging.AddOpenTelemetry(logs => logs.SetResourceBuilder(resource).AddOtlpExporter());
        builder.Services.AddSingleton(Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
            .AddSource("Microsoft.AspNetCore", "System.Net.Http", "MassTransit", "Npgsql", "TalentFinance", "Yarp.ReverseProxy").AddOtlpExporter().Build());
        builder.Services.AddSingleton(Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
            .AddMeter("TalentFinance", "MassTransit", "Npgsql", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Polly").AddOtlpExporter().Build());
    }
}

/// <summary>The alarms of design.md §5: how many rows wait in the outbox, and how old the oldest is.</summary>
internal sealed partial class WatchOutbox<TDb> : BackgroundService where TDb : ServiceDb
{
    private readonly IServiceScopeFactory scopes;
    private readonly ILogger<WatchOutbox<TDb>> log;
    private long rows;
    private double oldestSeconds;

    public WatchOutbox(IServiceScopeFactory scopes, ILogger<WatchOutbox<TDb>> log)
    {
        (this.scopes, this.log) = (scopes, log);
        Telemetry.Meter.CreateObservableGauge("talentfinance.outbox.rows", () => rows, "messages");
        Telemetry.Meter.CreateObservableGauge("talentfinance.outbox.oldest", () => oldestSeconds, "s");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(15));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var outbox = scope.ServiceProvider.GetRequiredService<TDb>().Outbox;
                rows = await outbox.LongCountAsync(stoppingToken);
                var oldest = await outbox.OrderBy(message => message.Id).Select(message => (DateTimeOffset?)message.At).FirstOrDefaultAsync(stoppingToken);
                oldestSeconds = oldest is { } at ? (DateTimeOffset.UtcNow - at).TotalSeconds : 0;
                if (oldestSeconds > 60) LogOld(log, rows, oldestSeconds);
            }
            catch (Exception failure) when (failure is not OperationCanceledException) { LogFailure(log, failure); }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Rows} messages wait in the outbox, the oldest for {Seconds} s")]
    private static partial void LogOld(ILogger log, long rows, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox could not be watched")]
    private static partial void LogFailure(ILogger log, Exception failure);
}
