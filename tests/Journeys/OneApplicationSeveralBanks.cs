using System.Net;
using System.Text.Json.Nodes;
using TalentFinance.Tests.Harness;
using Xunit;
using static TalentFinance.Tests.Journeys.World;

namespace TalentFinance.Tests.Journeys;

/// <summary>The main line: a startup comes, is accredited, applies openly, chooses among two banks, is paid out and stands covered.</summary>
public sealed class OneApplicationSeveralBanks(World world)
{
    private const decimal Asked = 6_000_000.37m;

    [Fact]
    public async Task A_startup_gets_a_covered_loan()
    {
        var before = await world.PositionOf(CityPot);

        // The firm registers itself. Nobody of it is accredited yet, and it is told so, with what would change it.
        var firm = await world.FirmJoins("青岛海智装备有限公司", Chain, "journeys-main");
        await Eventually.True(async () => (await firm.Contact.Post("/api/loan/eligibility", new { productCode = "TALENT", amountYuan = Asked, tenorMonths = 12, use = "RND" })).Status == HttpStatusCode.OK, "Loan knows the firm");
        var answer = await firm.AsksWhetherEligible(Asked);
        Assert.False(answer["eligible"]!.GetValue<bool>());
        var missing = Assert.Single(answer["refusals"]!.AsArray())!;
        Assert.Equal("talent-missing", Text(missing, "code"));
        Assert.NotEmpty(Text(missing, "source"));
        Assert.NotEmpty(Text(missing, "remedy"));
        Assert.Equal(["talent-missing"], (await firm.Contact.Post("/api/loan/applications", Firm.Request(Asked))).RefusalCodes);

        // Four eyes: whoever checked does not confirm, even with both roles.
        var talent = await firm.ProposesTalent();
        var both = await world.Account(world.DistrictOffice, "district.both", "PoolOfficer", "PoolApprover");
        Assert.Equal("Reviewed", Text((await both.Post($"/api/registry/talents/{talent}/accredit")).Ok, "state"));
        Assert.Equal(["four-eyes"], (await both.Post($"/api/registry/talents/{talent}/confirm")).RefusalCodes);
        Assert.Equal("InForce", Text((await world.Approver.Post($"/api/registry/talents/{talent}/confirm")).Ok, "state"));
        await firm.IsEligible();

        // It applies openly: the two banks with appetite for its chain are asked, the others are not.
        var application = await firm.Applies(Asked);
        Assert.Equal(new[] { world.Tide.Id, world.Harbour.Id }.Order(), (await firm.Sees(application))["invitations"]!.AsArray().Select(row => Id(row!, "bankId")).Order());
        Assert.Equal(HttpStatusCode.NotFound, (await world.Hill.Officer.Get($"/api/loan/applications/{application}")).Status);

        // One bank's own system answers; the other bank's officer asks for more, and its clock stands until the answer.
        var fromSystem = await firm.OfferOf(application, world.Tide);
        var invitation = Id(await world.Harbour.InvitationTo(application));
        Assert.Equal("Taken", Text((await world.Harbour.Officer.Post($"/api/loan/invitations/{invitation}/take")).Ok, "state"));
        var asked = (await world.Harbour.Officer.Post($"/api/loan/invitations/{invitation}/ask", new { text = "请说明前五大客户" })).Ok;
        Assert.Equal("Asked", Text(asked, "state"));
        Assert.NotNull(asked["stoppedAt"]);
        Assert.Null(asked["remainingWorkingMinutes"]);
        Assert.Equal(HttpStatusCode.Conflict, (await world.Harbour.Offers(invitation, Asked)).Status);
        Assert.Contains((await firm.Sees(application))["timeline"]!.AsArray(), step => Text(step!, "what") == "InformationRequested");
        var answered = (await firm.Contact.Post($"/api/loan/invitations/{invitation}/answer", new { text = "前五大客户占销售额的 62%" })).Ok;
        Assert.Equal("Taken", Text(answered, "state"));
        Assert.NotNull(answered["remainingWorkingMinutes"]);
        Assert.True(answered["decideBy"]!.GetValue<DateTimeOffset>() >= asked["decideBy"]!.GetValue<DateTimeOffset>());

        // A lower rate, but a fee; above the officer's limit, so it binds only once the approver says so. Sealed from the other bank.
        var proposed = (await world.Harbour.Offers(invitation, Asked, spreadBp: 5, feeYuan: 30_000m)).Ok;
        Assert.Equal("Proposed", Text(proposed, "state"));
        Assert.Single(await firm.Compares(application));
        Assert.Equal(HttpStatusCode.Forbidden, (await world.Harbour.Officer.Post($"/api/loan/offers/{Id(proposed)}/approve")).Status);
        Assert.Equal("Live", Text((await world.Harbour.Approver.Post($"/api/loan/offers/{Id(proposed)}/approve")).Ok, "state"));
        Assert.Equal(HttpStatusCode.NotFound, (await world.Tide.Officer.Get($"/api/loan/offers/{Id(proposed)}")).Status);
        Assert.Equal([world.Tide.Id], Items(await world.Tide.Officer.Get($"/api/loan/applications/{application}/offers")).Select(row => Id(row, "bankId")));

        // Side by side by true annual cost: the lower rate is the dearer loan.
        var offers = await firm.Compares(application);
        Assert.Equal([world.Tide.Id, world.Harbour.Id], offers.Select(offer => Id(offer, "bankId")));
        Assert.True(offers[0]["effectiveBp"]!.GetValue<int>() < offers[1]["effectiveBp"]!.GetValue<int>());
        Assert.True(offers[0]["rateBp"]!.GetValue<int>() > offers[1]["rateBp"]!.GetValue<int>());
        Assert.Equal(Asked, offers[0]["schedule"]!.AsArray().Sum(part => Yuan(part!, "principalYuan")));

        // It accepts. The pool reserves, the bank's system signs and pays out in two parts, each of which is covered.
        await firm.Accepts(fromSystem);
        await firm.SeesState(application, "PaidOut");
        var loan = await Eventually.Becomes(async () => (await firm.Sees(application))["loan"]!, seen => Yuan(seen, "coveredYuan") == Asked, "the whole loan stands covered", TimeSpan.FromSeconds(60));
        var parts = loan["disbursements"]!.AsArray();
        Assert.Equal(2, parts.Count);
        Assert.Equal(Asked, parts.Sum(part => Yuan(part!, "amountYuan")));
        Assert.All(parts, part => Assert.Equal(Yuan(part!, "amountYuan"), Yuan(part!, "coveredYuan")));
        // The other bank's offer binds nobody any more.
        Assert.Empty(await firm.Compares(application));
        Assert.Equal("Lapsed", Text((await world.Harbour.Officer.Get($"/api/loan/offers/{Id(proposed)}")).Ok, "state"));

        // The district sees its position rise to the cent, and the ledger is sound.
        var after = await world.PositionOf(CityPot);
        Assert.Equal(before with { CoveredYuan = before.CoveredYuan + Asked, PotCoveredYuan = before.PotCoveredYuan + Asked }, after);
        var byPark = Items(await world.Officer.Get($"/api/riskpool/position/by/park?pool={Pool}&limit=200")).Single(row => Text(row, "key") == "journeys-main");
        Assert.Equal((Asked, 0m), (Yuan(byPark, "coveredYuan"), Yuan(byPark, "reservedYuan")));
        await world.LedgerIsSound();
        await EveryStepIsOnRecord(firm, application, talent, invitation, fromSystem, loan);
    }

