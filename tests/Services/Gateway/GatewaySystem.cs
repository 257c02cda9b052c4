using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Services.Gateway;

[CollectionDefinition(nameof(GatewaySystem))]
public sealed class GatewayCollection : ICollectionFixture<GatewaySystem>;

/// <summary>Two replicas of the gateway between a stand-in for the services and a stand-in for a bank, both of which keep what they were sent.</summary>
public sealed class GatewaySystem : IAsyncLifetime
{
    public const string Key = "5f0c6b1e9c2d4a7fb3e8d1c0a9b8f7e65f0c6b1e9c2d4a7fb3e8d1c0a9b8f7e6";
    private int version;

    public TestSystem System { get; private set; } = null!;
    public RunningService Gateway { get; private set; } = null!;
    public RunningService Replica { get; private set; } = null!;
    public Wire Wire { get; private set; } = null!;
    internal StandIn Services { get; private set; } = null!;
    internal StandIn Bank { get; private set; } = null!;
    public Guid BankId { get; } = Guid.NewGuid();
    public string ClientId { get; } = Guid.NewGuid().ToString("N");

    public async ValueTask InitializeAsync()
    {
        System = await TestSystem.Create();
        Services = await StandIn.Start();
        Bank = await StandIn.Start();
        Gateway = await Start();
        Replica = await Start();
        Wire = await Wire.Open(System.Broker);
        await Connect(Bank.Address);
    }

    public Task<RunningService> Start(params (string, string)[] more) => System.Start("gateway",
        [("Services__loan", Services.Address.ToString()), ("Services__registry", Services.Address.ToString()), ("Services__riskpool", "http://127.0.0.1:9"), ("Partners__ProbeSeconds", "1"), .. more]);

    /// <summary>Registry says how the bank is reached; waits until the gateway knows.</summary>
    public async Task Connect(params Uri[] addresses)
    {
        await Wire.Publish(new PartnerSystemChanged
        {
            BankId = BankId,
            Version = ++version,
            BankName = "示范银行",
            BaseAddresses = [.. addresses.Select(address => address.ToString())],
            Enabled = true,
            ClientId = ClientId,
            ProtectedSigningKey = Protected(Key),
            TimeoutSeconds = 5,
            ConcurrencyMax = 8,
            At = DateTimeOffset.UtcNow,
        });
        foreach (var replica in (RunningService[])[Gateway, Replica])
            await Eventually.True(async () => (await System.As(Actors.Bank(BankId, Role.BankOfficer), replica).Get($"/api/partners/{BankId}/health")) is { Status: global::System.Net.HttpStatusCode.OK, Body: { } health }
                && health["destinations"]!.AsArray().Select(destination => destination!["address"]!.GetValue<string>().TrimEnd('/')).SequenceEqual(addresses.Select(address => address.ToString().TrimEnd('/'))), "the gateway knows the bank's addresses");
    }

    /// <summary>A key as Registry hands it on.</summary>
    private string Protected(string key)
    {
        using var services = new ServiceCollection().AddLogging().AddDataProtection().SetApplicationName("TalentFinance").PersistKeysToFileSystem(new DirectoryInfo(System.Keys)).Services.BuildServiceProvider();
        return services.GetRequiredService<IDataProtectionProvider>().CreateProtector("TalentFinance", "partner-signing-key").Protect(key);
    }

    public Task<List<object?[]>> Query(string sql) => Servers.Query(System.DatabaseOf("gateway"), sql);

    public static string Sign(string key, string method, string target, string timestamp, string nonce, byte[] body) => Convert.ToHexStringLower(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{method}\n{target}\n{timestamp}\n{nonce}\n{Convert.ToHexStringLower(SHA256.HashData(body))}")));

    public ApplicationSubmitted Submission(Guid applicationId, params Guid[] banks) => new()
    {
        ApplicationId = applicationId,
        Version = 1,
        Number = "L" + applicationId.ToString("N")[..8],
        ProductCode = "TALENT",
        ProductVersion = 1,
        AmountYuan = Yuan.Wan(100),
        TenorMonths = 12,
        Use = "RND",
        Mode = RoutingMode.Targeted,
        At = DateTimeOffset.UtcNow,
        Applicant = new()
        {
            FirmId = Guid.NewGuid(),
            Name = "青岛示范科技有限公司",
            CreditCode = "91370212MA3C000000",
            DistrictCode = "370212",
            Talents = [],
            Qualifications = [],
            Profile = new() { FoundedOn = new(2020, 1, 1), IndustryCode = "C3940", Chain = "IC", Park = "", Staff = 3, SalesYuan = Yuan.Wan(500), AssetsYuan = Yuan.Wan(100), OwnPremises = true, LeaseMonths = 0, SeriousBreach = false },
        },
        Invitations = [.. (banks.Length == 0 ? [BankId] : banks).Select(bank => new BankInvitation { InvitationId = Guid.CreateVersion7(), BankId = bank, RespondBy = DateTimeOffset.UtcNow, DecideBy = DateTimeOffset.UtcNow, HardLimit = DateTimeOffset.UtcNow })],
    };

    public async ValueTask DisposeAsync()
    {
        await Wire.DisposeAsync();
        await System.DisposeAsync();
        await Services.DisposeAsync();
        await Bank.DisposeAsync();
    }
}

/// <summary>What a stand-in was sent.</summary>
internal sealed record Seen(string Method, string Target, Dictionary<string, string> Headers, byte[] Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}

/// <summary>A server that keeps what it is sent and answers what the test wants.</summary>
internal sealed class StandIn : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Seen> seen = new();

    private StandIn(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = null!;
    public IReadOnlyCollection<Seen> All => seen;
    /// <summary>The status of the answer to what is posted; null breaks every connection off, health too.</summary>
    public Func<Seen, int?> Answers { get; set; } = _ => 200;
    /// <summary>What is waited for before the answer; nothing, unless a test says so.</summary>
    public Func<Seen, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Whether the answer breaks off in its body, after the status.</summary>
    public Func<Seen, bool> CutsOff { get; set; } = _ => false;

    public static async Task<StandIn> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var standIn = new StandIn(builder.Build());
        standIn.app.Run(standIn.Handle);
        await standIn.app.StartAsync();
        standIn.Address = new Uri(standIn.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return standIn;
    }

    private async Task Handle(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var request = new Seen(context.Request.Method, context.Features.Get<IHttpRequestFeature>()!.RawTarget, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray());
        var probe = context.Request.Path.Value!.EndsWith("/health", StringComparison.Ordinal) || context.Request.Path.Value == "/health/ready";
        if (Answers(request) is not { } status)
        {
            context.Abort();
            return;
        }
        if (!probe) seen.Enqueue(request);
        await Before(request, context.RequestAborted);
        context.Response.StatusCode = probe ? 200 : status;
        if (!probe && CutsOff(request))
        {
            // What is written goes out, and then the connection ends: to abort it might take the status with it.
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("{");
        }
        else if (context.Request.Path == "/openapi/v1.json")
            await context.Response.WriteAsync("""{"openapi":"3.1.1","paths":{"/api/loan/things":{"get":{"operationId":"Things","responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/View"}}}}}}}},"components":{"schemas":{"View":{"type":"object"}}}}""");
        else
            await context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $$"""{"status":{{status}}}"""));
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
