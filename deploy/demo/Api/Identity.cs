using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace TalentFinance.Demo.Api;

/// <summary>Who sends a request: holds a token and renews it in time.</summary>
internal abstract class Identity : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);
    private AuthenticationHeaderValue? ticket;
    private DateTimeOffset until;

    public virtual async ValueTask Sign(HttpRequestMessage request, string target, byte[] body, CancellationToken cancel)
    {
        if (ticket is null || DateTimeOffset.UtcNow > until)
        {
            await one.WaitAsync(cancel);
            try
            {
                if (ticket is null || DateTimeOffset.UtcNow > until)
                {
                    var (value, seconds) = await Issue(cancel);
                    (ticket, until) = (value, DateTimeOffset.UtcNow.AddSeconds(seconds - 60));
                }
            }
            finally { one.Release(); }
        }
        Use(request, ticket!);
    }

    public void Forget() => ticket = null;

    public void Dispose()
    {
        one.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<(AuthenticationHeaderValue Ticket, int Seconds)> Issue(CancellationToken cancel);

    protected virtual void Use(HttpRequestMessage request, AuthenticationHeaderValue value) => request.Headers.Authorization = value;
}

/// <summary>An API client: the one-window service, or a bank's system, whose writes are signed.</summary>
internal sealed class Client(Gateway gateway, string clientId, string clientSecret, string? actingFor = null, string? signingKey = null) : Identity
{
    private readonly byte[]? key = signingKey is null ? null : Encoding.UTF8.GetBytes(signingKey);

    public override async ValueTask Sign(HttpRequestMessage request, string target, byte[] body, CancellationToken cancel)
    {
        await base.Sign(request, target, body, cancel);
        if (key is null || request.Method == HttpMethod.Get) return;
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var nonce = Guid.NewGuid().ToString("N");
        var text = $"{request.Method.Method}\n{target}\n{timestamp}\n{nonce}\n{Convert.ToHexStringLower(SHA256.HashData(body))}";
        request.Headers.Add("X-TF-Key", clientId);
        request.Headers.Add("X-TF-Timestamp", timestamp);
        request.Headers.Add("X-TF-Nonce", nonce);
        request.Headers.Add("X-TF-Signature", Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text))));
    }

    protected override async Task<(AuthenticationHeaderValue Ticket, int Seconds)> Issue(CancellationToken cancel)
    {
        var token = (await gateway.Send<Token>(HttpMethod.Post, "/api/registry/token", new { clientId, clientSecret, actingFor }, null, null, cancel)).Need("token of " + (actingFor ?? clientId));
        return (new("Bearer", token.AccessToken), token.ExpiresInSeconds);
    }

    private sealed record Token(string AccessToken, int ExpiresInSeconds);
}

/// <summary>A person, signed in as a browser is: by cookie.</summary>
internal sealed class Person(Uri address, string userName, string password) : Identity
{
    private const int Seconds = 20 * 60;

    protected override void Use(HttpRequestMessage request, AuthenticationHeaderValue value) => request.Headers.Add("Cookie", value.Parameter);

    protected override async Task<(AuthenticationHeaderValue Ticket, int Seconds)> Issue(CancellationToken cancel)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address };
        using var body = new StringContent(System.Text.Json.JsonSerializer.Serialize(new { userName, password }), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri("/api/registry/session", UriKind.Relative), body, cancel);
        if (!response.IsSuccessStatusCode) throw new DemoFailure($"{userName} cannot sign in: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancel)}");
        var cookies = response.Headers.TryGetValues("Set-Cookie", out var set) ? set.Select(cookie => cookie.Split(';')[0]) : [];
        return (new("Cookie", string.Join("; ", cookies)), Seconds);
    }
}
