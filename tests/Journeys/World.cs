using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Xunit;

[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(TalentFinance.Tests.Journeys.World))]

namespace TalentFinance.Tests.Journeys;

/// <summary>
/// The whole system as it runs in production: registry, loan, riskpool, the gateway and three banks' own systems. Everybody
/// comes in through the gateway and signs in by password or client secret; the first administrator is the one of the configuration.
/// </summary>
public sealed class World : IAsyncLifetime
{
    public const string Password = "correct horse battery staple", District = "370212", Pool = "LS-TALENT", Chain = "船舶海工";
    private static int codes = Random.Shared.Next(100_000_000);

    public TestSystem System { get; private set; } = null!;
    public RunningService Registry { get; private set; } = null!;
    public RunningService Loan { get; private set; } = null!;
    public RunningService RiskPool { get; private set; } = null!;
    public RunningService Gateway { get; private set; } = null!;
    /// <summary>One process that plays the banks that have systems of their own.</summary>
    public RunningService BankSystems { get; private set; } = null!;

    public Person Administrator { get; private set; } = null!;
    public Person Officer { get; private set; } = null!;
    public Person Approver { get; private set; } = null!;
    public Person Auditor { get; private set; } = null!;
    public Guid DistrictOffice { get; private set; }

    /// <summary>Its system answers; pays out in two parts.</summary>
    public Lender Tide { get; private set; } = null!;
    /// <summary>Its system is down when it is told so.</summary>
    public Lender Night { get; private set; } = null!;
    /// <summary>Its system does what no system should.</summary>
    public Lender Odd { get; private set; } = null!;
    /// <summary>Two banks whose people work in the portal.</summary>
    public Lender Harbour { get; private set; } = null!;
    public Lender Hill { get; private set; } = null!;

