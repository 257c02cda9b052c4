using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Services.Gateway;

/// <summary>What comes in through the gateway.</summary>
[Collection(nameof(GatewaySystem))]
public sealed class Edge(GatewaySystem gateway)
{
    private static HttpRequestMessage Request(HttpMethod method, string path, string? token = null, HttpContent? content = null)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    [Fact]
    public async Task The_callers_own_token_goes_through_and_what_it_claims_about_itself_does_not()
    {
        var (token, mark) = (gateway.System.Token(Actors.Startup(Guid.NewGuid())), Guid.NewGuid().ToString("N"));
        using var request = Request(HttpMethod.Get, $"/api/loan/things?mark={mark}", token);
        foreach (var header in (string[])["Forwarded", "X-Forwarded-For", "X-Real-IP", "X-Original-URL", "X-Forwarded-Proto"]) request.Headers.TryAddWithoutValidation(header, "10.9.8.7");
        using var response = await gateway.Gateway.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var seen = gateway.Services.All.Single(each => each.Target.Contains(mark, StringComparison.Ordinal));
        Assert.Equal("Bearer " + token, seen.Headers["Authorization"]);
        Assert.DoesNotContain(seen.Headers, header => header.Value.Contains("10.9.8.7", StringComparison.Ordinal));
        Assert.Equal("127.0.0.1", seen.Headers["X-Forwarded-For"]);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/nothing", 404, "not-found")]
    [InlineData("/nothing", 404, "not-found")]
    [InlineData("/api/riskpool/position", 503, "service-unavailable")]
    public async Task What_cannot_be_answered_is_a_problem_document(string path, int status, string code)
    {
        using var response = await gateway.Gateway.Http.SendAsync(Request(HttpMethod.Get, path));
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, JsonNode.Parse(await response.Content.ReadAsStringAsync())!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_service_that_breaks_off_or_is_slow_is_told_apart_from_one_that_is_away()
    {
        await using var hasty = await gateway.Start(("ServiceTimeoutSeconds", "1"));
        var mark = Guid.NewGuid().ToString("N");
        async Task Problem(string kind, int status, string code)
        {
            using var response = await hasty.Http.SendAsync(Request(HttpMethod.Get, $"/api/loan/{kind}?mark={mark}"));
            Assert.Equal((status, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
            var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
            Assert.Equal(code, problem["code"]!.GetValue<string>());
            Assert.Contains("Idempotency-Key", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        }
        var never = new TaskCompletionSource();
        gateway.Services.Before = (seen, gone) => seen.Target.Contains("slow?mark=" + mark, StringComparison.Ordinal) ? never.Task.WaitAsync(gone) : Task.CompletedTask;
        gateway.Services.Answers = seen => seen.Target.Contains("broken?mark=" + mark, StringComparison.Ordinal) ? null : 200;
        try
        {
            await Problem("slow", 504, "service-timeout");
            await Problem("broken", 502, "service-failed");
        }
        finally
        {
            (gateway.Services.Before, gateway.Services.Answers) = ((_, _) => Task.CompletedTask, _ => 200);
        }
        // Once it answers again, it is asked again.
        await Eventually.True(async () => (await hasty.Http.SendAsync(Request(HttpMethod.Get, $"/api/loan/things?mark={mark}"))).StatusCode == HttpStatusCode.OK, "the service is asked again");
    }

    [Theory]
    [InlineData("/api/loan/applications", 256 * 1024, 200)]
    [InlineData("/api/loan/applications", 256 * 1024 + 1, 413)]
    [InlineData("/api/registry/documents", 20 * 1024 * 1024, 200)]
    [InlineData("/api/registry/documents", 20 * 1024 * 1024 + 1, 413)]
    public async Task Bodies_have_a_limit_said_or_not(string path, int bytes, int status)
    {
        foreach (var chunked in (bool[])[false, true])
        {
            // Without a length the server counts the chunks' own frames too: the last few bytes below the limit are not promised.
            using var request = Request(HttpMethod.Post, path, content: new ByteArrayContent(new byte[chunked && status == 200 ? bytes - bytes / 100 : bytes]));
            request.Headers.TransferEncodingChunked = chunked;
            try
            {
                using var response = await gateway.Gateway.Http.SendAsync(request);
                Assert.Equal(status, (int)response.StatusCode);
            }
            catch (HttpRequestException) when (status == 413) { /* refused while it was still sending */ }
        }
    }

    [Fact]
    public async Task Too_much_is_refused_with_a_time_to_come_back()
    {
        await using var narrow = await gateway.Start(("RateLimits__Person__PerSecond", "0.01"), ("RateLimits__Person__Burst", "5"), ("RateLimits__FailedSignIn__PerSecond", "0.01"), ("RateLimits__FailedSignIn__Burst", "3"));
        var (busy, calm) = (gateway.System.Token(Actors.Startup(Guid.NewGuid())), gateway.System.Token(Actors.Startup(Guid.NewGuid())));
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 8; i++) answers.Add(await narrow.Http.SendAsync(Request(HttpMethod.Get, "/api/loan/things", busy)));
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        var refused = answers.Last(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.True(int.Parse(refused.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture) >= 1);
        Assert.Equal("too-many-requests", JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["code"]!.GetValue<string>());
        // Another account is not its neighbour's keeper.
        Assert.Equal(HttpStatusCode.OK, (await narrow.Http.SendAsync(Request(HttpMethod.Get, "/api/loan/things", calm))).StatusCode);

        // Guessing: sign-ins that fail run out, and then even a right one waits.
        gateway.Services.Answers = seen => seen.Target == "/api/registry/session" ? 401 : 200;
        var statuses = new List<int>();
        for (var i = 0; i < 6; i++) statuses.Add((int)(await narrow.Http.SendAsync(Request(HttpMethod.Post, "/api/registry/session", content: new StringContent("{}", null, "application/json")))).StatusCode);
        gateway.Services.Answers = _ => 200;
        Assert.Equal([401, 401, 401, 429, 429, 429], statuses);
        foreach (var answer in answers) answer.Dispose();
    }

    [Theory]
    [InlineData("127.0.0.0/8", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.0.0.0/8; 192.0.2.7", false)]
    [InlineData("", false)]
    public async Task What_a_proxy_says_of_the_caller_counts_only_from_a_trusted_one(string trusted, bool counts)
    {
        await using var narrow = await gateway.Start(("Proxies__Trusted", trusted), ("RateLimits__Address__PerSecond", "0.01"), ("RateLimits__Address__Burst", "2"));
        var mark = Guid.NewGuid().ToString("N");
        async Task<(int Status, bool Transport)> As(string address)
        {
            using var request = Request(HttpMethod.Get, $"/api/loan/things?mark={mark}");
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", address);
            request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", "https");
            request.Headers.TryAddWithoutValidation("X-Original-For", address);
            using var response = await narrow.Http.SendAsync(request);
            return ((int)response.StatusCode, response.Headers.Contains("Strict-Transport-Security"));
        }
        // Each caller has a bucket of its own, unless all are one: the address that they really come from.
        Assert.Equal([(200, counts), (200, counts), (429, counts)], [await As("198.51.100.1"), await As("198.51.100.1"), await As("198.51.100.1")]);
        Assert.Equal((counts ? 200 : 429, counts), await As("198.51.100.2"));
        // A claim that the caller put before the proxy's own word is the caller's.
        Assert.Equal(429, (await As("203.0.113.9, 198.51.100.1")).Status);
        var seen = gateway.Services.All.First(each => each.Target.Contains(mark, StringComparison.Ordinal));
        Assert.Equal((counts ? "198.51.100.1" : "127.0.0.1", counts ? "https" : "http"), (seen.Headers["X-Forwarded-For"], seen.Headers["X-Forwarded-Proto"]));
        Assert.False(seen.Headers.ContainsKey("X-Original-For"));
    }

    [Fact]
    public async Task One_document_describes_everything()
    {
        var document = (await gateway.System.As(Actors.District(Role.Auditor), gateway.Gateway).Get("/openapi.json")).Ok;
        Assert.Equal("#/components/schemas/Loan.View", document["paths"]!["/api/loan/things"]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!["$ref"]!.GetValue<string>());
        Assert.NotNull(document["components"]!["schemas"]!["Loan.View"]);
        Assert.NotNull(document["paths"]!["/api/partners/{bankId}/health"]);
        foreach (var page in (string[])["/", "/startup/applications", "/docs/index.html"])
        {
            using var request = Request(HttpMethod.Get, page);
            request.Headers.Accept.ParseAdd("text/html,*/*;q=0.8");
            using var response = await gateway.Gateway.Http.SendAsync(request);
            Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        }
    }
}
