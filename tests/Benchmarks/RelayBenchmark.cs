using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RabbitMQ.Client;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;

namespace TalentFinance.Tests.Benchmarks;

/// <summary>The outbox relay, beside RabbitMQ.Client alone publishing the same bytes to the same quorum queue with 500 confirms in flight.</summary>
internal static class RelayBenchmark
{
    private const int Messages = 100_000;
    private const int InFlight = 500;

    public static async Task<Figure> Run()
    {
        await using var bench = await Bench.Create();
        bench.Services.AddSingleton<Relay<BenchDb>>();
        await using var provider = bench.Services.BuildServiceProvider();
        var broker = provider.GetRequiredService<BrokerConnection>();

        var bodies = Enumerable.Range(0, Messages).Select(number => Envelope.Write(Guid.CreateVersion7(), Bench.Event(number))).ToArray();
        await using var channel = await broker.OpenPublisher(default);
        await Publish(channel, bodies[..5000]);
        var floor = await Figure.Rate(Messages, () => Publish(channel, bodies));

        await using (var scope = provider.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<BenchDb>();
            foreach (var chunk in bodies.Chunk(1000))
            {
                db.Outbox.AddRange(chunk.Select(body => new OutboxMessage { Id = Guid.CreateVersion7(), Exchange = Topology.ExchangeOf(typeof(Contracts.TalentAccredited)), Body = body, At = DateTimeOffset.UtcNow }));
                await db.SaveChangesAsync();
                db.ChangeTracker.Clear();
            }
        }
        var relay = provider.GetRequiredService<Relay<BenchDb>>();
        var rate = await Figure.Rate(Messages, async () =>
        {
            await relay.StartAsync(default);
            await Eventually.True(async () =>
            {
                await using var scope = provider.CreateAsyncScope();
                return !await scope.ServiceProvider.GetRequiredService<BenchDb>().Outbox.AnyAsync();
            }, "the outbox is empty", TimeSpan.FromMinutes(2));
        });
        await relay.StopAsync(default);
        return new("outbox relay", rate, "RabbitMQ.Client alone, same bytes and queue, 500 in flight", floor, 0.4);
    }

    private static async Task Publish(IChannel channel, byte[][] bodies)
    {
        using var inFlight = new SemaphoreSlim(InFlight);
        var confirms = new List<Task>(bodies.Length);
        foreach (var body in bodies)
        {
            await inFlight.WaitAsync();
            confirms.Add(One(body));
        }
        await Task.WhenAll(confirms);

        async Task One(byte[] body)
        {
            try { await channel.BasicPublishAsync(Topology.ExchangeOf(typeof(Contracts.TalentAccredited)), "", false, new BasicProperties { ContentType = Envelope.ContentType, Persistent = true }, body); }
            finally { inFlight.Release(); }
        }
    }
}
