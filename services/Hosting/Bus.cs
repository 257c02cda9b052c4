using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using TalentFinance.Contracts;

namespace TalentFinance.Hosting;

/// <summary>MassTransit on RabbitMQ: a quorum queue for each event that this service handles, read in batches.</summary>
internal static class Bus
{
    public const int BatchSizeMax = 200;
    private static readonly TimeSpan BatchWait = TimeSpan.FromMilliseconds(25);

    /// <summary>One event handler of a service, and how it is put on the bus.</summary>
    public sealed record Handler(Type Event, Action<IServiceCollection> AddTo, Action<IBusRegistrationConfigurator> Register, Action<IRabbitMqBusFactoryConfigurator, IBusRegistrationContext> Receive);

    public static Handler Of<TEvent, TDb, THandler>(string service) where TEvent : class where TDb : ServiceDb where THandler : class, IHandle<TEvent, TDb> => new(
        typeof(TEvent),
        services => services.AddScoped<THandler>(),
        registrations => registrations.AddConsumer<EventConsumer<TEvent, TDb, THandler>>(consumer =>
            consumer.Options<BatchOptions>(batch => batch.SetMessageLimit(BatchSizeMax).SetTimeLimit(BatchWait).SetConcurrencyLimit(1))),
        (bus, context) => bus.ReceiveEndpoint(Topology.QueueOf(service, typeof(TEvent)), endpoint =>
        {
            endpoint.SetQuorumQueue();
            endpoint.PrefetchCount = BatchSizeMax * 2;
            endpoint.ConfigureConsumer<EventConsumer<TEvent, TDb, THandler>>(context);
        }));

    public static void Add(IServiceCollection services, string service, IReadOnlyCollection<Handler> handlers)
    {
        CheckAgainstSubscriptions(service, handlers);
        services.AddSingleton(new ConsumerName(service));
        foreach (var handler in handlers) handler.AddTo(services);
        services.AddMassTransit(bus =>
        {
            foreach (var handler in handlers) handler.Register(bus);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(context.GetRequiredService<BrokerConnection>().Url);
                rabbit.ConfigureJsonSerializerOptions(json =>
                {
                    json.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter());
                    return json;
                });
                foreach (var handler in handlers) handler.Receive(rabbit, context);
            });
        });
        services.AddOptions<MassTransitHostOptions>().Configure(options =>
        {
            // A service answers requests while the broker is away: what it publishes waits in the outbox.
            options.WaitUntilStarted = false;
            // Whoever stops a service waits 15 s before the kill. A consumer that waits for the database or a lock by then is cut off: its
            // transaction is rolled back, and the broker delivers its messages again.
            options.StopTimeout = TimeSpan.FromSeconds(8);
        });
    }

    private static void CheckAgainstSubscriptions(string service, IReadOnlyCollection<Handler> handlers)
    {
        var expected = Subscriptions.ByService.TryGetValue(service, out var events) ? events : [];
        var actual = handlers.Select(handler => handler.Event).ToHashSet();
        if (!actual.SetEquals(expected))
            throw new InvalidOperationException($"{service} handles [{string.Join(", ", actual.Select(type => type.Name).Order())}], but contracts/Subscriptions.cs says [{string.Join(", ", expected.Select(type => type.Name).Order())}]");
    }
}
