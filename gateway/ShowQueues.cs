using RabbitMQ.Client;
using TalentFinance.Hosting;

namespace TalentFinance.Gateway;

/// <summary>
/// How much waits between the services, and what could not be handled: for the administrator and monitors. Queues serve the whole platform
/// and carry every district's messages, so these and what can be done with them are the administrator's alone, not a district's officers'.
/// </summary>
internal static class ShowQueues
{
    /// <param name="Waiting">Messages not yet handled.</param>
    /// <param name="Errors">Messages that could not be handled and wait for somebody to look.</param>
    /// <param name="Readers">Consumers; 0 means that the service does not run.</param>
    public sealed record QueueView(string Queue, string Service, string Event, long Waiting, long Errors, long Readers);

    public static void Map(RouteGroupBuilder operations) => operations.MapGet("queues", Handle).Allow(Role.Administrator, Role.Auditor)
        .WithSummary("Depth, errors and readers of every queue between the services");

    private static async Task<IReadOnlyList<QueueView>> Handle(BrokerConnection broker, CancellationToken cancel) => await Read(broker, cancel);

    public static async Task<IReadOnlyList<QueueView>> Read(BrokerConnection broker, CancellationToken cancel)
    {
        await using var channel = await (await broker.Open(cancel)).CreateChannelAsync(cancellationToken: cancel);
        var queues = new List<QueueView>();
        foreach (var (service, @event, queue) in Topology.Queues())
        {
            var state = await channel.QueueDeclarePassiveAsync(queue, cancel);
            var errors = await channel.QueueDeclarePassiveAsync(Topology.ErrorQueueOf(queue), cancel);
            queues.Add(new(queue, service, @event.Name, state.MessageCount, errors.MessageCount, state.ConsumerCount));
        }
        return queues;
    }
}

/// <summary>The alarm of design.md §5: how many messages wait in error queues.</summary>
internal sealed partial class WatchErrorQueues : BackgroundService
{
    private readonly BrokerConnection broker;
    private readonly ILogger<WatchErrorQueues> log;
    private long errors;

    public WatchErrorQueues(BrokerConnection broker, ILogger<WatchErrorQueues> log)
    {
        (this.broker, this.log) = (broker, log);
        Telemetry.Meter.CreateObservableGauge("talentfinance.errors.waiting", () => errors, "messages");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(30));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                errors = (await ShowQueues.Read(broker, stoppingToken)).Sum(queue => queue.Errors);
                if (errors > 0) LogErrors(log, errors);
            }
            catch (Exception failure) when (failure is not OperationCanceledException) { LogFailure(log, failure.Message); }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Errors} messages wait in error queues; the administrator can look at and re-send them")]
    private static partial void LogErrors(ILogger log, long errors);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The error queues could not be read: {Reason}")]
    private static partial void LogFailure(ILogger log, string reason);
}
