using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace TalentFinance.Hosting;

/// <summary>
/// Publishes what is in the outbox: takes a batch of rows, sends them with all their confirms in flight, and commits
/// their removal. A crash before the commit sends them again (readers keep an inbox); several replicas skip each
/// other's rows. RabbitMQ.Client itself, because one transaction and one confirm a message is what costs (design.md §10).
/// </summary>
internal sealed partial class Relay<TDb>(IServiceScopeFactory scopes, BrokerConnection broker, OutboxSignal signal, ILogger<Relay<TDb>> log) : BackgroundService
    where TDb : ServiceDb
{
    private const int BatchSize = 500;
    private static readonly TimeSpan IdlePoll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(10);
    /// <summary>
    /// Between looks at the whole table only its young end is read: what was removed there stands dead in the index until
    /// it is vacuumed, and reading past it all would cost more than the rows that are found.
    /// </summary>
    private static readonly TimeSpan WholeLook = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan YoungEnd = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConfirmTimeout = TimeSpan.FromSeconds(30);
    private IChannel? channel;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        var sinceWhole = Stopwatch.StartNew();
        var whole = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (whole) sinceWhole.Restart();
                var sent = await SendBatch(whole ? Guid.Empty : Guid.CreateVersion7(DateTimeOffset.UtcNow - YoungEnd), stoppingToken);
                failures = 0;
                whole = sent == BatchSize || sinceWhole.Elapsed > WholeLook;
                if (sent == BatchSize) continue;
                // What is committed within the next moments goes along: under load a transaction for each few messages
                // would cost more than the messages.
                if (await signal.Wait(IdlePoll, stoppingToken)) await Task.Delay(Gathering, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { return; }
            catch (Exception failure)
            {
                // The rows are still there: the transaction was never committed.
                LogFailure(log, failure);
                if (channel is not null) await Discard();
                whole = true;
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(10_000, 200 << Math.Min(failures++, 6))), stoppingToken);
            }
        }
    }

    private async Task<int> SendBatch(Guid from, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var messages = await db.Outbox.FromSqlRaw(Sql.Of(db).TakeOutbox, BatchSize, from).AsNoTracking().ToListAsync(cancel);
        if (messages.Count == 0) return 0;

        channel ??= await broker.OpenPublisher(cancel);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(ConfirmTimeout);
        var confirms = new Task[messages.Count];
        for (var i = 0; i < confirms.Length; i++) confirms[i] = Send(channel, messages[i], timeout.Token);
        await Task.WhenAll(confirms);
        await transaction.CommitAsync(cancel);
        OutboxMetrics.Sent.Add(messages.Count);
        return messages.Count;
    }

    private static Task Send(IChannel channel, OutboxMessage message, CancellationToken cancel)
    {
        var properties = new BasicProperties { ContentType = Envelope.ContentType, Persistent = true, MessageId = message.Id.ToString() };
        if (message.Headers is { } headers)
            properties.Headers = JsonSerializer.Deserialize<Dictionary<string, string>>(headers)!.ToDictionary(header => header.Key, header => (object?)header.Value);
        return channel.BasicPublishAsync(message.Exchange, "", mandatory: false, properties, message.Body, cancel).AsTask();
    }

    private async Task Discard()
    {
        try { await channel!.DisposeAsync(); }
        catch (Exception failure) { LogFailure(log, failure); }
        channel = null;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (channel is not null) await Discard();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The relay could not send; the messages stay in the outbox")]
    private static partial void LogFailure(ILogger log, Exception failure);
}

internal static class OutboxMetrics
{
    public static readonly Counter<long> Sent = Telemetry.Meter.CreateCounter<long>("talentfinance.outbox.sent", "messages");
}
