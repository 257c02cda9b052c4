using System.Net;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using Xunit;

namespace TalentFinance.Tests.Services.Hosting;

/// <summary>Every write takes an Idempotency-Key: the same request again has no second effect, and the same answer.</summary>
public sealed class RepeatedRequests(PoolSystem pool)
{
    private static object Funding(decimal amountYuan, string reference) => new { pool = "LS-TALENT", layer = "DISTRICT", amountYuan = Yuan.Of(amountYuan), documentReference = reference };

    private async Task<long> Rows(string reference) => (long)(await pool.Query($"SELECT count(*) FROM \"Fundings\" WHERE \"DocumentReference\" = '{reference}'"))[0][0]!;

    [Fact]
    public async Task The_same_key_and_body_get_the_same_answer_and_one_effect()
    {
        var officer = pool.As(Role.PoolOfficer);
        var (key, reference) = (Guid.NewGuid().ToString(), $"again-{Guid.NewGuid():N}");
        var first = await officer.Post("/api/riskpool/funding", Funding(100m, reference), key);
        var second = await officer.Post("/api/riskpool/funding", Funding(100m, reference), key);
        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(HttpStatusCode.Created, second.Status);
        Assert.False(first.Replayed);
        Assert.True(second.Replayed);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(1, await Rows(reference));
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        var officer = pool.As(Role.PoolOfficer);
        var (key, reference) = (Guid.NewGuid().ToString(), $"other-{Guid.NewGuid():N}");
        await officer.Post("/api/riskpool/funding", Funding(100m, reference), key);
        var other = await officer.Post("/api/riskpool/funding", Funding(101m, reference), key);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
        Assert.Equal("idempotency-key-reused", other.Code);
        Assert.Equal(1, await Rows(reference));
    }

    [Fact]
    public async Task Twenty_at_the_same_time_have_one_effect()
    {
        var officer = pool.As(Role.PoolOfficer);
        var (key, reference) = (Guid.NewGuid().ToString(), $"rush-{Guid.NewGuid():N}");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => officer.Post("/api/riskpool/funding", Funding(100m, reference), key)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(answers.Select(answer => answer.Text).Distinct());
        Assert.Equal(1, await Rows(reference));
    }

    [Fact]
    public async Task A_key_belongs_to_its_account()
    {
        var (key, reference) = (Guid.NewGuid().ToString(), $"mine-{Guid.NewGuid():N}");
        await pool.As(Role.PoolOfficer).Post("/api/riskpool/funding", Funding(100m, reference), key);
        var other = await pool.As(Role.PoolOfficer).Post("/api/riskpool/funding", Funding(100m, reference), key);
        Assert.False(other.Replayed);
        Assert.Equal(2, await Rows(reference));
    }

    [Fact]
    public async Task A_refused_request_leaves_nothing_and_its_key_stays_free()
    {
        var officer = pool.As(Role.PoolOfficer);
        var (key, reference) = (Guid.NewGuid().ToString(), $"refused-{Guid.NewGuid():N}");
        var refused = await officer.Post("/api/riskpool/funding", Funding(-5m, reference), key);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(0, await Rows(reference));
        var right = await officer.Post("/api/riskpool/funding", Funding(5m, reference), key);
        Assert.Equal(HttpStatusCode.Created, right.Status);
    }

    [Fact]
    public async Task A_replay_after_the_state_moved_on_still_gets_the_first_answer()
    {
        var officer = pool.As(Role.PoolOfficer);
        var reference = $"moved-{Guid.NewGuid():N}";
        var funding = (await officer.Post("/api/riskpool/funding", Funding(100m, reference))).Ok;
        var approver = pool.As(Role.PoolApprover);
        var key = Guid.NewGuid().ToString();
        var approved = await approver.Post($"/api/riskpool/funding/{funding["id"]}/approve", key: key);
        var again = await approver.Post($"/api/riskpool/funding/{funding["id"]}/approve", key: key);
        var fresh = await approver.Post($"/api/riskpool/funding/{funding["id"]}/approve");
        Assert.Equal(HttpStatusCode.OK, approved.Status);
        Assert.Equal(approved.Text, again.Text);
        Assert.Equal(HttpStatusCode.Conflict, fresh.Status);
    }
}
