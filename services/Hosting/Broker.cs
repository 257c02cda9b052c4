using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;

namespace TalentFinance.Hosting;

/// <summary>This process's own connection to RabbitMQ, beside MassTransit's: for the relay and for looking at queues.</summary>
public sealed class BrokerConnection(IConfiguration configuration) : IAsyncDisposable
{
    private readonly SemaphoreSlim opening = new(1, 1);
    private IConnection? connection;

    /// <summary>amqp://user:password@host:port/vhost.</summary>
    public Uri Url { get; } = new(configuration["RabbitMq:Url"] ?? throw new InvalidOperationException("RabbitMq:Url is not configured: amqp://user:password@host:port/vhost"));

    public async Task<IConnection> Open(CancellationToken cancel)
    {
        if (connection is { IsOpen: true }) return connection;
        await opening.WaitAsync(cancel);
        try
        {
            if (connection is { IsOpen: true }) return connection;
            if (connection is not null) await connection.DisposeAsync();
            // Recovery is ours: the relay opens a new channel and sends again, which an automatic one would hide.
            var factory = new ConnectionFactory { Uri = Url, AutomaticRecoveryEnabled = false, RequestedHeartbeat = TimeSpan.FromSeconds(10) };
            var opened = await factory.CreateConnectionAsync(cancel);
            // Before anything is published on it: what nobody has declared yet could not wait for its reader.
            await Topology.Declare(opened, cancel);
            return connection = opened;
        }
        finally { opening.Release(); }
    }

    /// <summary>A channel whose publishes complete when the broker has them on its disks.</summary>
    internal async Task<IChannel> OpenPublisher(CancellationToken cancel) =>
        await (await Open(cancel)).CreateChannelAsync(
            // The library's own limiter slows far below its limit; the relay bounds what is in flight by its batch.
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null), cancel);

    public async ValueTask DisposeAsync()
    {
        if (connection is not null) await connection.DisposeAsync();
        opening.Dispose();
    }
}
