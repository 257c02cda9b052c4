using TalentFinance.Tests.Harness;
using Xunit;
using static TalentFinance.Tests.Journeys.World;

namespace TalentFinance.Tests.Journeys;

/// <summary>A bank's system takes what it is told but answers too late: it is told again, and what it did counts once.</summary>
public sealed class ABankIsSlow(World world)
{
    [Fact]
    public async Task Told_again_and_done_once()
    {
        var firm = await world.FirmWithTalent("青岛慢潮科技有限公司");
        // The gateway waits 5 s for this bank.
        await world.Behave("night", "Slow", delayMs: 7_000);
        var application = await firm.Applies(600_000m, world.Night);
        var deliveries = $"/api/partners/{world.Night.Id}/deliveries?applicationId={application}&kind=InvitationOpened";
        var late = await Eventually.Becomes(async () => Items(await world.Night.Officer.Get(deliveries)).SingleOrDefault(), seen => seen is not null && seen["attempts"]!.GetValue<int>() >= 1, "the gateway has given up waiting once", TimeSpan.FromSeconds(60));
        Assert.Equal("Waiting", Text(late!, "state"));
        // Nobody waits for its answer any more, but the bank has the invitation and works on it.
        await firm.OfferOf(application, world.Night);

        await world.Behave("night", "Normal");
        await Eventually.Becomes(async () => Text(Assert.Single(Items(await world.Night.Officer.Get(deliveries))), "state"), state => state == "Delivered", "the delivery is done", TimeSpan.FromSeconds(90));
        var log = await world.LogOf("night", application);
        Assert.Single(log, entry => entry is { Direction: "in", What: "InvitationOpened", Status: 202 });
        Assert.Contains(log, entry => entry is { Direction: "in", What: "duplicate", Status: 200 });
        Assert.Single(log, entry => entry is { Direction: "out", What: "offer" });
        Assert.Single(Items(await world.Night.Officer.Get($"/api/loan/applications/{application}/offers")));
        Assert.Equal("Withdrawn", Text((await firm.Contact.Post($"/api/loan/applications/{application}/withdraw")).Ok, "state"));
    }
}
