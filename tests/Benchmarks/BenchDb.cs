using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;

namespace TalentFinance.Tests.Benchmarks;

/// <summary>A database that has only what every service has.</summary>
internal sealed class BenchDb(DbContextOptions<BenchDb> options) : ServiceDb(options);

/// <summary>A database and a virtual host for one measurement, and the parts of Hosting that it is about.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private static int count;
    private readonly string id = $"bench{Environment.ProcessId}x{Interlocked.Increment(ref count)}";

    private Bench() { }

    public ServiceCollection Services { get; } = new();

    public static async Task<Bench> Create()
    {
        var bench = new Bench();
        await Servers.CreateVirtualHost(bench.id);
        bench.Services.AddLogging(log => log.AddConsole().SetMinimumLevel(LogLevel.Warning));
        bench.Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("RabbitMq:Url", Servers.VirtualHost(bench.id).ToString())]).Build());
        bench.Services.AddSingleton<BrokerConnection>().AddSingleton<OutboxSignal>().AddSingleton<WakeRelayAfterCommit>();
        bench.Services.AddDbContextPool<BenchDb>((provider, options) => options.UseNpgsql(Servers.DatabaseConnection(bench.id)).AddInterceptors(provider.GetRequiredService<WakeRelayAfterCommit>()));
        await using var provider = bench.Services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BenchDb>().Database.EnsureCreatedAsync();
        return bench;
    }

    public static TalentAccredited Event(int number) => new()
    {
        TalentId = Guid.CreateVersion7(),
        Version = number,
        FirmId = Guid.CreateVersion7(),
        NameMasked = "张**",
        Class = TalentClass.C,
        CertificateNumber = "QD-C-2025-000123",
        ValidFrom = new DateOnly(2025, 1, 1),
        ValidUntil = new DateOnly(2029, 12, 31),
        EmployedSince = new DateOnly(2021, 7, 1),
        ShareBp = 1250,
        DistrictCode = Actors.District370212,
        At = DateTimeOffset.UtcNow,
    };

    public async ValueTask DisposeAsync()
    {
        await Servers.DropDatabase(id);
        await Servers.DropVirtualHost(id);
    }
}
