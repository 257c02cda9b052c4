using System.Net;
using TalentFinance.Tests.Harness;
using Xunit;
using static TalentFinance.Tests.Journeys.World;

namespace TalentFinance.Tests.Journeys;

/// <summary>A bank's system forges, replays and talks nonsense: each call is refused and leaves nothing behind; the right calls still work, once.</summary>
public sealed class ASystemGoesWrong(World world)
{
    private static readonly (string What, int Status, string Code)[] Refused =
    [
        ("wrong-signature", 401, "signature-wrong"), ("no-signature", 401, "signature-missing"), ("foreign-key", 401, "signature-key"), ("old-timestamp", 401, "signature-stale"), ("other-body", 401, "signature-wrong"),
        ("negative-amount", 400, "invalid-amountYuan"), ("absurd-amount", 400, "invalid-amountYuan"), ("absurd-rate", 400, "invalid-spreadBp"), ("absurd-tenor", 400, "invalid-tenorMonths"),
        ("unknown-invitation", 404, "not-found"), ("unknown-application", 404, "not-found"), ("contract-too-early", 422, "not-your-offer"), ("unknown-field", 400, "invalid-amount"),
    ];

    [Fact]
    public async Task Refused_without_a_trace_and_right_calls_count_once()
    {
        var firm = await world.FirmWithTalent("青岛正道科技有限公司");
        await world.Behave("odd", "Wrong");
        var application = await firm.Applies(700_000m, world.Odd);
        var log = await Eventually.Becomes(async () => (await world.LogOf("odd", application)).Where(entry => entry.Direction == "out").ToArray(), seen => seen.Length == Refused.Length, "the bank has tried everything", TimeSpan.FromSeconds(60));
        Assert.Equal(Refused, log.Select(entry => (entry.What, entry.Status, entry.Code)));

        var invitation = await world.Odd.InvitationTo(application);
        Assert.Equal(("Invited", 1), (Text(invitation, "state"), invitation["version"]!.GetValue<int>()));
        Assert.Null(invitation["respondedAt"]);
        Assert.Empty(Items(await world.Odd.Officer.Get($"/api/loan/applications/{application}/offers")));
        Assert.Empty(await world.AuditOf("loan", Id(invitation)));
        Assert.Empty(Items(await world.Odd.Officer.Get($"/api/loan/loans?applicationId={application}")));

        // It is repaired, but says everything three times more, once as an exact replay: each step counts once.
        await world.Behave("odd", "Repeating");
        await firm.Accepts(await firm.OfferOf(application, world.Odd));
        await firm.SeesState(application, "PaidOut");
        await Eventually.True(async () => Yuan((await firm.Sees(application))["loan"]!, "coveredYuan") == 700_000m, "the loan stands covered", TimeSpan.FromSeconds(60));
        string[] steps = ["take", "offer", "contract", "payout-1"];
        log = await Eventually.Becomes(async () => (await world.LogOf("odd", application)).Where(entry => entry.Direction == "out").Skip(Refused.Length).ToArray(), seen => seen.Any(entry => entry.What == "payout-1-replayed-second"), "the last replay was answered");
        foreach (var step in steps)
        {
            Assert.InRange(log.Last(entry => entry.What == step).Status, 200, 299);
            Assert.InRange(log.Last(entry => entry.What == step + "-again").Status, 200, 299);
            Assert.Equal((409, "signature-replayed"), log.Where(entry => entry.What == step + "-replayed-second").Select(entry => (entry.Status, entry.Code)).Last());
        }
        Assert.Equal(["take invitation"], await world.AuditOf("loan", Id(invitation)));
        Assert.Single(Items(await world.Odd.Officer.Get($"/api/loan/applications/{application}/offers")));
        var loan = Assert.Single(Items(await world.Odd.Officer.Get($"/api/loan/loans?applicationId={application}")));
        Assert.Equal(700_000m, Yuan(loan, "paidYuan"));
        Assert.Equal(["sign contract", "pay out"], await world.AuditOf("loan", Id(loan)));
        var cover = Assert.Single(Items(await world.Officer.Get($"/api/riskpool/covers?application={application}")));
        Assert.Equal((700_000m, 0m), (Yuan(cover, "coveredYuan"), Yuan(cover, "reservedYuan")));
        await world.LedgerIsSound();
        await world.Behave("odd", "Normal");
    }

    [Fact]
    public async Task A_token_of_a_bank_writes_nothing_without_the_signing_key()
    {
        var stolen = (await world.Token(await world.Client(world.Hill.Id))).Session!;
        Assert.Equal(HttpStatusCode.OK, (await stolen.Get("/api/loan/invitations")).Status);
        var answer = await stolen.Put("/api/loan/banks/appetite", new { appetites = Array.Empty<object>() });
        Assert.Equal((HttpStatusCode.Unauthorized, "signature-missing"), (answer.Status, answer.Code));
    }
}
