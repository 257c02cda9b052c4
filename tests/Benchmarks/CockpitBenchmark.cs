using System.Diagnostics;
using System.Globalization;
using Npgsql;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;

namespace TalentFinance.Tests.Benchmarks;

/// <summary>
/// The cockpit of a pool with 50,000 covers and a market with 50,000 applications, asked of the running services one figure after the other. Beside it,
/// the same way through a service with one keyed read. The aim is 300 ms for all figures of the page together (issue "The portal").
/// </summary>
internal static class CockpitBenchmark
{
    private const int Covers = 50_000, Rounds = 20;

    public static async Task<Figure> Run()
    {
        await using var system = await TestSystem.Create();
        var (pool, loan) = (await system.Start("riskpool"), await system.Start("loan"));
        await Fill(system);
        var district = Actors.District(Role.PoolOfficer);
        string[] ofPool = ["/api/riskpool/position", .. ((string[])["bank", "product", "chain", "park", "talentClass"]).Select(by => $"/api/riskpool/position/by/{by}")];
        string[] ofLoan = ["", "/ages", "/days", "/waits?wait=Decision", "/waits?wait=Money", "/by/product", "/by/chain", "/by/park", "/by/talentClass", "/banks"];
        (RunningService Service, string Path)[] page = [.. ofPool.Select(path => (pool, path)), .. ofLoan.Select(path => (loan, "/api/loan/cockpit" + path)), (pool, "/api/riskpool/covers?limit=50&chain=chain3"), (loan, "/api/loan/applications?limit=50&chain=chain1&paidOut=true")];

        // Otherwise a figure that reads nothing would be the fastest.
        foreach (var (service, path) in page.Where(one => one.Path.Contains("/by/", StringComparison.Ordinal) || one.Path.Contains("limit=50", StringComparison.Ordinal)))
            if ((await system.As(district, service).Get(path)).Ok["items"]!.AsArray().Count == 0) throw new InvalidOperationException($"{path} shows nothing");
        var worst = 0.0;
        foreach (var (service, path) in page)
        {
            var took = await Median(system.As(district, service), path);
            worst = Math.Max(worst, took);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {took,7:0.0} ms  {path}"));
        }
        var whole = Stopwatch.StartNew();
        for (var i = 0; i < Rounds; i++) await Task.WhenAll(page.Select(one => system.As(district, one.Service).Get(one.Path)));
        var all = whole.Elapsed.TotalMilliseconds / Rounds;
        var floor = await Median(system.As(district, pool), $"/api/riskpool/covers/{Guid.NewGuid()}");
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {all,7:0.0} ms  all {page.Length} of the page at once; slowest alone {worst:0.0} ms, one keyed read {floor:0.0} ms"));
        return new($"cockpit pages, {Covers:n0} covers (aim 300 ms, is {all:0} ms)", 1000 / all, $"keyed reads through a service, {page.Length} a page", 1000 / (floor * page.Length), 0.2);
    }

