using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Bus = TalentFinance.Hosting.Bus;

namespace TalentFinance.Tests.Benchmarks;

/// <summary>Consuming with the inbox, beside the same MassTransit batch consumers with nothing in them.</summary>
internal static class ConsumeBenchmark
{
    private const int Messages = 60_000;
    private static long seen;

    public static async Task<Figure> Run()
    {
        Task<double> Floor() => Measure(bus => bus.AddConsumer<Empty>(consumer => consumer.Options<BatchOptions>(batch => batch.SetMessageLimit(Bus.BatchSizeMax).SetTimeLimit(TimeSpan.FromMilliseconds(10)).SetConcurrencyLimit(1))),
            (endpoint, context) => endpoint.ConfigureConsumer<Empty>(context));
        // Once for the compiler: a floor that starts cold would flatter what is measured after it.
        await Floor();
        var floor = await Floor();
        var handler = Bus.Of<TalentAccredited, BenchDb, Counting>("loan");
        var rate = await Measure(bus => handler.Register(bus), null, handler);
        return new("consume with inbox", rate, "the same consumers, empty, without inbox", floor, 0.4);
    }

    private static async Task<double> Measure(Action<IBusRegistrationConfigurator> register, Action<IRabbitMqReceiveEndpointConfigurator, IBusRegistrationContext>? receive, Bus.Handler? handler = null)
    {
        await using var bench = await Bench.Create();
        bench.Services.AddSingleton(new ConsumerName("loan"));
        handler?.AddTo(bench.Services);
        bench.Services.AddMassTransit(bus =>
        {
            register(bus);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(context.GetRequiredService<BrokerConnection>().Url);
                rabbit.ConfigureJsonSerializerOptions(json => { json.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter()); return json; });
                if (handler is not null) handler.Receive(rabbit, context);
                else rabbit.ReceiveEndpoint(Topology.QueueOf("loan", typeof(TalentAccredited)), endpoint =>
                {
                    endpoint.SetQuorumQueue();
                    endpoint.PrefetchCount = Bus.BatchSizeMax * 2;
                    receive!(endpoint, context);
                });
            });
        });
        await using var provider = bench.Services.BuildServiceProvider();
        await using (var channel = await provider.GetRequiredService<BrokerConnection>().OpenPublisher(default))
            foreach (var chunk in Enumerable.Range(0, Messages).Chunk(500))
                await Task.WhenAll(chunk.Select(number => channel.BasicPublishAsync(Topology.ExchangeOf(typeof(TalentAccredited)), "", false,
                    new BasicProperties { ContentType = Envelope.ContentType, Persistent = true }, Envelope.Write(Guid.CreateVersion7(), Bench.Event(number))).AsTask()));

        Interlocked.Exchange(ref seen, 0);
        var bus = provider.GetRequiredService<IBusControl>();
        var rate = await Figure.Rate(Messages, async () =>
        {
            await bus.StartAsync();
            await Eventually.True(() => Task.FromResult(Interlocked.Read(ref seen) >= Messages), "all messages are consumed", TimeSpan.FromMinutes(2));
        });
        await bus.StopAsync();
        return rate;
    }

    private sealed class Empty : IConsumer<Batch<TalentAccredited>>
    {
        public Task Consume(ConsumeContext<Batch<TalentAccredited>> context)
        {
            Interlocked.Add(ref seen, context.Message.Length);
            return Task.CompletedTask;
        }
    }

    private sealed class Counting : IHandle<TalentAccredited, BenchDb>
    {
        public Task Handle(TalentAccredited @event, BenchDb db, CancellationToken cancel)
        {
            Interlocked.Increment(ref seen);
            return Task.CompletedTask;
        }
    }
}
