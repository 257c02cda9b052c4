using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Services.Gateway;

/// <summary>A bank's system signs what it writes; nothing else of it gets in.</summary>
[Collection(nameof(GatewaySystem))]
public sealed class BanksCallBack(GatewaySystem gateway)
{
    private readonly string target = $"/api/loan/invitations/{Guid.NewGuid()}/take?x=%20";

    private sealed record Call(string Key = GatewaySystem.Key, string? KeyId = null, string Body = "{}", string? Sent = null, string? Nonce = null, int SecondsAgo = 0, bool Signed = true);

    private async Task<(int Status, string? Code)> Send(Call call, Guid? bank = null, RunningService? replica = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(target, UriKind.Relative)) { Content = new StringContent(call.Sent ?? call.Body, null, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", gateway.System.Token(Actors.Bank(bank ?? gateway.BankId, Role.BankSystem)));
        if (call.Signed)
        {
            var timestamp = DateTimeOffset.UtcNow.AddSeconds(-call.SecondsAgo).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var nonce = call.Nonce ?? Guid.NewGuid().ToString("N");
            request.Headers.Add("X-TF-Key", call.KeyId ?? gateway.ClientId);
            request.Headers.Add("X-TF-Timestamp", timestamp);
            request.Headers.Add("X-TF-Nonce", nonce);
            request.Headers.Add("X-TF-Signature", GatewaySystem.Sign(call.Key, "POST", target, timestamp, nonce, Encoding.UTF8.GetBytes(call.Body)));
        }
        using var response = await (replica ?? gateway.Gateway).Http.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())?["code"]?.GetValue<string>());
    }

    private int Arrived => gateway.Services.All.Count(seen => seen.Target == target);

    [Fact]
    public async Task A_signed_call_arrives_with_the_body_that_was_signed()
    {
        Assert.Equal((200, null), await Send(new Call(Body: """{"text":"甲"}""")));
        Assert.Equal("""{"text":"甲"}""", Encoding.UTF8.GetString(gateway.Services.All.Single(seen => seen.Target == target).Body));
    }

    [Fact]
    public async Task What_is_not_signed_rightly_does_not_arrive()
    {
        Assert.Equal((401, "signature-missing"), await Send(new Call(Signed: false)));
        Assert.Equal((401, "signature-wrong"), await Send(new Call(Key: "another")));
        Assert.Equal((401, "signature-wrong"), await Send(new Call(Sent: """{"amountYuan":1}""")));
        Assert.Equal((401, "signature-key"), await Send(new Call(KeyId: "another")));
        Assert.Equal((401, "signature-key"), await Send(new Call(), bank: Guid.NewGuid()));
        Assert.Equal((401, "signature-stale"), await Send(new Call(SecondsAgo: 400)));
        Assert.Equal((401, "signature-stale"), await Send(new Call(SecondsAgo: -400)));
        Assert.Equal((401, "signature-nonce"), await Send(new Call(Nonce: "x")));
        Assert.Equal(0, Arrived);
    }

    [Fact]
    public async Task A_replay_is_refused_by_every_replica()
    {
        var call = new Call(Nonce: Guid.NewGuid().ToString("N"));
        Assert.Equal((200, null), await Send(call));
        Assert.Equal((409, "signature-replayed"), await Send(call));
        Assert.Equal((409, "signature-replayed"), await Send(call, replica: gateway.Replica));
        Assert.Equal(1, Arrived);
        var at_once = new Call(Nonce: Guid.NewGuid().ToString("N"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Send(at_once, replica: i % 2 == 0 ? gateway.Gateway : gateway.Replica)));
        Assert.Single(answers, answer => answer.Status == 200);
        Assert.Equal(2, Arrived);
    }

    [Fact]
    public async Task A_refused_signature_does_not_use_up_the_nonce()
    {
        var nonce = Guid.NewGuid().ToString("N");
        Assert.Equal(401, (await Send(new Call(Key: "another", Nonce: nonce))).Status);
        Assert.Equal(200, (await Send(new Call(Nonce: nonce))).Status);
    }

    [Fact]
    public async Task People_of_the_bank_need_no_signature() =>
        Assert.Equal(200, (int)(await gateway.System.As(Actors.Bank(gateway.BankId, Role.BankOfficer), gateway.Gateway).Post(target)).Status);
}
