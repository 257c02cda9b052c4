using System.Net;
using TalentFinance.Tests.Harness;
using Xunit;
using static TalentFinance.Tests.Journeys.World;

namespace TalentFinance.Tests.Journeys;

/// <summary>The one-window service applies for a firm on its mandate, and for nobody once the mandate is taken back.</summary>
public sealed class AnAgentActs(World world)
{
    [Fact]
    public async Task With_a_mandate_and_never_after_it()
    {
        var firm = await world.FirmWithTalent("青岛委托科技有限公司");
        var agent = await world.Institution("Agent", "一窗受理中心");
        var client = await world.Client(agent);
        Assert.Equal("no-mandate", (await world.Token(client, firm.CreditCode)).Answer.Code);

        var mandate = Id((await firm.Contact.Post("/api/registry/mandates", new { agentId = agent, validUntil = Today.AddMonths(6) })).Ok);
        var acting = (await world.Token(client, firm.CreditCode)).Session!;
        Assert.Equal("一窗受理中心", Text((await acting.Get("/api/registry/session")).Ok, "actingThrough"));
        var application = Id((await acting.Post("/api/loan/applications", Firm.Request(300_000m, world.Harbour))).Ok);
        Assert.Equal("Submitted", Text((await firm.Sees(application))["application"]!, "state"));
        // Another firm's mandate it has not.
        Assert.Equal(HttpStatusCode.Forbidden, (await world.Token(client, (await world.FirmJoins("青岛旁人科技有限公司")).CreditCode)).Answer.Status);
        // What was done through an agent says so.
        var record = Items(await world.Auditor.Get($"/api/loan/audit?subjectId={application}")).Single(row => Text(row, "action") == "submit application");
        Assert.Contains("一窗受理中心", Text(record, "who"));

        Assert.False((await firm.Contact.Post($"/api/registry/mandates/{mandate}/revoke")).Ok["live"]!.GetValue<bool>());
        foreach (var path in (string[])["/api/loan/applications", "/api/riskpool/covers", "/api/registry/session"])
            await Eventually.Becomes(async () => (await acting.Get(path)).Status, status => status == HttpStatusCode.Unauthorized, $"the token is void at {path}", TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.Unauthorized, (await acting.Post($"/api/loan/applications/{application}/withdraw")).Status);
        Assert.Equal((HttpStatusCode.Forbidden, "no-mandate"), ((await world.Token(client, firm.CreditCode)).Answer.Status, (await world.Token(client, firm.CreditCode)).Answer.Code));

        // The firm itself goes on.
        Assert.Equal("Withdrawn", Text((await firm.Contact.Post($"/api/loan/applications/{application}/withdraw")).Ok, "state"));
    }
}
