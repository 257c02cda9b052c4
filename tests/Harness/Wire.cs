using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using TalentFinance.Hosting;

namespace TalentFinance.Tests.Harness;

/// <summary>The broker as a stranger sees it: publishes and reads MassTransit's JSON with RabbitMQ.Client alone.</summary>
public sealed class Wire : IAsyncDisposable
{
    private readonly IConnection connection;
    private readonly IChannel channel;

    private Wire(IConnection connection, IChannel channel) => (this.connection, this.channel) = (connection, channel);

    public static async Task<Wire> Open(Uri broker)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await Topology.Declare(connection, default);
        return new(connection, await connection.CreateChannelAsync(new CreateChannelOptions(true, true, outstandingPublisherConfirmationsRateLimiter: null)));
    }

    /// <summary>Publishes an event as its owner would; the same message id again makes a duplicate.</summary>
    public async Task Publish<TEvent>(TEvent @event, Guid? messageId = null) where TEvent : class => await channel.BasicPublishAsync(
        Topology.ExchangeOf(typeof(TEvent)), "", false, new BasicProperties { ContentType = Envelope.ContentType, Persistent = true }, Envelope.Write(messageId ?? Guid.CreateVersion7(), @event));

    /// <summary>Publishes bytes as they are.</summary>
    public async Task PublishRaw(string exchange, string body) =>
        await channel.BasicPublishAsync(exchange, "", false, new BasicProperties { ContentType = Envelope.ContentType, Persistent = true }, Encoding.UTF8.GetBytes(body));

    /// <summary>Hears every event of a type from now on.</summary>
    public async Task<Heard<TEvent>> Listen<TEvent>() where TEvent : class
    {
        var own = await connection.CreateChannelAsync();
        var queue = await own.QueueDeclareAsync();
        await own.QueueBindAsync(queue.QueueName, Topology.ExchangeOf(typeof(TEvent)), "");
        var heard = new Heard<TEvent>();
        var consumer = new AsyncEventingBasicConsumer(own);
        consumer.ReceivedAsync += (_, message) =>
        {
            using var envelope = JsonDocument.Parse(message.Body);
            heard.Add(envelope.RootElement.GetProperty("messageId").GetGuid(), envelope.RootElement.GetProperty("message").Deserialize<TEvent>(Envelope.Json)!);
            return Task.CompletedTask;
        };
        await own.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);
        return heard;
    }

    /// <summary>How many messages a queue holds.</summary>
    public async Task<uint> Depth(string queue) => await channel.MessageCountAsync(queue);

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}

/// <summary>What was heard so far, each message once.</summary>
public sealed class Heard<TEvent>
{
    private readonly ConcurrentDictionary<Guid, TEvent> events = new();

    public IReadOnlyCollection<TEvent> Events => [.. events.Values];

    /// <summary>Waits for the one event that fits.</summary>
    public async Task<TEvent> One(Func<TEvent, bool> fits, TimeSpan? within = null)
    {
        await Eventually.True(() => Task.FromResult(events.Values.Any(fits)), $"a fitting {typeof(TEvent).Name} is heard", within);
        return events.Values.First(fits);
    }

    internal void Add(Guid id, TEvent @event) => events[id] = @event;
}
