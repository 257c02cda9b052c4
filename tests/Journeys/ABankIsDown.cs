using System.Net;
using TalentFinance.Tests.Harness;
using Xunit;
using static TalentFinance.Tests.Journeys.World;

namespace TalentFinance.Tests.Journeys;

/// <summary>A bank's system is down when it is asked: its people work in the portal meanwhile, and the system hears of it once.</summary>
public sealed class ABankIsDown(World world)
{
    [Fact]
    public async Task Nothing_is_lost_and_nothing_comes_twice()
    {
        var firm = await world.FirmWithTalent("青岛夜航科技有限公司");
        await world.BankSystems.Kill();
        var application = await firm.Applies(800_000m, world.Night);
        var line = $"/api/partners/{world.Night.Id}";
        await Eventually.True(async () => (await world.Night.Officer.Get($"{line}/health")).Ok is { } health && !health["reachable"]!.GetValue<bool>() && health["waiting"]!.GetValue<int>() == 1, "the gateway knows that the bank's system is down, and that its application waits", TimeSpan.FromSeconds(60));

        // Its officer does not wait for the system: the invitation stands in the portal.
        var invitation = Id(await world.Night.InvitationTo(application));
        Assert.Equal("Taken", Text((await world.Night.Officer.Post($"/api/loan/invitations/{invitation}/take")).Ok, "state"));
        Assert.Equal("Waiting", Text(Assert.Single(Items(await world.Night.Officer.Get($"{line}/deliveries?applicationId={application}"))), "state"));
        Assert.Equal(HttpStatusCode.NotFound, (await world.Tide.Officer.Get($"{line}/deliveries?applicationId={application}")).Status);

        // It is back: told once, it finds the invitation taken already and makes its offer.
        await world.BankSystems.Start();
        var offer = await firm.OfferOf(application, world.Night);
        Assert.Equal(800_000m, Yuan(offer, "amountYuan"));
        var delivery = await Eventually.Becomes(async () => Assert.Single(Items(await world.Night.Officer.Get($"{line}/deliveries?applicationId={application}&kind=InvitationOpened"))), seen => Text(seen, "state") == "Delivered", "the delivery is done");
        Assert.True(delivery["attempts"]!.GetValue<int>() >= 1);
        var log = await world.LogOf("night", application);
        Assert.Single(log, entry => entry is { Direction: "in", What: "InvitationOpened", Status: 202 });
        Assert.Single(log, entry => entry is { Direction: "in" });
        Assert.Equal(409, log.Single(entry => entry.What == "take").Status);
        Assert.Equal(["take invitation"], await world.AuditOf("loan", invitation));
        Assert.Single(Items(await world.Night.Officer.Get($"/api/loan/applications/{application}/offers")));
        Assert.Equal("Withdrawn", Text((await firm.Contact.Post($"/api/loan/applications/{application}/withdraw")).Ok, "state"));
    }
}
