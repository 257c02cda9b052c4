using TalentFinance.Contracts;
using TalentFinance.Tests.Harness;
using Xunit;
using static TalentFinance.Tests.Journeys.World;

namespace TalentFinance.Tests.Journeys;

/// <summary>A pot without money stands behind nobody: every reason is told, the startup chooses again, and once there is money it is covered.</summary>
public sealed class ThePoolSaysNo(World world)
{
    [Fact]
    public async Task Refused_with_every_reason_and_covered_after_funding()
    {
        // A talent of the district's own class is the district's pot, into which nobody has paid yet. One bank is held short besides.
        var firm = await world.FirmWithTalent("青岛初创科技有限公司", TalentClass.District);
        var limit = (await world.Officer.Put("/api/riskpool/bank-limits", new { pool = Pool, bankId = world.Hill.Id, year = Today.Year, limitYuan = 100_000m, reason = "试点额度" })).Ok;
        Assert.Equal("Approved", Text((await world.Approver.Post($"/api/riskpool/bank-limits/{Id(limit)}/approve")).Ok, "state"));
        var before = await world.PositionOf("DISTRICT");
        Assert.Equal(0, before.PotCoveredYuan);

        var application = await firm.Applies(1_000_000m, world.Harbour, world.Hill);
        await world.Hill.OffersAtOnce(application, 1_000_000m, spreadBp: 5);
        await world.Harbour.OffersAtOnce(application, 1_000_000m, spreadBp: 15);
        var offers = await firm.Compares(application);
        Assert.Equal([world.Hill.Id, world.Harbour.Id], offers.Select(offer => Id(offer, "bankId")));

        await firm.Accepts(offers[0]);
        await firm.SeesState(application, "Submitted");
        var refused = (await firm.Contact.Get($"/api/loan/offers/{Id(offers[0])}")).Ok;
        Assert.Equal("CoverRefused", Text(refused, "state"));
        Assert.Equal(["bank-limit", "leverage-limit"], refused["coverRefusals"]!.AsArray().Select(reason => Text(reason!, "code")).Order());
        Assert.All(refused["coverRefusals"]!.AsArray(), reason => Assert.NotEmpty(Text(reason!, "remedy")));
        Assert.Equal("Refused", Text((await world.Officer.Get($"/api/riskpool/covers/{Id(offers[0])}")).Ok["cover"]!, "state"));
        Assert.Equal(before, await world.PositionOf("DISTRICT"));

        // The choice is back: what lapsed by the acceptance binds again.
        var left = Assert.Single(await firm.Compares(application));
        Assert.Equal(world.Harbour.Id, Id(left, "bankId"));
        await world.Fund("DISTRICT", null, 500_000m, "district transfer");
        await firm.Accepts(left);
        await firm.SeesState(application, "Covered");
        var after = await world.PositionOf("DISTRICT");
        Assert.Equal((before.ReservedYuan + 1_000_000m, 1_000_000m), (after.ReservedYuan, after.PotReservedYuan));
        await world.LedgerIsSound();

        // It goes elsewhere after all: what was held goes back.
        Assert.Equal("Withdrawn", Text((await firm.Contact.Post($"/api/loan/applications/{application}/withdraw")).Ok, "state"));
        await Eventually.Becomes(() => world.PositionOf("DISTRICT"), seen => seen == before, "the reservation is released", TimeSpan.FromSeconds(60));
        await world.LedgerIsSound();
    }
}
