using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace TalentFinance.PartnerBank;

/// <summary>An answer of the marketplace, or none.</summary>
internal sealed record Answer(int Status, JsonElement? Body)
{
    public bool Ok => Status is >= 200 and < 300;
    public string Code => Body is { ValueKind: JsonValueKind.Object } body
        ? body.TryGetProperty("refusals", out var refusals) && refusals.ValueKind == JsonValueKind.Array && refusals.GetArrayLength() > 0 ? refusals[0].GetProperty("code").GetString() ?? ""
        : body.TryGetProperty("code", out var code) ? code.GetString() ?? "" : "" : "";
}

/// <summary>Calls the marketplace: a token of 15 minutes, each write signed and with an Idempotency-Key, so it may be repeated until an answer comes.</summary>
internal sealed class GatewayClient(HttpClient http, BankSettings bank, Signature signature) : IDisposable
{
    private readonly SemaphoreSlim signingIn = new(1, 1);
    private string? token;
    private DateTimeOffset tokenUntil;

    private readonly ResiliencePipeline<HttpResponseMessage> pipeline = new ResiliencePipelineBuilder<HttpResponseMessage>()
        .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            ShouldHandle = outcome => ValueTask.FromResult(IsTransient(outcome.Outcome)),
            MaxRetryAttempts = 4,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(200),
            MaxDelay = TimeSpan.FromSeconds(5),
            UseJitter = true,
            DelayGenerator = outcome => ValueTask.FromResult(outcome.Outcome.Result?.Headers.RetryAfter?.Delta),
        })
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
        {
            ShouldHandle = outcome => ValueTask.FromResult(outcome.Outcome.Exception is HttpRequestException or TimeoutRejectedException || outcome.Outcome.Result?.StatusCode >= HttpStatusCode.InternalServerError),
            FailureRatio = 0.9,
            MinimumThroughput = 20,
            SamplingDuration = TimeSpan.FromSeconds(10),
            BreakDuration = TimeSpan.FromSeconds(2),
        })
        .AddTimeout(TimeSpan.FromSeconds(20))
        .Build();

    /// <summary>A signed write. <paramref name="spoil"/> lets the bank misbehave on purpose.</summary>
    public async Task<Answer> Post(string target, object body, string idempotencyKey, CancellationToken cancel, Action<HttpRequestMessage>? spoil = null)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, Json.Options);
        for (var attempt = 1; ; attempt++)
        {
            var access = await Token(cancel);
            using var response = await pipeline.ExecuteAsync(async stop =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(bank.GatewayUrl, target)) { Content = new ByteArrayContent(bytes) };
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access);
                request.Headers.Add("Idempotency-Key", idempotencyKey);
                signature.Sign(request, target, bytes);
                spoil?.Invoke(request);
                return await http.SendAsync(request, stop);
            }, cancel);
            var answer = await Read(response, cancel);
            // A token can be revoked before its time; one fresh one is worth a try, two are not.
            if (response.StatusCode != HttpStatusCode.Unauthorized || attempt == 2 || spoil is not null) return answer;
            token = null;
        }
    }

    /// <summary>The same bytes twice, nonce and all: what somebody who listened in would do.</summary>
    public async Task<(Answer First, Answer Second)> PostTwice(string target, object body, string idempotencyKey, CancellationToken cancel)
    {
        var (nonce, time) = (Guid.NewGuid().ToString("N"), DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, Json.Options);
        void Same(HttpRequestMessage request)
        {
            foreach (var header in (string[])["X-TF-Key", "X-TF-Timestamp", "X-TF-Nonce", "X-TF-Signature"]) request.Headers.Remove(header);
            signature.Sign(request, target, bytes, nonce, time);
        }
        return (await Post(target, body, idempotencyKey, cancel, Same), await Post(target, body, idempotencyKey, cancel, Same));
    }

    public void Dispose() => signingIn.Dispose();

    private async Task<string> Token(CancellationToken cancel)
    {
        if (token is { } current && DateTimeOffset.UtcNow < tokenUntil) return current;
        await signingIn.WaitAsync(cancel);
        try
        {
            if (token is { } fresh && DateTimeOffset.UtcNow < tokenUntil) return fresh;
            using var response = await pipeline.ExecuteAsync(async stop =>
                await http.PostAsJsonAsync(new Uri(bank.GatewayUrl, "/api/registry/token"), new { bank.ClientId, bank.ClientSecret }, Json.Options, stop), cancel);
            response.EnsureSuccessStatusCode();
            var issued = await response.Content.ReadFromJsonAsync<JsonElement>(cancel);
            tokenUntil = DateTimeOffset.UtcNow.AddSeconds(issued.GetProperty("expiresInSeconds").GetInt32() - 60);
            return token = issued.GetProperty("accessToken").GetString()!;
        }
        finally { signingIn.Release(); }
    }

    private static async Task<Answer> Read(HttpResponseMessage response, CancellationToken cancel)
    {
        var text = await response.Content.ReadAsStringAsync(cancel);
        try { return new((int)response.StatusCode, text.Length == 0 ? null : JsonDocument.Parse(text).RootElement.Clone()); }
        catch (JsonException) { return new((int)response.StatusCode, null); }
    }

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException or TimeoutRejectedException or BrokenCircuitException
        || outcome.Result is { StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or HttpStatusCode.InternalServerError };
}
