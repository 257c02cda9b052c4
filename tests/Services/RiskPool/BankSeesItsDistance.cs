using System.Net;
using System.Text.Json.Nodes;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Services.RiskPool;

/// <summary>Before it decides a bank sees what the pool can still take and how far it is from its own limit; the district sees classes of talent, and versions side by side.</summary>
public sealed class BankSeesItsDistance(PoolSystem pool)
{
    private const string Api = "/api/riskpool";

    [Fact]
    public async Task Headroom_own_exposure_and_limits_move_with_a_cover()
    {
        var (bank, firm) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var officer = pool.System.As(Actors.Bank(bank, Role.BankOfficer), pool.Pool);
        var year = DateTimeOffset.UtcNow.ToOffset(WorkingCalendar.ChinaOffset).Year;
        var funding = (await pool.As(Role.PoolOfficer).Post($"{Api}/funding", new { pool = "LS-TALENT", layer = "CITY", year, amountYuan = 5_000_000, documentReference = "预算 1", valueOn = $"{year}-01-01" })).Ok["id"];
        Assert.Equal(HttpStatusCode.OK, (await pool.As(Role.PoolApprover).Post($"{Api}/funding/{funding}/approve")).Status);

        var before = await Mine(officer);
        Assert.Equal((0, 2_000_000_000m), (before["mine"]!["live"]!.GetValue<int>(), before["limits"]![0]!["limitYuan"]!.GetValue<decimal>()));
        var layer = Assert.Single(before["layers"]!.AsArray())!;
        Assert.Equal($"CITY/{year}", layer["pot"]!.GetValue<string>());
        var offer = Guid.CreateVersion7();
        await pool.Wire.Publish(new OfferAccepted
        {
            ApplicationId = Guid.CreateVersion7(),
            OfferId = offer,
            Version = 1,
            BankId = bank,
            BankName = "银行",
            FirmId = firm,
            FirmName = "海智",
            DistrictCode = Actors.District370212,
            ProductCode = "TALENT",
            Chain = "=chain",
            Park = "",
            TalentClass = TalentClass.B,
            QualificationCodes = [],
            AmountYuan = Yuan.Wan(300),
            RateBp = 345,
            TenorMonths = 12,
            PayoutBy = new(2099, 1, 1),
            At = DateTimeOffset.UtcNow,
        });
        await Eventually.True(async () => (await Mine(officer))["mine"]!["live"]!.GetValue<int>() == 1, "the cover is reserved");
        var after = await Mine(officer);
        Assert.Equal((3_000_000m, 2_400_000m), (after["mine"]!["reservedYuan"]!.GetValue<decimal>(), after["mine"]!["governmentYuan"]!.GetValue<decimal>()));
        Assert.Equal(1_997_000_000m, after["limits"]![0]!["headroomYuan"]!.GetValue<decimal>());
        Assert.True(after["headroomYuan"]!.GetValue<decimal>() <= before["headroomYuan"]!.GetValue<decimal>() - 3_000_000m);

        var district = pool.As(Role.PoolOfficer);
        var row = Items(await district.Get($"{Api}/position/by/talentClass")).Single(item => item!["key"]!.GetValue<string>() == "B")!;
        Assert.Contains(Items(await district.Get(row["covers"]!.GetValue<string>())), cover => cover!["id"]!.GetValue<Guid>() == offer);
        Assert.Contains(",'=chain,", (await district.Get($"{Api}/covers?bank={bank}&format=csv")).Text, StringComparison.Ordinal);
        Assert.Contains("LS-TALENT,", (await district.Get($"{Api}/position?format=csv")).Text, StringComparison.Ordinal);
        Assert.True((await Eventually.Becomes(() => district.Get($"{Api}/ledger/verify?pool=LS-TALENT"), answer => answer.Status != System.Net.HttpStatusCode.TooManyRequests, "it is verified")).Ok["sound"]!.GetValue<bool>());
        Assert.Equal(HttpStatusCode.Forbidden, (await district.Get($"{Api}/position/mine")).Status);
        Assert.Equal(0, (await Mine(pool.System.As(Actors.Bank(Guid.NewGuid(), Role.BankOfficer), pool.Pool)))["mine"]!["live"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_drafted_scheme_shows_its_differences()
    {
        var district = pool.As(Role.PoolOfficer);
        var current = Items(await district.Get($"{Api}/schemes?code=LS-TALENT&state=Approved"))[0]!;
        var policy = current["policy"]!.DeepClone().AsObject();
        policy["warnBp"] = 7000;
        var draft = await district.Post($"{Api}/schemes", new { code = "LS-TALENT", name = current["name"]!.GetValue<string>(), districtCode = "", effectiveFrom = "2099-01-01", policy });
        var difference = (await district.Get($"{Api}/schemes/{draft.Ok["id"]}/diff")).Ok;
        Assert.Equal(["effectiveFrom", "policy.warnBp"], difference["changes"]!.AsArray().Select(change => change!["path"]!.GetValue<string>()));
        Assert.Equal(1, difference["against"]!.GetValue<int>());
    }

    private static async Task<JsonNode> Mine(Session officer) => Assert.Single((await officer.Get($"{Api}/position/mine?productCode=TALENT&talentClass=B")).Ok["pools"]!.AsArray())!;

    private static JsonArray Items(Answer answer) => answer.Ok["items"]!.AsArray();
}
