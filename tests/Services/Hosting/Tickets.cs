using System.Net;
using System.Net.Http.Headers;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Services.Hosting;

/// <summary>Every service checks the ticket itself.</summary>
public sealed class Tickets(PoolSystem pool)
{
    private async Task<HttpStatusCode> With(string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/riskpool/position", UriKind.Relative));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await pool.Pool.Http.SendAsync(request);
        Assert.Equal("application/problem+json", response.IsSuccessStatusCode ? "application/problem+json" : response.Content.Headers.ContentType?.MediaType);
        return response.StatusCode;
    }

    [Fact]
    public async Task Nobody_gets_in_without_a_ticket() => Assert.Equal(HttpStatusCode.Unauthorized, await With(null));

    [Fact]
    public async Task A_forged_ticket_is_none() => Assert.Equal(HttpStatusCode.Unauthorized, await With("CfDJ8" + new string('A', 200)));

    [Fact]
    public async Task An_expired_ticket_is_none() => Assert.Equal(HttpStatusCode.Unauthorized, await With(pool.System.Token(Actors.District(Role.Auditor), TimeSpan.FromSeconds(-1))));

    [Fact]
    public async Task A_ticket_of_the_wrong_role_may_not() => Assert.Equal(HttpStatusCode.Forbidden, await With(pool.System.Token(Actors.Startup(Guid.NewGuid()))));

    [Fact]
    public async Task A_right_ticket_may() => Assert.Equal(HttpStatusCode.OK, await With(pool.System.Token(Actors.District(Role.Auditor))));

    [Fact]
    public async Task A_ticket_issued_before_its_account_was_locked_ends()
    {
        var caller = Actors.District(Role.Auditor);
        var token = pool.System.Token(caller);
        Assert.Equal(HttpStatusCode.OK, await With(token));
        await pool.Wire.Publish(new AccessRevoked { AccountId = caller.AccountId, IssuedBefore = DateTimeOffset.UtcNow.AddSeconds(1) });
        await Eventually.True(async () => await With(token) == HttpStatusCode.Unauthorized, "the ticket is refused");
    }
}
