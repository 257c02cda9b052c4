using System.Globalization;
using System.Net;
using Npgsql;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Xunit;
using static TalentFinance.Tests.Services.RiskPool.OwnPool;

namespace TalentFinance.Tests.Services.RiskPool;

/// <summary>Whoever changes a row behind the service's back is found, and every balance of the past is still told.</summary>
public sealed class TheLedgerIsWatched(PoolSystem pool)
{
    [Theory]
    [InlineData("a posting", """UPDATE "Postings" SET "AmountYuan" = "AmountYuan" + 1 WHERE "PoolCode" = '{0}' AND "Number" = 2 AND "LineNumber" = 0""", 2L)]
    [InlineData("a value date", """UPDATE "Entries" SET "ValueOn" = "ValueOn" - 1 WHERE "PoolCode" = '{0}' AND "Number" = 1""", 1L)]
    [InlineData("a removed entry", """DELETE FROM "Postings" WHERE "PoolCode" = '{0}' AND "Number" = 2; DELETE FROM "Entries" WHERE "PoolCode" = '{0}' AND "Number" = 2""", 3L)]
    [InlineData("a kept balance", """UPDATE "Accounts" SET "BalanceYuan" = "BalanceYuan" + 0.01 WHERE "PoolCode" = '{0}' AND "Name" = 'Cash'""", null)]
    [InlineData("a cover", """UPDATE "Covers" SET "ReservedYuan" = "ReservedYuan" - 1 WHERE "PoolCode" = '{0}'""", null)]
    [InlineData("a bank's use", """UPDATE "BankUses" SET "UsedYuan" = 0 WHERE "PoolCode" = '{0}'""", null)]
    public async Task A_changed_row_is_found(string what, string sql, long? firstBroken)
    {
        var own = await OwnPool.Open(pool, 1_000_000m);
        await own.Accepts(300_000m);
        await own.Accepts(200_000m);
        var sound = await own.Verify();
        Assert.True(sound["sound"]!.GetValue<bool>(), sound.ToJsonString());
        Assert.Equal(3, sound["entries"]!.GetValue<int>());

        await pool.Query(string.Format(CultureInfo.InvariantCulture, sql, own.Code));
        var verdict = await own.Verify();
        Assert.False(verdict["sound"]!.GetValue<bool>(), what);
        Assert.NotEmpty(verdict["faults"]!.AsArray());
        Assert.Equal(firstBroken, verdict["firstBrokenEntry"]?.GetValue<long>());
    }

    [Fact]
    public async Task Nobody_waits_for_a_verification_but_the_next_one()
    {
        await using var system = await TestSystem.Create();
        var service = await system.Start("riskpool");
        var auditor = system.As(Actors.District(Role.Auditor), service);
        Task<Answer> Verify() => auditor.Get($"{Api}/ledger/verify?pool=LS-TALENT");
        await using var other = new NpgsqlConnection(Servers.DatabaseConnection(system.DatabaseOf("riskpool")));
        await other.OpenAsync();
        // Somebody posts, and takes long.
        await using (var posting = await other.BeginTransactionAsync())
        {
            await Do("SELECT pg_advisory_xact_lock(hashtextextended('ledger', 0))");
            Assert.Equal(HttpStatusCode.OK, (await Verify()).Status);
        }
        // A verification that takes long.
        Task<Answer> slow;
        await using (var holding = await other.BeginTransactionAsync())
        {
            await Do("LOCK TABLE \"BankUses\" IN ACCESS EXCLUSIVE MODE");
            slow = Verify();
            await Eventually.True(async () => (await Servers.Query(system.DatabaseOf("riskpool"), "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = '\"BankUses\"'::regclass")).Count > 0, "it waits");
            using var second = await service.Http.SendAsync(new(HttpMethod.Get, $"{Api}/ledger/verify?pool=LS-TALENT") { Headers = { Authorization = new("Bearer", system.Token(auditor.Caller)) } });
            Assert.Equal((HttpStatusCode.TooManyRequests, "5"), (second.StatusCode, second.Headers.RetryAfter!.ToString()));
            Assert.Contains("verification-running", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.True((await slow).Ok["sound"]!.GetValue<bool>());
        Assert.Equal(HttpStatusCode.OK, (await Verify()).Status);

        async Task Do(string sql)
        {
            await using var command = new NpgsqlCommand(sql, other);
            await command.ExecuteNonQueryAsync();
        }
    }

    [Fact]
    public async Task The_balance_of_any_instant_is_told()
    {
        var own = await OwnPool.Open(pool);
        var before = DateTimeOffset.UtcNow;
        await own.Fund(100_000m);
        await own.Fund(50_000.50m);
        await own.Accepts(10_000m);
        var entries = await own.Entries();
        var (first, second) = (entries[0]["at"]!.GetValue<DateTimeOffset>(), entries[1]["at"]!.GetValue<DateTimeOffset>());
        Assert.Equal([0m, 100_000m, 150_000.50m, 150_000.50m], [await own.Balance("LAYER", "Cash", before), await own.Balance("LAYER", "Cash", first), await own.Balance("LAYER", "Cash", second), await own.Balance("LAYER", "Cash")]);
        Assert.Equal([0m, 8_000m], [await own.Balance("LAYER", "ReservedGovernment", second), await own.Balance("LAYER", "ReservedGovernment")]);
    }

    [Fact]
    public async Task Money_keeps_its_own_date_beside_the_day_it_was_recorded()
    {
        var own = await OwnPool.Open(pool);
        var propose = (DateOnly on) => own.Officer.Post($"{Api}/funding", new { pool = own.Code, layer = "LAYER", amountYuan = 10m, documentReference = "voucher", valueOn = on });
        Assert.Equal("valueOn", Assert.Single((await propose(Today.AddDays(1))).RefusedFields));
        var id = (await propose(Today.AddDays(-40))).Ok["id"];
        _ = (await own.Approver.Post($"{Api}/funding/{id}/approve")).Ok;
        var entry = Assert.Single(await own.Entries());
        Assert.Equal(Today.AddDays(-40).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), entry["valueOn"]!.GetValue<string>());
        Assert.True(entry["at"]!.GetValue<DateTimeOffset>() > DateTimeOffset.UtcNow.AddMinutes(-5));
    }
}