    public static DateOnly Today => DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToOffset(WorkingCalendar.ChinaOffset).DateTime);
    public static string CityPot => string.Create(CultureInfo.InvariantCulture, $"CITY/{Today.Year}");

    public async ValueTask InitializeAsync()
    {
        System = await TestSystem.Create();
        Registry = System.Prepare("registry", ("Registry__FirstAdministrator__UserName", "admin"), ("Registry__FirstAdministrator__Password", Password), ("SignIn__TotpRequired", "false"), ("SignIn__GivenPasswordsReplaced", "false"));
        Loan = System.Prepare("loan");
        RiskPool = System.Prepare("riskpool");
        Gateway = System.Prepare("gateway",
            ("Services__registry", Registry.Address.ToString()), ("Services__loan", Loan.Address.ToString()), ("Services__riskpool", RiskPool.Address.ToString()), ("Partners__ProbeSeconds", "1"), ("Portal__Directory", Path.Combine(Build.Root, "gateway", "wwwroot")),
            // Everybody of this town sits at one address.
            ("RateLimits__SignIn__PerSecond", "1000"), ("RateLimits__SignIn__Burst", "1000"), ("RateLimits__FailedSignIn__PerSecond", "1000"), ("RateLimits__FailedSignIn__Burst", "1000"));
        var banksFile = Path.Combine(System.Folder, "banks.json");
        BankSystems = System.Prepare("partnerbank", ("PartnerBank__Settings", banksFile), ("State", Path.Combine(System.Folder, "banks")));
        await Task.WhenAll(Registry.Start(), Loan.Start(), RiskPool.Start(), Gateway.Start());

        Administrator = await SignsIn("admin");
        DistrictOffice = Id((await Administrator.Get("/api/registry/session")).Ok, "organisationId");
        Officer = await Account(DistrictOffice, "district.officer", "PoolOfficer");
        Approver = await Account(DistrictOffice, "district.approver", "PoolApprover");
        Auditor = await Account(DistrictOffice, "district.auditor", "Auditor");

        var settings = new List<object>();
        Tide = await BankJoins("tide", "潮汐银行", settings, new { AmountMaxYuan = 20_000_000, AskPercent = 0, DeclinePercent = 0, SpreadMinBp = 10, SpreadMaxBp = 10, Methods = new[] { "EqualInstalment" }, Parts = 2 });
        Night = await BankJoins("night", "守夜银行", settings, new { AskPercent = 0, DeclinePercent = 0, SpreadMinBp = 10, SpreadMaxBp = 10 });
        Odd = await BankJoins("odd", "怪异银行", settings, new { AskPercent = 0, DeclinePercent = 0, SpreadMinBp = 10, SpreadMaxBp = 10 });
        Harbour = await BankJoins("harbour", "港湾银行");
        Hill = await BankJoins("hill", "山岗银行");
        await File.WriteAllTextAsync(banksFile, JsonSerializer.Serialize(new { Banks = settings }));
        await BankSystems.Start();
        foreach (var bank in (Lender[])[Tide, Harbour])
            await Eventually.True(async () => (await bank.Officer.Put("/api/loan/banks/appetite", new { appetites = new[] { new { productCode = "TALENT", amountYuanMin = 100_000m, amountYuanMax = 20_000_000m, chains = new[] { Chain } } } })).Status == HttpStatusCode.OK, "Loan knows the bank");
        _ = (await Tide.Approver.Put("/api/loan/banks/limits", new { officerYuanMax = 5_000_000m, systemYuanMax = 20_000_000m })).Ok;
        await Fund("CITY", Today.Year, 20_000_000m, "city budget line");
    }

    /// <summary>Money of a layer, with four eyes.</summary>
    public async Task Fund(string layer, int? year, decimal amountYuan, string document)
    {
        var proposed = (await Officer.Post("/api/riskpool/funding", new { pool = Pool, layer, year, amountYuan, documentReference = document })).Ok;
        Assert.Equal("Proposed", Text(proposed, "state"));
        Assert.Equal(HttpStatusCode.Forbidden, (await Officer.Post($"/api/riskpool/funding/{Id(proposed)}/approve")).Status);
        Assert.Equal("Approved", Text((await Approver.Post($"/api/riskpool/funding/{Id(proposed)}/approve")).Ok, "state"));
    }

    /// <summary>A firm registers itself with its first account, and signs in.</summary>
    public async Task<Firm> FirmJoins(string name, string chain = "智能家电", string park = "崂山科技园")
    {
        var (code, userName) = (NewCode(), $"firm{Interlocked.Increment(ref codes)}");
        var registered = (await Nobody.Post("/api/registry/startups", new
        {
            creditCode = code,
            name,
            districtCode = District,
            profile = new { foundedOn = "2019-03-01", industryCode = "C3940", chain, park, staff = 45, salesYuan = 32_000_000.55m, assetsYuan = 21_000_000m, ownPremises = false, leaseMonths = 36, seriousBreach = false },
            account = new { userName, displayName = "财务 " + name, password = Password },
        })).Ok;
        return new Firm(this, Id(registered, "organisationId"), code, await SignsIn(userName));
    }

    /// <summary>A firm with an accredited talent that Loan has heard of.</summary>
    public async Task<Firm> FirmWithTalent(string name, TalentClass talentClass = TalentClass.C)
    {
        var firm = await FirmJoins(name);
        firm.TalentId = await firm.Accredits(talentClass);
        await firm.IsEligible();
        return firm;
    }

    public async Task<Person> Account(Guid organisation, string userName, params string[] roles)
    {
        var displayName = roles[0] switch { "PoolOfficer" => "李敏", "PoolApprover" => "刘建国", "Auditor" => "孙静", "BankOfficer" => "王海波", "BankApprover" => "高远", _ => userName };
        _ = (await Administrator.Post("/api/registry/accounts", new { organisationId = organisation, userName, displayName, password = Password, roles })).Ok;
        return await SignsIn(userName);
    }

    /// <summary>A person signs in as a browser does, and keeps the cookie.</summary>
    public async Task<Person> SignsIn(string userName)
    {
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = Gateway.Address, Timeout = TimeSpan.FromSeconds(30) };
        var session = new Session(() => http, null, null);
        var answer = await session.Post("/api/registry/session", new { userName, password = Password });
        return answer.Status == HttpStatusCode.OK ? new Person(session, Id(answer.Ok, "accountId"), userName) : throw new InvalidOperationException($"{userName} cannot sign in: {answer.Text}");
    }

    /// <summary>A system asks for a token with its client secret.</summary>
    public async Task<(Answer Answer, Session? Session)> Token((string ClientId, string ClientSecret) client, string? actingFor = null)
    {
        var answer = await Nobody.Post("/api/registry/token", new { clientId = client.ClientId, clientSecret = client.ClientSecret, actingFor });
        return (answer, answer.Status == HttpStatusCode.OK ? new Session(() => Gateway.Http, new("Bearer", Text(answer.Ok, "accessToken")), null) : null);
    }

    public async Task<Guid> Institution(string kind, string name) =>
        Id((await Administrator.Post("/api/registry/organisations", new { kind, creditCode = NewCode(), name, districtCode = District })).Ok);

    public async Task<(string ClientId, string ClientSecret)> Client(Guid organisation)
    {
        var client = (await Administrator.Post($"/api/registry/organisations/{organisation}/clients", new { name = "system" })).Ok;
        return (Text(client, "clientId"), Text(client, "clientSecret"));
    }

    public Session Nobody => new(() => Gateway.Http, null, null);

    /// <summary>Tells a bank's system how to behave.</summary>
    public async Task Behave(string bank, string mode, int delayMs = 3000)
    {
        using var answer = await BankSystems.Http.PostAsync(new Uri("/control", UriKind.Relative), new StringContent($$"""{"bank":"{{bank}}","mode":"{{mode}}","delayMs":{{delayMs}}}""", null, "application/json"));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>What a bank's system sent and received about an application.</summary>
    public async Task<(string Direction, string What, int Status, string Code)[]> LogOf(string bank, Guid applicationId) =>
        [.. JsonNode.Parse(await BankSystems.Http.GetStringAsync(new Uri($"/control/log?bank={bank}&applicationId={applicationId}", UriKind.Relative)))!.AsArray()
            .Select(entry => (Text(entry!, "direction"), Text(entry!, "what"), entry!["status"]!.GetValue<int>(), Text(entry!, "code")))];

    /// <summary>The pool and one of its pots: what is reserved and covered.</summary>
    public async Task<Position> PositionOf(string pot)
    {
        var pool = (await Officer.Get($"/api/riskpool/position?pool={Pool}")).Ok["pools"]!.AsArray().Single()!;
        var layer = pool["layers"]!.AsArray().SingleOrDefault(layer => Text(layer!, "pot") == pot);
        return new(Yuan(pool, "reservedYuan"), Yuan(pool, "coveredYuan"), layer is null ? 0 : Yuan(layer, "reservedYuan"), layer is null ? 0 : Yuan(layer, "coveredYuan"));
    }

    /// <summary>Balances and the hash chain, recomputed by the pool itself.</summary>
    public async Task LedgerIsSound()
    {
        var verdict = (await Auditor.Get($"/api/riskpool/ledger/verify?pool={Pool}")).Ok;
        Assert.True(verdict["sound"]!.GetValue<bool>(), verdict.ToJsonString());
        Assert.Empty(verdict["faults"]!.AsArray());
        Assert.Equal(Yuan(verdict, "debitsYuan"), Yuan(verdict, "creditsYuan"));
    }

    /// <summary>Who did what to something, as the auditor reads it, oldest first.</summary>
    public async Task<string[]> AuditOf(string service, Guid subject)
    {
        var name = service == "riskpool" ? "subject" : "subjectId";
        return [.. (await Auditor.Get($"/api/{service}/audit?{name}={subject}")).Ok["items"]!.AsArray().Select(row => Text(row!, "action")).Reverse()];
    }

    public static Guid Id(JsonNode node, string name = "id") => node[name]!.GetValue<Guid>();
    public static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
    public static decimal Yuan(JsonNode node, string name) => node[name]!.GetValue<decimal>();
    public static JsonNode[] Items(Answer answer) => [.. answer.Ok["items"]!.AsArray().Select(item => item!)];

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

    public async ValueTask DisposeAsync() => await System.DisposeAsync();

    private async Task<Lender> BankJoins(string name, string title, List<object>? systems = null, object? policy = null)
    {
        var id = await Institution("Bank", title);
        if (systems is not null)
        {
            var (clientId, clientSecret) = await Client(id);
            var connected = (await Administrator.Put($"/api/registry/banks/{id}/system", new { baseAddresses = new[] { new Uri(BankSystems.Address, name).ToString() }, enabled = true, clientId, timeoutSeconds = 5, concurrencyMax = 8, newKey = true })).Ok;
            systems.Add(new { Name = name, BankId = id, ClientId = clientId, ClientSecret = clientSecret, SigningKey = Text(connected, "signingKey"), GatewayUrl = Gateway.Address, Policy = policy });
        }
        return new Lender(id, title, await Account(id, name + ".officer", "BankOfficer"), await Account(id, name + ".approver", "BankApprover"));
    }
}

public sealed record Position(decimal ReservedYuan, decimal CoveredYuan, decimal PotReservedYuan, decimal PotCoveredYuan);
