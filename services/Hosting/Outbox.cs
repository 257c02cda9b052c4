using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TalentFinance.Hosting;

/// <summary>A message that leaves once the change beside it is committed. Its bytes are made when it is saved, so the relay only copies them.</summary>
internal sealed class OutboxMessage
{
    public Guid Id { get; init; }
    public required string Exchange { get; init; }
    public required byte[] Body { get; init; }
    /// <summary>Transport headers as JSON; only messages parked in an error queue have some.</summary>
    public string? Headers { get; init; }
    public DateTimeOffset At { get; init; }

    public static OutboxMessage Of<TEvent>(TEvent @event) where TEvent : class
    {
        var id = Guid.CreateVersion7();
        return new OutboxMessage { Id = id, Exchange = Topology.ExchangeOf(typeof(TEvent)), Body = Envelope.Write(id, @event), At = DateTimeOffset.UtcNow };
    }
}

/// <summary>MassTransit's JSON envelope, so that its consumers read what we publish without it.</summary>
internal static class Envelope
{
    public const string ContentType = "application/vnd.masstransit+json";

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write<TEvent>(Guid id, TEvent @event)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Json.Encoder, SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteString("messageId", id);
            json.WriteString("conversationId", id);
            json.WriteStartArray("messageType");
            json.WriteStringValue(UrnOf(typeof(TEvent)));
            json.WriteEndArray();
            json.WritePropertyName("message");
            JsonSerializer.Serialize(json, @event, Json);
            json.WriteString("sentTime", DateTimeOffset.UtcNow);
            json.WriteStartObject("headers");
            // The reader's trace goes on from the request that caused the event.
            if (Activity.Current is { } activity) json.WriteString("MT-Activity-Id", activity.Id);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    public static string UrnOf(Type type) => $"urn:message:{type.Namespace}:{type.Name}";
}

/// <summary>Wakes the relay as soon as something was committed, so that an idle system answers at once.</summary>
internal sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim signal = new(0, 1);

    public void Wake()
    {
        if (signal.CurrentCount > 0) return;
        try { signal.Release(); }
        catch (SemaphoreFullException) { /* somebody else woke it in the same moment */ }
    }

    public Task<bool> Wait(TimeSpan atMost, CancellationToken cancel) => signal.WaitAsync(atMost, cancel);

    public void Dispose() => signal.Dispose();
}

internal sealed class WakeRelayAfterCommit(OutboxSignal signal) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { Database.CurrentTransaction: null }) signal.Wake();
        return new(result);
    }

    public Task TransactionCommittedAsync(System.Data.Common.DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        signal.Wake();
        return Task.CompletedTask;
    }
}
