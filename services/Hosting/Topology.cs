using System.Text;
using RabbitMQ.Client;
using TalentFinance.Contracts;

namespace TalentFinance.Hosting;

/// <summary>
/// Exchanges and queues, named and made as MassTransit names and makes them. Every service declares all of them at its
/// start (contracts/Subscriptions.cs): an event published before its reader first ran waits for it.
/// </summary>
public static class Topology
{
    public static string ExchangeOf(Type @event) => $"{@event.Namespace}:{@event.Name}";

    /// <summary>The queue of one service for one event: loan.cover-reserved.</summary>
    public static string QueueOf(string service, Type @event)
    {
        var name = new StringBuilder(service).Append('.');
        foreach (var letter in @event.Name)
        {
            if (char.IsUpper(letter) && name[^1] != '.') name.Append('-');
            name.Append(char.ToLowerInvariant(letter));
        }
        return name.ToString();
    }

    /// <summary>Where messages wait that a consumer could not handle.</summary>
    public static string ErrorQueueOf(string queue) => queue + "_error";

    /// <summary>Every queue that there is, error queues left out.</summary>
    public static IEnumerable<(string Service, Type Event, string Queue)> Queues() =>
        from subscription in Subscriptions.ByService
        from @event in subscription.Value
        select (subscription.Key, @event, QueueOf(subscription.Key, @event));

    internal static async Task Declare(IConnection connection, CancellationToken cancel)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancel);
        foreach (var @event in typeof(Subscriptions).Assembly.GetExportedTypes().Where(type => type.GetProperty("At") is not null || type == typeof(AccessRevoked)))
            await channel.ExchangeDeclareAsync(ExchangeOf(@event), ExchangeType.Fanout, durable: true, cancellationToken: cancel);
        foreach (var (_, @event, queue) in Queues())
        {
            await DeclareQueue(channel, queue, cancel);
            await DeclareQueue(channel, ErrorQueueOf(queue), cancel);
            await channel.ExchangeBindAsync(queue, ExchangeOf(@event), "", cancellationToken: cancel);
        }
    }

    private static async Task DeclareQueue(IChannel channel, string name, CancellationToken cancel)
    {
        await channel.ExchangeDeclareAsync(name, ExchangeType.Fanout, durable: true, cancellationToken: cancel);
        await channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: cancel);
        await channel.QueueBindAsync(name, name, "", cancellationToken: cancel);
    }
}
