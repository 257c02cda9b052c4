using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Services.Gateway;

/// <summary>What banks' systems are told: everything, once, signed, and nothing of other banks.</summary>
[Collection(nameof(GatewaySystem))]
public sealed class BanksAreTold(GatewaySystem gateway)
{
    private Session Officer => gateway.System.As(Actors.Bank(gateway.BankId, Role.BankOfficer), gateway.Gateway);

    private Seen[] Told(Guid applicationId) => [.. gateway.Bank.All.Where(seen => seen.Method == "POST" && seen.Json.GetProperty("applicationId").GetGuid() == applicationId)];

    private Task<Seen[]> Hears(Guid applicationId, int messages = 1, TimeSpan? within = null) =>
        Eventually.Becomes(() => Task.FromResult(Told(applicationId)), told => told.Length >= messages, $"the bank hears {messages} messages", within);

    [Fact]
    public async Task An_invitation_arrives_signed_and_sealed()
    {
        var (application, stranger) = (Guid.NewGuid(), Guid.NewGuid());
        var submitted = gateway.Submission(application, gateway.BankId, stranger);
        await gateway.Wire.Publish(submitted);
        var told = Assert.Single(await Hears(application));
        Assert.Equal("/talentfinance/v1/messages", told.Target);
        Assert.Equal(gateway.ClientId, told.Headers["X-TF-Key"]);
        Assert.Equal(GatewaySystem.Sign(GatewaySystem.Key, "POST", told.Target, told.Headers["X-TF-Timestamp"], told.Headers["X-TF-Nonce"], told.Body), told.Headers["X-TF-Signature"]);
        Assert.InRange(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - long.Parse(told.Headers["X-TF-Timestamp"], CultureInfo.InvariantCulture), -5, 60);
        var text = Encoding.UTF8.GetString(told.Body);
        Assert.Contains(submitted.Invitations[0].InvitationId.ToString(), text, StringComparison.Ordinal);
        Assert.DoesNotContain(submitted.Invitations[1].InvitationId.ToString(), text, StringComparison.Ordinal);
        Assert.DoesNotContain(stranger.ToString(), text, StringComparison.Ordinal);
        Assert.Contains("青岛示范科技有限公司", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_news_twice_is_one_message()
    {
        var (application, id) = (Guid.NewGuid(), Guid.CreateVersion7());
        var submitted = gateway.Submission(application);
        await gateway.Wire.Publish(submitted, id);
        await gateway.Wire.Publish(submitted, id);
        await Hears(application);
        // The same event under another id: what counts is what it says.
        await gateway.Wire.Publish(submitted);
        await gateway.Wire.Publish(new ApplicationEnded { ApplicationId = application, Version = 2, FirmId = Guid.NewGuid(), DistrictCode = "370212", BankIds = [gateway.BankId], Outcome = ApplicationOutcome.Withdrawn, ReasonCode = "Withdrawn", At = DateTimeOffset.UtcNow });
        await Hears(application, 2);
        Assert.Equal(["InvitationOpened", "ApplicationEnded"], Told(application).Select(told => told.Json.GetProperty("kind").GetString()));
        Assert.Equal(2L, (await gateway.Query($"SELECT count(*) FROM \"Deliveries\" WHERE \"ApplicationId\" = '{application}'"))[0][0]);
    }

    [Fact]
    public async Task A_bank_that_is_down_loses_nothing_and_hears_everything_once()
    {
        var applications = Enumerable.Range(0, 200).Select(_ => Guid.NewGuid()).ToArray();
        gateway.Bank.Answers = _ => null;
        try
        {
            foreach (var application in applications) await gateway.Wire.Publish(gateway.Submission(application));
            var health = await Eventually.Becomes(async () => (await Officer.Get($"/api/partners/{gateway.BankId}/health")).Ok, state => state["waiting"]!.GetValue<int>() >= 200 && !state["reachable"]!.GetValue<bool>(), "200 wait for a bank that is down");
            Assert.NotNull(health["oldestWaitingAt"]);
        }
        finally { gateway.Bank.Answers = _ => 200; }
        await Eventually.True(() => Task.FromResult(applications.All(application => Told(application).Length > 0)), "all are told", TimeSpan.FromSeconds(45));
        Assert.All(applications, application => Assert.Single(Told(application)));
        await Eventually.Becomes(async () => (await Officer.Get($"/api/partners/{gateway.BankId}/health")).Ok, state => state["waiting"]!.GetValue<int>() == 0, "nothing waits");
    }

    [Fact]
    public async Task An_answer_that_breaks_off_loses_no_result_of_its_batch()
    {
        var application = Guid.NewGuid();
        // Queued in one transaction, so sent in one batch.
        var submitted = gateway.Submission(application, gateway.BankId, gateway.BankId, gateway.BankId);
        bool About(Seen seen, int invitation) => seen.Method == "POST" && Encoding.UTF8.GetString(seen.Body).Contains(submitted.Invitations[invitation].InvitationId.ToString(), StringComparison.Ordinal);
        gateway.Bank.Answers = seen => About(seen, 1) ? 503 : 200;
        gateway.Bank.CutsOff = seen => About(seen, 0) || About(seen, 1);
        try
        {
            await gateway.Wire.Publish(submitted);
            var rows = await Eventually.Becomes(() => gateway.Query($"SELECT \"State\", \"Attempts\", \"Reason\", \"Body\" FROM \"Deliveries\" WHERE \"ApplicationId\" = '{application}'"),
                rows => rows.Count == 3 && rows.All(row => (int)row[1]! > 0), "all three are counted");
            object?[] Row(int invitation) => rows.Single(row => ((string)row[3]!).Contains(submitted.Invitations[invitation].InvitationId.ToString(), StringComparison.Ordinal));
            Assert.All((int[])[0, 2], taken => Assert.Equal(("Delivered", 1, null), (Row(taken)[0], (int)Row(taken)[1]!, Row(taken)[2])));
            Assert.Equal(("Waiting", "HTTP 503, broken off"), (Row(1)[0], Row(1)[2]));
        }
        finally { (gateway.Bank.Answers, gateway.Bank.CutsOff) = (_ => 200, _ => false); }
        await Eventually.True(async () => (await gateway.Query($"SELECT 1 FROM \"Deliveries\" WHERE \"ApplicationId\" = '{application}' AND \"State\" <> 'Delivered'")).Count == 0, "the third is told later");
        Assert.Single(Told(application), told => About(told, 0));
    }

    [Fact]
    public async Task What_the_bank_took_before_a_stop_is_not_told_again_after_it()
    {
        var application = Guid.NewGuid();
        var submitted = gateway.Submission(application, gateway.BankId, gateway.BankId);
        var held = new TaskCompletionSource();
        await gateway.Replica.Stop(TimeSpan.FromSeconds(20));
        gateway.Bank.Before = (seen, gone) => seen.Method == "POST" && Encoding.UTF8.GetString(seen.Body).Contains(submitted.Invitations[0].InvitationId.ToString(), StringComparison.Ordinal) ? held.Task.WaitAsync(gone) : Task.CompletedTask;
        try
        {
            await gateway.Wire.Publish(submitted);
            await Hears(application, 2);
            await gateway.Gateway.Stop(TimeSpan.FromSeconds(20));
            var rows = await gateway.Query($"SELECT \"State\", \"Attempts\", \"Claim\" FROM \"Deliveries\" WHERE \"ApplicationId\" = '{application}' ORDER BY \"State\"");
            Assert.Equal([("Delivered", 1, null), ("Waiting", 0, null)], rows.Select(row => (row[0], (int)row[1]!, row[2])));
        }
        finally
        {
            gateway.Bank.Before = (_, _) => Task.CompletedTask;
            held.SetResult();
            await gateway.Gateway.Start();
            await gateway.Replica.Start();
        }
        Assert.Equal(3, (await Hears(application, 3)).Length);
    }

    [Fact]
    public async Task A_new_address_counts_without_a_restart()
    {
        var application = Guid.NewGuid();
        await using var moved = await StandIn.Start();
        try
        {
            await gateway.Connect(new Uri(moved.Address, "branch"));
            await gateway.Wire.Publish(gateway.Submission(application));
            var told = await Eventually.Becomes(() => Task.FromResult(moved.All.FirstOrDefault()), seen => seen is not null, "the new address is told");
            Assert.Equal("/branch/talentfinance/v1/messages", told!.Target);
            Assert.Equal(GatewaySystem.Sign(GatewaySystem.Key, "POST", told.Target, told.Headers["X-TF-Timestamp"], told.Headers["X-TF-Nonce"], told.Body), told.Headers["X-TF-Signature"]);
            Assert.Empty(Told(application));
        }
        finally { await gateway.Connect(gateway.Bank.Address); }
    }

    [Fact]
    public async Task What_a_bank_refuses_is_parked_and_can_be_sent_again()
    {
        var application = Guid.NewGuid();
        gateway.Bank.Answers = seen => seen.Method == "POST" && seen.Json.GetProperty("applicationId").GetGuid() == application ? 422 : 200;
        JsonNode parked;
        try
        {
            await gateway.Wire.Publish(gateway.Submission(application));
            parked = (await Eventually.Becomes(async () => (await Officer.Get($"/api/partners/{gateway.BankId}/deliveries?state=Parked&applicationId={application}")).Ok, page => page["items"]!.AsArray().Count == 1, "it is parked"))["items"]![0]!;
        }
        finally { gateway.Bank.Answers = _ => 200; }
        Assert.Equal("HTTP 422", parked["reason"]!.GetValue<string>());
        var resend = $"/api/partners/{gateway.BankId}/deliveries/{parked["id"]}/resend";
        Assert.Equal(403, (int)(await gateway.System.As(Actors.District(Role.Auditor), gateway.Gateway).Post(resend)).Status);
        Assert.Equal(404, (int)(await gateway.System.As(Actors.Bank(Guid.NewGuid(), Role.BankOfficer), gateway.Gateway).Post(resend)).Status);
        Assert.Equal("Waiting", (await Officer.Post(resend)).Ok["state"]!.GetValue<string>());
        var told = await Hears(application, 2);
        Assert.Equal(told[0].Json.GetProperty("deliveryId").GetGuid(), told[1].Json.GetProperty("deliveryId").GetGuid());
        Assert.NotEqual(told[0].Headers["X-TF-Nonce"], told[1].Headers["X-TF-Nonce"]);
    }

    [Fact]
    public async Task Another_banks_line_looks_absent()
    {
        var stranger = gateway.System.As(Actors.Bank(Guid.NewGuid(), Role.BankOfficer), gateway.Gateway);
        Assert.Equal(404, (int)(await stranger.Get($"/api/partners/{gateway.BankId}/health")).Status);
        Assert.Equal(404, (int)(await stranger.Get($"/api/partners/{gateway.BankId}/deliveries")).Status);
        Assert.Equal(403, (int)(await gateway.System.As(Actors.Startup(Guid.NewGuid()), gateway.Gateway).Get($"/api/partners/{gateway.BankId}/health")).Status);
        Assert.Equal(200, (int)(await gateway.System.As(Actors.District(Role.PoolOfficer), gateway.Gateway).Get($"/api/partners/{gateway.BankId}/health")).Status);
    }

    [Fact]
    public async Task A_repeated_request_moves_no_second_batch()
    {
        const string errors = "/api/operations/errors/gateway.cover-reserved";
        var administrator = gateway.System.As(Actors.District(Role.Administrator), gateway.Gateway);
        var (first, second, key) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        async Task<string[]> Parked() => [.. (await administrator.Get(errors)).Ok.AsArray().Select(row => row!["facts"]!["applicationId"]!.GetValue<string>())];
        foreach (var (mark, parked) in new[] { (first, 1), (second, 2) })
        {
            await gateway.Wire.PublishRaw(Topology.ExchangeOf(typeof(CoverReserved)), $$"""
                {"messageId":"{{mark}}","messageType":["{{"urn:message:" + typeof(CoverReserved).Namespace}}:CoverReserved"],"message":{"applicationId":"{{mark}}","version":"none"},"headers":{} }
                """);
            await Eventually.Becomes(Parked, rows => rows.Length == parked, "it is parked");
        }
        var answer = await administrator.Post($"{errors}/resend", new { count = 1 }, key);
        Assert.Equal(1, answer.Ok["resent"]!.GetValue<int>());
        await Eventually.Becomes(Parked, rows => rows.SequenceEqual([second, first]), "the first came back, behind the second");

        var again = await administrator.Post($"{errors}/resend", new { count = 1 }, key);
        Assert.Equal((answer.Text, true), (again.Text, again.Replayed));
        Assert.Equal("idempotency-key-reused", (await administrator.Post($"{errors}/resend", new { count = 2 }, key)).Code);
        Assert.Equal([second, first], await Parked());
    }

    [Fact]
    public async Task What_could_not_be_read_is_shown_without_names_and_sent_again()
    {
        var (administrator, mark) = (gateway.System.As(Actors.District(Role.Administrator), gateway.Gateway), Guid.NewGuid());
        await gateway.Wire.PublishRaw(Topology.ExchangeOf(typeof(OfferAccepted)), $$"""
            {"messageId":"{{mark}}","messageType":["{{"urn:message:" + typeof(OfferAccepted).Namespace}}:OfferAccepted"],"message":{"applicationId":"{{mark}}","version":1,"firmName":"青岛示范科技有限公司","amountYuan":"not a number"},"headers":{} }
            """);
        var shown = await Eventually.Becomes(async () => (await administrator.Get("/api/operations/errors/gateway.offer-accepted")).Ok.AsArray(), parked => parked.Count == 1, "it is parked");
        Assert.Equal(mark.ToString(), shown[0]!["facts"]!["applicationId"]!.GetValue<string>());
        Assert.DoesNotContain("青岛", shown.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
        var queues = (await administrator.Get("/api/operations/queues")).Ok.AsArray();
        Assert.Equal(1, queues.Single(queue => queue!["queue"]!.GetValue<string>() == "gateway.offer-accepted")!["errors"]!.GetValue<int>());
        Assert.Equal(1, (await administrator.Post("/api/operations/errors/gateway.offer-accepted/resend", new { count = 10 })).Ok["resent"]!.GetValue<int>());
        await Eventually.Becomes(async () => (await administrator.Get("/api/operations/errors/gateway.offer-accepted")).Ok.AsArray(), parked => parked.Count == 1, "it came back, for it is still wrong");
        Assert.Equal(403, (int)(await Officer.Get("/api/operations/errors/gateway.offer-accepted")).Status);
        Assert.Equal(404, (int)(await administrator.Get("/api/operations/errors/nothing")).Status);
    }
}
