using System.Text;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;

namespace TalentFinance.Tests.Benchmarks;

/// <summary>
/// Submitting an application through the gateway: signed in, checked against every rule, frozen, two banks invited, event
/// and audit written, all of it committed, and the relay keeping up; beside an endpoint that commits one insert.
/// </summary>
internal static class SubmitBenchmark
{
    private const int Firms = 1000;
    private const int Connections = 64;
    private const int Seconds = 20;
    private const int WarmUpSeconds = 75;

    public static async Task<Figure> Run()
    {
        await using var system = await TestSystem.Create();
        var loan = await system.Start("loan");
        var gateway = await system.Start("gateway", ("Services__loan", loan.Address.ToString()), ("Services__registry", loan.Address.ToString()), ("Services__riskpool", loan.Address.ToString()));
        var tokens = await Fill(system, loan);
        var script = Script(tokens);
        var url = new Uri(gateway.Address, "/api/loan/applications");

        var floorDatabase = system.DatabaseOf("floor");
        double floor;
        await using (var endpoint = await FloorEndpoint.Start(floorDatabase))
        {
            const string insert = """
                wrk.method = "POST"
                wrk.headers["Content-Type"] = "application/json"
                wrk.body = '{"name":"an application","amountYuan":1000000.00}'
                """;
            await Wrk.Rate(new Uri(endpoint.Address, "/api/loan/rows"), Connections, Seconds, insert);
            floor = await Wrk.Rate(new Uri(endpoint.Address, "/api/loan/rows"), Connections, Seconds, insert);
        }
        await Servers.DropDatabase(floorDatabase);

        // The compiler needs a while under load until it has made the hot paths as good as it can.
        await Wrk.Rate(url, Connections, WarmUpSeconds, script);
        var cpu = new CpuTime();
        var rate = await Wrk.Rate(url, Connections, Seconds, script);
        Console.Error.WriteLine($"  processor time of one: {cpu.Since(rate * Seconds)}");
        var backlog = (long)(await Servers.Query(system.DatabaseOf("loan"), "SELECT count(*) FROM \"Outbox\""))[0][0]!;
        Console.Error.WriteLine($"  {backlog} messages in the outbox at the end of the load");
        await system.OutboxesDrain(TimeSpan.FromSeconds(60), "loan");
        return new("submit an application through the gateway", rate, "one HTTP endpoint, one committed insert", floor, 0.4);
    }

    /// <summary>Firms, a talent each, and two banks with appetite, told as Registry tells them.</summary>
    private static async Task<string[]> Fill(TestSystem system, RunningService loan)
    {
        await using var wire = await Wire.Open(system.Broker);
        foreach (var bank in new[] { Guid.CreateVersion7(), Guid.CreateVersion7() })
        {
            await wire.Publish(Registered(bank, OrganisationKind.Bank, "银行", null));
            var officer = system.As(Actors.Bank(bank, Role.BankOfficer), loan);
            await Eventually.True(async () => (await officer.Put("/api/loan/banks/appetite", new { appetites = new[] { new { productCode = "TALENT", amountYuanMin = Yuan.Wan(1), amountYuanMax = Yuan.Wan(2000) } } })).Status == System.Net.HttpStatusCode.OK, "the bank is known to Loan");
        }
        var firms = Enumerable.Range(0, Firms).Select(_ => Guid.CreateVersion7()).ToArray();
        foreach (var chunk in firms.Chunk(200))
            await Task.WhenAll(chunk.Select(async firm =>
            {
                await wire.Publish(Registered(firm, OrganisationKind.Startup, "青岛某某科技有限公司", Profile));
                await wire.Publish(Bench.Event(1) with { FirmId = firm });
            }));
        await Eventually.True(async () => (long)(await Servers.Query(system.DatabaseOf("loan"), "SELECT count(*) FROM \"Borrowers\" WHERE \"Version\" > 0"))[0][0]! >= Firms, "the firms are known to Loan", TimeSpan.FromMinutes(1));
        await Eventually.True(async () => await wire.Depth(Topology.QueueOf("loan", typeof(TalentAccredited))) == 0, "the talents are known to Loan");
        return [.. firms.Select(firm => system.Token(Actors.Startup(firm)))];
    }

    private static OrganisationChanged Registered(Guid id, OrganisationKind kind, string name, FirmProfile? profile) => new()
    {
        OrganisationId = id,
        Version = 1,
        Kind = kind,
        CreditCode = "91110000600037341L",
        Name = name,
        DistrictCode = Actors.District370212,
        Active = true,
        Profile = profile,
        At = DateTimeOffset.UtcNow,
    };

    private static FirmProfile Profile => new()
    {
        FoundedOn = new DateOnly(2020, 5, 6),
        IndustryCode = "C3940",
        Chain = "智能家电",
        Park = "崂山科技园",
        Staff = 45,
        SalesYuan = Yuan.Wan(3200),
        AssetsYuan = Yuan.Wan(2100),
        OwnPremises = false,
        LeaseMonths = 36,
        SeriousBreach = false,
    };

    private static string Script(string[] tokens)
    {
        var script = new StringBuilder("tokens = {\n");
        foreach (var token in tokens) script.Append('"').Append(token).Append("\",\n");
        return script.Append("""
            }
            n = 0
            run = tostring(os.time()) .. tostring(math.random(1, 1000000000))
            body = '{"productCode":"TALENT","amountYuan":1000000.00,"tenorMonths":12,"use":"RND","purpose":"研发投入","mode":"Open","submit":true}'
            request = function()
              n = n + 1
              return wrk.format("POST", nil, { ["Authorization"] = "Bearer " .. tokens[n % #tokens + 1], ["Content-Type"] = "application/json", ["Idempotency-Key"] = run .. "-" .. n }, body)
            end
            """).ToString();
    }
}
