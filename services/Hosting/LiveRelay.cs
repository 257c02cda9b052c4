using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace TalentFinance.Hosting;

/// <summary>What a saved row means to whom; each service says it once.</summary>
internal sealed record LiveTopics(Func<object, IEnumerable<LiveNote>> Of);

/// <summary>
/// Notes what a commit changed, from the rows themselves, so that no use case has to think of it. Told only after the commit: whoever
/// reads anew then finds the change.
/// </summary>
internal sealed class NoteLive(LiveTopics topics, LiveRelay relay) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private readonly ConditionalWeakTable<DbContext, List<LiveNote>> notes = [];

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is not { } db) return new(result);
        foreach (var entry in db.ChangeTracker.Entries())
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted) notes.GetOrCreateValue(db).AddRange(topics.Of(entry.Entity));
        return new(result);
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { Database.CurrentTransaction: null } db) Tell(db);
        return new(result);
    }

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } db) notes.Remove(db);
        return Task.CompletedTask;
    }

    public Task TransactionCommittedAsync(System.Data.Common.DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } db) Tell(db);
        return Task.CompletedTask;
    }

    /// <summary>Rows that were saved in another way than by SaveChanges.</summary>
    public void Tell(IEnumerable<Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry> saved) => relay.Tell(saved.SelectMany(entry => topics.Of(entry.Entity)));

    private void Tell(DbContext db)
    {
        if (!notes.TryGetValue(db, out var told)) return;
        notes.Remove(db);
        relay.Tell(told);
    }
}

/// <summary>
/// Hands notes on to all replicas: a fanout exchange of the service, and a queue of each process that goes with it. Not kept anywhere: who
/// was away reads everything anew. Without the broker a process still tells its own clients.
/// </summary>
internal sealed partial class LiveRelay(BrokerConnection broker, ConsumerName name, LiveBoard board, ILogger<LiveRelay> log) : BackgroundService
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100), CheckEvery = TimeSpan.FromSeconds(2);
    private readonly Channel<LiveNote> outgoing = Channel.CreateBounded<LiveNote>(new BoundedChannelOptions(100_000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    private readonly string exchange = $"talentfinance.live.{name.Service}";

    public void Tell(IEnumerable<LiveNote> notes)
    {
        foreach (var note in notes) outgoing.Writer.TryWrite(note);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var channel = await (await broker.Open(stoppingToken)).CreateChannelAsync(cancellationToken: stoppingToken);
                await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: false, autoDelete: false, cancellationToken: stoppingToken);
                var queue = await channel.QueueDeclareAsync("", durable: false, exclusive: true, autoDelete: true, new Dictionary<string, object?> { ["x-max-length"] = 10_000 }, cancellationToken: stoppingToken);
                await channel.QueueBindAsync(queue.QueueName, exchange, "", cancellationToken: stoppingToken);
                var reader = new AsyncEventingBasicConsumer(channel);
                reader.ReceivedAsync += (_, message) =>
                {
                    board.Tell(JsonSerializer.Deserialize<LiveNote[]>(message.Body.Span, Envelope.Json)!);
                    return Task.CompletedTask;
                };
                await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, reader, cancellationToken: stoppingToken);
                // What others told before this queue was bound was not heard here.
                board.TellAll();
                while (channel.IsOpen)
                    if (await Gather(stoppingToken) is { Length: > 0 } notes)
                        await channel.BasicPublishAsync(exchange, "", mandatory: false, new BasicProperties { ContentType = "application/json" }, JsonSerializer.SerializeToUtf8Bytes(notes, Envelope.Json), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { return; }
            catch (Exception failure) { LogFailure(log, failure); }
            // Until the broker is back this process tells its own, so that at least they see what they did.
            board.Tell(await Gather(stoppingToken));
        }
    }

    private async Task<LiveNote[]> Gather(CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(CheckEvery);
        try
        {
            await outgoing.Reader.WaitToReadAsync(patience.Token);
            await Task.Delay(Gathering, cancel);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested) { return []; }
        // Many things of one topic are told as the topic: what is sent stays small however much happens.
        var notes = new Dictionary<(string Audience, string Topic), HashSet<Guid?>>();
        while (outgoing.Reader.TryRead(out var note))
        {
            if (!notes.TryGetValue((note.Audience, note.Topic), out var ids)) notes[(note.Audience, note.Topic)] = ids = [];
            if (ids.Count <= LiveStream.ChangesMax) ids.Add(note.Id);
        }
        return [.. notes.SelectMany(topic => (topic.Value.Count > LiveStream.ChangesMax ? [null] : topic.Value).Select(id => new LiveNote(topic.Key.Audience, topic.Key.Topic, id)))];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Live notes cannot reach the other replicas; clients here still hear of what happens here")]
    private static partial void LogFailure(ILogger log, Exception failure);
}