    private async Task EveryStepIsOnRecord(Firm firm, Guid application, Guid talent, Guid invitation, JsonNode offer, JsonNode loan)
    {
        var timeline = (await firm.Sees(application))["timeline"]!.AsArray().Select(step => Text(step!, "what")).ToArray();
        Assert.Equal("Created", timeline[0]);
        foreach (var step in (string[])["Submitted", "Responded", "InformationRequested", "InformationProvided", "OfferAccepted", "OfferLapsed", "Accepted", "CoverReserved", "ContractSigned"]) Assert.Contains(step, timeline);
        Assert.Equal(2, timeline.Count(step => step == "PaidOut"));
        Assert.Equal("PaidOut", timeline[^1]);

        Assert.Equal(["propose", "accredit", "confirm"], await world.AuditOf("registry", talent));
        var ofApplication = await world.AuditOf("loan", application);
        Assert.Contains("submit application", ofApplication);
        Assert.Contains("reserve cover", ofApplication);
        Assert.Equal(["take invitation", "ask startup", "answer bank"], await world.AuditOf("loan", invitation));
        Assert.Equal(["make offer", "accept offer"], await world.AuditOf("loan", Id(offer)));
        Assert.Equal(["sign contract", "pay out", "pay out"], await world.AuditOf("loan", Id(loan)));
    }
}
