using System.Net;
using TalentFinance.Tests.Harness;
using Xunit;
using static TalentFinance.Tests.Journeys.World;

namespace TalentFinance.Tests.Journeys;

/// <summary>The talent who carries a loan leaves before it is signed: the bank may not sign, and is told why.</summary>
public sealed class ATalentLeaves(World world)
{
    [Fact]
    public async Task Signing_is_refused_with_the_reason()
    {
        var before = await world.PositionOf(CityPot);
        var firm = await world.FirmWithTalent("青岛流云科技有限公司");
        var application = await firm.Applies(500_000.05m, world.Harbour);
        await firm.Accepts(await OfferOf(firm, application));
        await firm.SeesState(application, "Covered");

        Assert.Equal("Ended", Text((await firm.Contact.Post($"/api/registry/talents/{firm.TalentId}/end", new { why = "LeftFirm", note = "离职" })).Ok, "state"));
        await Eventually.Becomes(async () => await firm.AsksWhetherEligible(), seen => seen["refusals"]!.AsArray().Any(refusal => Text(refusal!, "code") == "talent-missing"), "Loan has heard that the talent left");
        var signing = await world.Harbour.Officer.Post($"/api/loan/applications/{application}/contract", new { contractNumber = "GW-2026-1", signedOn = Today });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, signing.Status);
        Assert.Equal(["talent-ended"], signing.RefusalCodes);
        Assert.Empty(Items(await world.Harbour.Officer.Get($"/api/loan/loans?applicationId={application}")));
        Assert.Equal("Covered", Text((await firm.Sees(application))["application"]!, "state"));

        Assert.Equal("Withdrawn", Text((await firm.Contact.Post($"/api/loan/applications/{application}/withdraw")).Ok, "state"));
        await Eventually.Becomes(() => world.PositionOf(CityPot), seen => seen == before, "the pool holds nothing for it any more", TimeSpan.FromSeconds(60));
    }

    private async Task<System.Text.Json.Nodes.JsonNode> OfferOf(Firm firm, Guid application)
    {
        await world.Harbour.OffersAtOnce(application, 500_000.05m);
        return await firm.OfferOf(application, world.Harbour);
    }
}
