using System.Diagnostics;
using System.Text.Json;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TalentFinance.Hosting;

/// <summary>
/// What a service does when it hears an event. It changes what it loads through <typeparamref name="TDb"/> and does not
/// save: a whole batch is saved at once, with the note that it was consumed.
/// </summary>
public interface IHandle<in TEvent, in TDb> where TEvent : class where TDb : ServiceDb
{
    Task Handle(TEvent @event, TDb db, CancellationToken cancel);
}

/// <summary>A handler that loads at once what a whole batch needs, before its messages are handled one by one.</summary>
public interface IPrepare<in TEvent, in TDb> where TEvent : class where TDb : ServiceDb
{
    Task Prepare(IReadOnlyList<TEvent> events, TDb db, CancellationToken cancel);
}

/// <summary>A message that a consumer has handled; written in the transaction of what it caused.</summary>
internal sealed class InboxEntry
{
    public Guid MessageId { get; init; }
    public required string Consumer { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>
/// Reads one event in batches: one transaction for the inbox rows and everything the handlers did. When a batch fails
/// it goes one by one, so that a bad message fails alone; what fails for good is parked in the error queue, through the
/// outbox. While the database cannot be reached messages wait unacknowledged.
/// </summary>
internal sealed partial class EventConsumer<TEvent, TDb, THandler>(IServiceScopeFactory scopes, ILogger<EventConsumer<TEvent, TDb, THandler>> log, ConsumerName name)
    : IConsumer<Batch<TEvent>>
    where TEvent : class where TDb : ServiceDb where THandler : class, IHandle<TEvent, TDb>
{
    private const int TriesMax = 6;
    private readonly string queue = Topology.QueueOf(name.Service, typeof(TEvent));

    public async Task Consume(ConsumeContext<Batch<TEvent>> context)
    {
        // A message that stands twice in one batch counts once.
        var messages = context.Message.DistinctBy(message => message.MessageId).ToArray();
        try
        {
            if (messages.Length > 1 && await TrySave(messages, context.CancellationToken)) return;
            foreach (var message in messages) await SaveOrPark(message, context.CancellationToken);
        }
        finally { ConsumerMetrics.Consumed.Add(messages.Length, new KeyValuePair<string, object?>("queue", queue)); }
    }

    private async Task<bool> TrySave(ConsumeContext<TEvent>[] messages, CancellationToken cancel)
    {
        try
        {
            await Save(messages, cancel);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogBatchFailed(log, queue, messages.Length, failure);
            return false;
        }
    }

    private async Task SaveOrPark(ConsumeContext<TEvent> message, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Save([message], cancel);
                return;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                if (attempt >= TriesMax && !Sql.IsUnreachable(failure))
                {
                    await Park(message, failure, cancel);
                    return;
                }
                LogRetry(log, queue, message.MessageId, attempt, failure);
                await Task.Delay(TimeSpan.FromMilliseconds(50 << Math.Min(attempt, 7)), cancel);
            }
        }
    }

    private async Task Save(ConsumeContext<TEvent>[] messages, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var consumed = messages.Select(message => message.MessageId!.Value).ToArray();
        var fresh = (await db.Database.SqlQueryRaw<Guid>(Sql.Of(db).NoteConsumed(consumed.Length), [queue, DateTimeOffset.UtcNow, .. consumed.Cast<object>()])
            .ToListAsync(cancel)).ToHashSet();
        if (fresh.Count > 0)
        {
            var handler = scope.ServiceProvider.GetRequiredService<THandler>();
            if (handler is IPrepare<TEvent, TDb> preparing)
                await preparing.Prepare([.. messages.Where(message => fresh.Contains(message.MessageId!.Value)).Select(message => message.Message)], db, cancel);
            foreach (var message in messages)
                if (fresh.Contains(message.MessageId!.Value)) await handler.Handle(message.Message, db, cancel);
            await db.SaveChangesAsync(cancel);
        }
        await transaction.CommitAsync(cancel);
    }

    private async Task Park(ConsumeContext<TEvent> message, Exception failure, CancellationToken cancel)
    {
        LogParked(log, queue, message.MessageId, failure);
        var cause = failure is DbUpdateException { InnerException: { } inner } ? inner : failure;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        db.Outbox.Add(new OutboxMessage
        {
            Id = Guid.CreateVersion7(),
            Exchange = Topology.ErrorQueueOf(queue),
            Body = message.ReceiveContext.Body.GetBytes(),
            Headers = JsonSerializer.Serialize(new Dictionary<string, string>
            {
                ["MT-Reason"] = "fault",
                ["MT-Fault-ExceptionType"] = cause.GetType().FullName!,
                ["MT-Fault-Message"] = cause.Message.Length > 500 ? cause.Message[..500] : cause.Message,
                ["MT-Fault-Timestamp"] = DateTimeOffset.UtcNow.ToString("O"),
                ["MT-Fault-InputAddress"] = queue,
            }),
            At = DateTimeOffset.UtcNow,
        });
        await db.SaveChangesAsync(cancel);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Queue}: a batch of {Count} failed and goes one by one")]
    private static partial void LogBatchFailed(ILogger log, string queue, int count, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Queue}: message {MessageId} failed, try {Attempt}")]
    private static partial void LogRetry(ILogger log, string queue, Guid? messageId, int attempt, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Queue}: message {MessageId} is parked in the error queue")]
    private static partial void LogParked(ILogger log, string queue, Guid? messageId, Exception failure);
}

/// <summary>Which service's queues these consumers read.</summary>
internal sealed record ConsumerName(string Service);

internal static class ConsumerMetrics
{
    public static readonly System.Diagnostics.Metrics.Counter<long> Consumed = Telemetry.Meter.CreateCounter<long>("talentfinance.events.consumed", "messages");
}
