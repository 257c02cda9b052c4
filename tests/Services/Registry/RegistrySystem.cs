using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using TalentFinance.Tests.Services.Registry;
using Xunit;

[assembly: AssemblyFixture(typeof(RegistrySystem))]

namespace TalentFinance.Tests.Services.Registry;

/// <summary>Registry alone with its database and broker, and the people who use it.</summary>
public sealed class RegistrySystem : IAsyncLifetime
{
    public const string Password = "a long enough password";
    private static int codes = Random.Shared.Next(100_000_000);

    public TestSystem System { get; private set; } = null!;
    public RunningService Service { get; private set; } = null!;
    public Wire Wire { get; private set; } = null!;
    public Session Administrator { get; private set; } = null!;
    public Session Officer { get; private set; } = null!;
    public Session Approver { get; private set; } = null!;
    public Session Nobody => new(() => Service.Http, null, null);

    public async ValueTask InitializeAsync()
    {
        System = await TestSystem.Create();
        Wire = await Wire.Open(System.Broker);
        Service = await System.Start("registry", ("Registry__FirstAdministrator__UserName", "first"), ("Registry__FirstAdministrator__Password", Password), ("Proxies__Trusted", "127.0.0.1"));
        Administrator = System.As(Actors.District(Role.Administrator), Service);
        Officer = System.As(Actors.District(Role.PoolOfficer), Service);
        Approver = System.As(Actors.District(Role.PoolApprover), Service);
    }

    public Task<List<object?[]>> Query(string sql) => Servers.Query(System.DatabaseOf("registry"), sql);

    public async Task<Guid> Institution(OrganisationKind kind) =>
        (await Administrator.Post("/api/registry/organisations", new { kind, creditCode = NewCode(), name = $"{kind} {codes}", districtCode = Actors.District370212 })).Ok["id"]!.GetValue<Guid>();

    /// <summary>An agent's system, registered and signed in with its client's secret.</summary>
    public async Task<(Session Session, string ClientId, string ClientSecret)> Agent()
    {
        var id = await Institution(OrganisationKind.Agent);
        var client = (await Administrator.Post($"/api/registry/organisations/{id}/clients", new { name = "window" })).Ok;
        var (clientId, secret) = (client["clientId"]!.GetValue<string>(), client["clientSecret"]!.GetValue<string>());
        return (await SignIn(clientId, secret), clientId, secret);
    }

    public async Task<Session> SignIn(string clientId, string clientSecret, string? actingFor = null)
    {
        var token = (await Nobody.Post("/api/registry/token", new { clientId, clientSecret, actingFor })).Ok["accessToken"]!.GetValue<string>();
        return new Session(() => Service.Http, new("Bearer", token), null);
    }

    public static object Firm(string creditCode) => new
    {
        kind = OrganisationKind.Startup,
        creditCode,
        name = "海智 " + creditCode,
        districtCode = Actors.District370212,
        profile = new { foundedOn = "2020-01-02", industryCode = "C3940", chain = "chain", park = "park", staff = 40, salesYuan = 12_000_000.50m, assetsYuan = 8_000_000m, ownPremises = false, leaseMonths = 24, seriousBreach = false },
    };

    public static object Talent(Guid? firmId, string identityNumber) => new
    {
        firmId,
        name = "张伟明",
        identityNumber,
        @class = TalentClass.B,
        certificateNumber = "RC-1",
        validFrom = "2024-01-01",
        validUntil = "2099-12-31",
        employedSince = "2021-05-01",
        shareBp = 3000,
    };

    public static string NewCode()
    {
        var first = $"91370212{Interlocked.Increment(ref codes):000000000}";
        return first + CreditCode.CheckCharacter(first);
    }

    /// <summary>A valid identity number of nobody in particular.</summary>
    public static string NewIdentityNumber()
    {
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        var number = Interlocked.Increment(ref codes);
        var first = $"370212{new DateOnly(1950, 1, 1).AddDays(number / 1000 % 18_000):yyyyMMdd}{number % 1000:000}";
        return first + "10X98765432"[first.Select((digit, i) => (digit - '0') * weights[i]).Sum() % 11];
    }

    public async ValueTask DisposeAsync()
    {
        await Wire.DisposeAsync();
        await System.DisposeAsync();
    }
}
