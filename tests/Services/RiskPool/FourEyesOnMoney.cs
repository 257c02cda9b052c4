using System.Net;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Xunit;
using static TalentFinance.Tests.Services.RiskPool.OwnPool;

namespace TalentFinance.Tests.Services.RiskPool;

/// <summary>Schemes, money and limits: whoever made a proposal does not decide on it (design.md §6).</summary>
public sealed class FourEyesOnMoney(PoolSystem pool)
{
    [Fact]
    public async Task A_scheme_comes_into_force_by_a_second_person_only()
    {
        var own = await OwnPool.Open(pool);
        var both = pool.As(Role.PoolOfficer, Role.PoolApprover);
        var draft = (await own.Draft(both, reservationDays: 30)).Ok;
        Assert.Equal((2, "Proposed"), (draft["version"]!.GetValue<int>(), draft["state"]!.GetValue<string>()));
        var decide = $"{Api}/schemes/{draft["id"]}";
        var same = await both.Post($"{decide}/approve");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "four-eyes"), (same.Status, same.Code));
        Assert.Equal(HttpStatusCode.Forbidden, (await own.Officer.Post($"{decide}/approve")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await own.Approver.Post($"{decide}/reject", new { reason = " " })).Status);
        Assert.Equal("Proposed", (await pool.Query($"""SELECT "State" FROM "Schemes" WHERE "Id" = '{draft["id"]}'"""))[0][0]);

        var approved = (await own.Approver.Post($"{decide}/approve")).Ok;
        Assert.Equal(("Approved", own.Approver.Caller.AccountId), (approved["state"]!.GetValue<string>(), approved["decidedBy"]!["accountId"]!.GetValue<Guid>()));
        Assert.Equal("illegal-move", (await own.Approver.Post($"{decide}/approve")).Code);
        // A scheme for everybody is everybody's to read about, a district's own is not.
        var ofDistrict = (await own.Officer.Post($"{Api}/schemes", new { code = own.Code[..20] + "-D", name = "own", districtCode = Actors.District370212, effectiveFrom = "2024-01-01", policy = Policy(own.Product) })).Ok["id"];
        foreach (var (district, records) in new[] { (Actors.District370212, 1), ("370214", 0) })
        {
            var auditor = pool.System.As(Actors.District(Role.Auditor) with { DistrictCode = district }, pool.Pool);
            Assert.Equal(records, (await auditor.Get($"{Api}/audit?subject={ofDistrict}")).Ok["items"]!.AsArray().Count);
            Assert.Equal(2, (await auditor.Get($"{Api}/audit?subject={draft["id"]}")).Ok["items"]!.AsArray().Count);
        }
        Assert.Equal(["draft scheme", "approve scheme"], (await pool.Query($"""SELECT "Action" FROM "Audit" WHERE "SubjectId" = '{draft["id"]}' ORDER BY "At" """)).Select(row => (string)row[0]!));
    }

    [Fact]
    public async Task Two_schemes_never_cover_one_product_at_one_time()
    {
        var own = await OwnPool.Open(pool);
        var rival = (await own.Officer.Post($"{Api}/schemes", new { code = own.Code[..20], name = "rival", effectiveFrom = "2025-01-01", policy = Policy(own.Product) })).Ok["id"];
        Assert.Equal("scheme-overlap", (await own.Approver.Post($"{Api}/schemes/{rival}/approve")).Code);
    }

    [Fact]
    public async Task Money_is_posted_once_by_a_second_person_and_taken_back_by_an_entry()
    {
        var own = await OwnPool.Open(pool);
        var both = pool.As(Role.PoolOfficer, Role.PoolApprover);
        var funding = (await own.Propose(1000.05m, by: both)).Ok["id"];
        Assert.Equal("four-eyes", (await both.Post($"{Api}/funding/{funding}/approve")).Code);
        Assert.Empty(await own.Entries());
        Assert.Equal("Approved", (await own.Approver.Post($"{Api}/funding/{funding}/approve")).Ok["state"]!.GetValue<string>());
        Assert.Equal("illegal-move", (await pool.As(Role.PoolApprover).Post($"{Api}/funding/{funding}/approve")).Code);
        Assert.Equal(1000.05m, (await own.Position())["balanceYuan"]!.GetValue<decimal>());

        // Taken back: again two persons, again once.
        var first = (await both.Post($"{Api}/funding/{funding}/reverse", new { documentReference = "wrong decree" })).Ok["id"];
        var second = (await own.Officer.Post($"{Api}/funding/{funding}/reverse", new { documentReference = "wrong decree" })).Ok["id"];
        Assert.Equal("four-eyes", (await both.Post($"{Api}/funding/{first}/approve")).Code);
        Assert.Equal("Approved", (await own.Approver.Post($"{Api}/funding/{first}/approve")).Ok["state"]!.GetValue<string>());
        Assert.Equal("already-reversed", (await own.Approver.Post($"{Api}/funding/{second}/approve")).Code);
        Assert.Equal(0m, (await own.Position())["balanceYuan"]!.GetValue<decimal>());
        Assert.Equal([("Fund", null), ("Reverse", 1L)], (await own.Entries()).Select(entry => (entry["kind"]!.GetValue<string>(), entry["reverses"]?.GetValue<long>())));
        Assert.True((await own.Verify())["sound"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Money_that_stands_behind_covers_stays()
    {
        var own = await OwnPool.Open(pool);
        var funding = await own.Fund(1_000_000m);
        Assert.Equal("Reserved", State(await own.Accepts(10_000_000m)));
        var reversal = (await own.Officer.Post($"{Api}/funding/{funding}/reverse", new { documentReference = "wrong" })).Ok["id"];
        Assert.Equal("leverage-limit", (await own.Approver.Post($"{Api}/funding/{reversal}/approve")).Code);
        await own.Fund(1_000_000m);
        Assert.Equal("Approved", (await own.Approver.Post($"{Api}/funding/{reversal}/approve")).Ok["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_banks_limit_takes_two_and_counts_at_once()
    {
        var own = await OwnPool.Open(pool, 10_000_000m);
        var bank = await Bank();
        var both = pool.As(Role.PoolOfficer, Role.PoolApprover);
        var limit = (await both.Put($"{Api}/bank-limits", new { pool = own.Code, bankId = bank, productCode = own.Product, year = Today.Year, limitYuan = 500_000m, reason = "new here" })).Ok["id"];
        Assert.Equal("four-eyes", (await both.Post($"{Api}/bank-limits/{limit}/approve")).Code);
        Assert.Equal("Reserved", State(await own.Accepts(600_000m, bank)));
        Assert.Equal("Approved", (await own.Approver.Post($"{Api}/bank-limits/{limit}/approve")).Ok["state"]!.GetValue<string>());
        var refused = await own.Accepts(1m, bank);
        Assert.Equal(("Refused", "bank-product-limit"), (State(refused), Assert.Single(Reasons(refused))));
        Assert.Equal("Reserved", State(await own.Accepts(600_000m)));
    }

    [Fact]
    public async Task Whoever_proposed_reads_why_it_was_rejected()
    {
        var own = await OwnPool.Open(pool, 1_000m);
        var bank = await Bank();
        var scheme = (await own.Draft(own.Officer, reservationDays: 30)).Ok["id"];
        var money = (await own.Propose(5m)).Ok["id"];
        var limit = (await own.Officer.Put($"{Api}/bank-limits", new { pool = own.Code, bankId = bank, productCode = own.Product, year = Today.Year, limitYuan = 500_000m, reason = "new here" })).Ok["id"];
        foreach (var path in new[] { $"schemes/{scheme}", $"funding/{money}", $"bank-limits/{limit}" })
        {
            var rejected = (await own.Approver.Post($"{Api}/{path}/reject", new { reason = $" no decree for {path} " })).Ok;
            Assert.Equal(("Rejected", $"no decree for {path}"), (rejected["state"]!.GetValue<string>(), rejected["rejectedBecause"]!.GetValue<string>()));
        }
        Assert.Equal($"no decree for schemes/{scheme}", (await own.Officer.Get($"{Api}/schemes/{scheme}")).Ok["rejectedBecause"]!.GetValue<string>());
        Assert.Equal($"no decree for funding/{money}", Reason((await own.Officer.Get($"{Api}/funding?pool={own.Code}&state=Rejected")).Ok, money!));
        Assert.Equal($"no decree for bank-limits/{limit}", Reason((await own.Officer.Get($"{Api}/bank-limits/proposals?state=Rejected&limit=200")).Ok, limit!));

        static string? Reason(System.Text.Json.Nodes.JsonNode page, System.Text.Json.Nodes.JsonNode id) =>
            page["items"]!.AsArray().Single(row => row!["id"]!.GetValue<Guid>() == id.GetValue<Guid>())!["rejectedBecause"]?.GetValue<string>();
    }

    [Fact]
    public async Task Every_sum_of_the_position_is_that_of_the_rows_behind_it()
    {
        var own = await OwnPool.Open(pool, 1_000_000m);
        await own.Fund(500_000m);
        var (bank, drawn, held) = (Guid.NewGuid(), Guid.CreateVersion7(), Guid.CreateVersion7());
        _ = await own.Accepts(700_000m, bank, offer: drawn);
        _ = await own.Accepts(300_000m, bank, offer: held);
        // Partly paid out: it covers one part and still holds the other.
        await pool.Wire.Publish(own.Payout(drawn, bank, 200_000m, $"P-{drawn:N}", contractYuan: 700_000m, final: false));
        await own.Cover(drawn, cover => State(cover) == "Drawing");
        var position = await own.Position();
        var layer = Assert.Single(position["layers"]!.AsArray())!;
        foreach (var (figure, amount, count) in new[] { ("reserved", "reservedYuan", 2), ("covered", "coveredYuan", 1), ("live", "", 2) })
            foreach (var link in new[] { position["links"]![figure]!.GetValue<string>(), $"{position["links"]![figure]}&pot={layer["pot"]}" })
            {
                var rows = (await own.Officer.Get($"{link}&limit=200")).Ok["items"]!.AsArray();
                Assert.Equal(count, rows.Count);
                if (amount.Length > 0) Assert.Equal(position[amount]!.GetValue<decimal>(), rows.Sum(row => row![amount]!.GetValue<decimal>()));
            }
        Assert.Equal(2, position["liveCovers"]!.GetValue<int>());
        Assert.Empty((await own.Officer.Get($"{Api}/covers?pool={own.Code}&pot=NONE")).Ok["items"]!.AsArray());
        var money = (await own.Officer.Get($"{position["links"]!["balance"]}&pot={layer["pot"]}&limit=200")).Ok["items"]!.AsArray();
        Assert.Equal((2, position["balanceYuan"]!.GetValue<decimal>()), (money.Count, money.Sum(entry => entry!["postings"]!.AsArray().Where(posting => posting!["account"]!.GetValue<string>() == "Cash").Sum(posting => posting!["amountYuan"]!.GetValue<decimal>()))));
        Assert.Equal(layer["headroomYuan"]!.GetValue<decimal>(), layer["stopYuan"]!.GetValue<decimal>() - layer["reservedYuan"]!.GetValue<decimal>() - layer["coveredYuan"]!.GetValue<decimal>());
    }

    private async Task<Guid> Bank()
    {
        var id = Guid.NewGuid();
        await pool.Wire.Publish(Registered(id, 1, active: true));
        await Eventually.True(async () => (await pool.Query($"""SELECT 1 FROM "Organisations" WHERE "Id" = '{id}'""")).Count == 1, "the pool knows the bank");
        return id;
    }

    internal static OrganisationChanged Registered(Guid id, int version, bool active) => new()
    {
        OrganisationId = id,
        Version = version,
        Kind = OrganisationKind.Bank,
        CreditCode = "91110000600037341L",
        Name = "银行",
        DistrictCode = Actors.District370212,
        Active = active,
        At = DateTimeOffset.UtcNow,
    };
}