    private static async Task<double> Median(Session who, string path)
    {
        var times = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            var clock = Stopwatch.StartNew();
            var answer = await who.Get(path);
            times.Add(clock.Elapsed.TotalMilliseconds);
            if ((int)answer.Status is not (200 or 404)) throw new InvalidOperationException($"{path}: {answer.Text}");
        }
        return times.Order().ElementAt(times.Count / 2);
    }

    /// <summary>Rows as the services write them: every cover and application is there, so that a figure that scans them shows.</summary>
    private static async Task Fill(TestSystem system)
    {
        var scheme = (string)(await Servers.Query(system.DatabaseOf("riskpool"), """SELECT "Code" FROM "Schemes" WHERE "State" = 'Approved' ORDER BY "Code" LIMIT 1"""))[0][0]!;
        await Execute(system.DatabaseOf("riskpool"), $"""
            INSERT INTO "Pools" ("Code", "DistrictCode", "LastNumber", "LastHash", "LastAt", "CoverCount", "Version") VALUES ('{scheme}', '', 0, '', now(), {Covers}, 1) ON CONFLICT DO NOTHING;
            INSERT INTO "Covers" ({Columns}) SELECT gen_random_uuid(), gen_random_uuid(), 'N' || n, 'Covered', '{scheme}', ('00000000-0000-4000-8000-0000000000' || lpad((n % 20 + 10)::text, 2, '0'))::uuid, 'bank', gen_random_uuid(), 'firm', '{Actors.District370212}',
              'TALENT', 'chain' || n % 24, 'park' || n % 12, (ARRAY['A', 'B', 'C', 'D', 'District'])[n % 5 + 1], '[]', '[]', '[]', 1000000, 0, 1000000, 0, now() - n * interval '1 minute', 1 FROM generate_series(1, {Covers}) n;
            INSERT INTO "Exposures" ("PoolCode", "Dimension", "Key", "Name", "ReservedYuan", "CoveredYuan", "GovernmentYuan", "Live")
              SELECT '{scheme}', d, k, k, 0, sum("CoveredYuan"), sum("CoveredYuan") * 0.8, count(*) FROM "Covers", LATERAL (VALUES ('Bank', "BankId"::text), ('Product', "ProductCode"), ('Chain', "Chain"), ('Park', "Park"), ('TalentClass', "TalentClass")) v(d, k) GROUP BY d, k ON CONFLICT DO NOTHING;
            ANALYZE;
            """);
        await Execute(system.DatabaseOf("loan"), $"""
            CREATE TEMP TABLE asked AS SELECT gen_random_uuid() id, gen_random_uuid() firm, n, (current_date - n % 365)::date AS day, 'chain' || n % 24 chain, 'park' || n % 12 park, (ARRAY['A', 'B', 'C', 'D', 'District'])[n % 5 + 1] class,
              (ARRAY['PaidOut', 'PaidOut', 'PaidOut', 'Refused', 'Submitted', 'Withdrawn'])[n % 6 + 1] state, ('00000000-0000-4000-8000-0000000000' || lpad((n % 20 + 10)::text, 2, '0'))::uuid bank FROM generate_series(1, {Covers}) n;
            INSERT INTO "Applications" ("Id", "Number", "FirmId", "FirmName", "DistrictCode", "ProductCode", "ProductVersion", "AmountYuan", "TenorMonths", "Use", "Purpose", "Mode", "BankIds", "State", "Chain", "Park", "TalentClass", "CreatedAt", "SubmittedAt", "HeldYuan", "Version")
              SELECT id, 'L' || lpad(n::text, 17, '0'), firm, 'firm', '{Actors.District370212}', 'TALENT', 1, 1000000, 12, 'RND', '', 'Open', '[]', state, chain, park, class, day - interval '1 hour', day, 0, 1 FROM asked;
            INSERT INTO "ApplicationFacts" ("Id", "FirmId", "DistrictCode", "Day", "ProductCode", "Chain", "Park", "TalentClass", "State", "AskedCents", "Offered", "DecisionMinutes", "MoneyMinutes", "PaidAt", "PaidCents", "FirstLoan", "Version")
              SELECT id, firm, '{Actors.District370212}', day, 'TALENT', chain, park, class, state, 100000000, state = 'PaidOut', 1000 + n % 9000, CASE WHEN state = 'PaidOut' THEN 20000 + n % 30000 END, CASE WHEN state = 'PaidOut' THEN now() END, CASE WHEN state = 'PaidOut' THEN 100000000 ELSE 0 END, state = 'PaidOut', 1 FROM asked;
            INSERT INTO "Tallies" ("DistrictCode", "Dimension", "Day", "Key", "State", "Applications", "Offered", "PaidOut", "FirstLoans", "AskedCents", "PaidCents", "Decided", "DecisionMinutes", "MoneyMinutes", "Version")
              SELECT "DistrictCode", d, "Day", k, "State", count(*), sum("Offered"::int), count("PaidAt"), sum("FirstLoan"::int), sum("AskedCents"), sum("PaidCents"), count("DecisionMinutes"), sum("DecisionMinutes"), coalesce(sum("MoneyMinutes"), 0), 1
              FROM "ApplicationFacts", LATERAL (VALUES ('All', ''), ('Product', "ProductCode"), ('Chain', "Chain"), ('Park', "Park"), ('TalentClass', "TalentClass")) v(d, k) GROUP BY 1, 2, 3, 4, 5;
            INSERT INTO "WaitCounts" ("DistrictCode", "Wait", "Day", "Days", "Applications", "Version") SELECT "DistrictCode", w, "Day", m / 1440, count(*), 1 FROM "ApplicationFacts", LATERAL (VALUES ('Decision', "DecisionMinutes"), ('Money', "MoneyMinutes")) v(w, m) WHERE m IS NOT NULL GROUP BY 1, 2, 3, 4;
            INSERT INTO "BankTallies" ("DistrictCode", "Day", "BankId", "Invited", "Taken", "Offered", "Declined", "Lapsed", "Won", "PaidOut", "PaidCents", "ResponseMinutes", "Decided", "DecisionMinutes", "Version")
              SELECT '{Actors.District370212}', day, bank, count(*), count(*), count(*), 0, 0, count(*), count(*), count(*) * 100000000, 100, 1, 1000, 1 FROM asked GROUP BY day, bank;
            ANALYZE;
            """);
    }

    private const string Columns = "\"Id\", \"ApplicationId\", \"Number\", \"State\", \"PoolCode\", \"BankId\", \"BankName\", \"FirmId\", \"FirmName\", \"DistrictCode\", \"ProductCode\", \"Chain\", \"Park\", \"TalentClass\", \"Qualifications\", \"Payouts\", \"Reasons\", \"ContractYuan\", \"ReservedYuan\", \"CoveredYuan\", \"UncoveredYuan\", \"At\", \"Version\"";

    private static async Task Execute(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(Servers.DatabaseConnection(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }
}
