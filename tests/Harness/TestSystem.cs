using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TalentFinance.Contracts;
using TalentFinance.Hosting;

namespace TalentFinance.Tests.Harness;

/// <summary>
/// A whole system of its own: databases, a virtual host on the broker, a key ring, and the services that were asked for
/// as processes (several replicas where wanted). Everything is gone afterwards.
/// </summary>
public sealed class TestSystem : IAsyncDisposable
{
    private static int count;
    private readonly string id = $"tf{Environment.ProcessId}x{Interlocked.Increment(ref count)}".ToLower(CultureInfo.InvariantCulture);
    private readonly string folder;
    private readonly List<RunningService> services = [];
    private readonly ServiceProvider tickets;

    private TestSystem()
    {
        folder = Directory.CreateTempSubdirectory("talentfinance-").FullName;
        var collection = new ServiceCollection().AddLogging();
        collection.AddDataProtection().SetApplicationName("TalentFinance").PersistKeysToFileSystem(new DirectoryInfo(Keys));
        collection.AddAuthentication().AddBearerToken(SignIn.BearerScheme);
        tickets = collection.BuildServiceProvider();
    }

    public string Keys => Path.Combine(folder, "keys");
    public string Folder => folder;

    /// <summary>Makes databases, virtual host and key ring; starts nothing yet.</summary>
    public static async Task<TestSystem> Create()
    {
        var system = new TestSystem();
        Directory.CreateDirectory(system.Keys);
        // The ring gets its key before two services could each make one.
        system.Token(Actors.District(Role.Auditor));
        await Servers.CreateVirtualHost(system.id);
        return system;
    }

    public string DatabaseOf(string service) => $"{id}_{service}";
    public Uri Broker => Servers.VirtualHost(id);

    /// <summary>Starts one more process of a service. Two with one name are two replicas.</summary>
    public async Task<RunningService> Start(string service, params (string Key, string Value)[] more)
    {
        var running = Prepare(service, more);
        await running.Start();
        return running;
    }

    /// <summary>A process that is not started yet, so that its address can be told to others.</summary>
    public RunningService Prepare(string service, params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__Database"] = Servers.DatabaseConnection(DatabaseOf(service)),
            ["RabbitMq__Url"] = Broker.ToString(),
            ["Keys__Directory"] = Keys,
            ["Documents__Directory"] = Path.Combine(folder, "documents"),
            ["DOTNET_gcServer"] = "0",
        };
        foreach (var (key, value) in more) settings[key] = value;
        var running = new RunningService(service, Build.AssemblyOf(service), settings);
        services.Add(running);
        return running;
    }

    /// <summary>A bearer token as Registry would issue it.</summary>
    public string Token(Caller caller, TimeSpan? lifetime = null)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var now = DateTimeOffset.UtcNow;
        var ticket = new AuthenticationTicket(caller.ToPrincipal(SignIn.BearerScheme, now), new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + (lifetime ?? TimeSpan.FromHours(1)) }, $"{SignIn.BearerScheme}:AccessToken");
        return tickets.GetRequiredService<IOptionsMonitor<BearerTokenOptions>>().Get(SignIn.BearerScheme).BearerTokenProtector.Protect(ticket);
    }

    /// <summary>Speaks to a service (or gateway) as somebody.</summary>
    public Session As(Caller caller, RunningService service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return new Session(() => service.Http, new AuthenticationHeaderValue("Bearer", Token(caller)), caller);
    }

    /// <summary>Speaks to whichever of several replicas, and does not give up while they die and come back.</summary>
    public Session StubbornAs(Caller caller, params RunningService[] replicas) => new(
        () => replicas[Random.Shared.Next(replicas.Length)].Http, new AuthenticationHeaderValue("Bearer", Token(caller)), caller, TimeSpan.FromMinutes(2));

    /// <summary>Waits until every outbox of this system is empty.</summary>
    public Task OutboxesDrain(TimeSpan? within = null, params string[] of) => Eventually.Becomes(
        async () => (await Task.WhenAll(of.Select(async service => (long)(await Servers.Query(DatabaseOf(service), "SELECT count(*) FROM \"Outbox\""))[0][0]!))).Sum(),
        rows => rows == 0, "all outboxes are empty", within);

    public async ValueTask DisposeAsync()
    {
        foreach (var service in services) await service.DisposeAsync();
        foreach (var name in services.Select(service => DatabaseOf(service.Name)).Distinct()) await Servers.DropDatabase(name);
        await Servers.DropVirtualHost(id);
        await tickets.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>Where the build put the executables: same configuration as these tests.</summary>
public static class Build
{
    public static string Root { get; } = FindRoot();

    public static string AssemblyOf(string service)
    {
        var (project, name) = service switch
        {
            "registry" => ("services/Registry", "Registry"),
            "loan" => ("services/Loan", "Loan"),
            "riskpool" => ("services/RiskPool", "RiskPool"),
            "gateway" => ("gateway", "Gateway"),
            "partnerbank" => ("tests/PartnerBank", "PartnerBank"),
            _ => throw new ArgumentException($"no such service: {service}", nameof(service)),
        };
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        return Path.Combine(Root, project, "bin", configuration, "net10.0", $"TalentFinance.{name}.dll");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "TalentFinance.sln"))) return folder.FullName;
        throw new InvalidOperationException("the tests run outside of the project's tree");
    }
}
