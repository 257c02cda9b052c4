using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using TalentFinance.Contracts;

namespace TalentFinance.Demo.Api;

/// <summary>What came back: a value, or the refusals of the problem document.</summary>
internal sealed record Answer<T>(HttpStatusCode Status, T? Value, Refusal[] Refusals, string Title)
{
    public bool Ok => (int)Status is >= 200 and < 300;

    /// <summary>For steps that only fail when something is wrong with the set-up.</summary>
    public T Need(string what) => Ok && Value is not null ? Value : throw new DemoFailure($"{what}: {(int)Status} {Why}");

    public string Why => Refusals.Length > 0 ? string.Join("; ", Refusals.Select(refusal => $"{refusal.Code}: {refusal.Text}")) : Title;
}

internal sealed record Page<T>(T[] Items, string? Next);

/// <summary>The run cannot go on; the message is for the person in front of it.</summary>
internal sealed class DemoFailure(string message) : Exception(message);

/// <summary>Everything goes through the gateway, as any client's requests do.</summary>
internal sealed class Gateway(Uri address) : IDisposable
{
    public const int PageSize = 200;
    private const int Attempts = 8;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64, PooledConnectionLifetime = TimeSpan.FromMinutes(5), UseCookies = false })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(100),
    };

    public async Task<Answer<T>> Send<T>(HttpMethod method, string target, object? body, Identity? who, string? key, CancellationToken cancel)
    {
        var bytes = body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), Json);
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan pause;
            try
            {
                using var request = new HttpRequestMessage(method, target);
                if (bytes is not null || method == HttpMethod.Post || method == HttpMethod.Put)
                    request.Content = new ByteArrayContent(bytes ?? []) { Headers = { ContentType = bytes is null ? null : new("application/json") } };
                if (key is not null) request.Headers.Add("Idempotency-Key", key);
                if (who is not null) await who.Sign(request, target, bytes ?? [], cancel);
                using var response = await http.SendAsync(request, cancel);
                if (response.StatusCode == HttpStatusCode.Unauthorized && who is not null && attempt == 1)
                {
                    who.Forget();
                    continue;
                }
                // The same key makes it safe to ask again after anything that leaves open whether it was done.
                if (!IsTransient(response.StatusCode) || attempt == Attempts) return await Read<T>(response, cancel);
                pause = response.Headers.RetryAfter?.Delta ?? Pause(attempt);
            }
            catch (HttpRequestException) when (attempt < Attempts) { pause = Pause(attempt); }
            catch (TaskCanceledException) when (!cancel.IsCancellationRequested && attempt < Attempts) { pause = Pause(attempt); }
            await Task.Delay(pause < LongestPause ? pause : LongestPause, cancel);
        }
    }

    public Task<Answer<T>> Get<T>(string target, Identity who, CancellationToken cancel) => Send<T>(HttpMethod.Get, target, null, who, null, cancel);
    public Task<Answer<T>> Post<T>(string target, object? body, Identity who, string key, CancellationToken cancel) => Send<T>(HttpMethod.Post, target, body, who, key, cancel);
    public Task<Answer<T>> Put<T>(string target, object body, Identity who, string key, CancellationToken cancel) => Send<T>(HttpMethod.Put, target, body, who, key, cancel);

    /// <summary>Every page of a list, newest first.</summary>
    public async IAsyncEnumerable<T> List<T>(string target, Identity who, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var separator = target.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await Get<Page<T>>($"{target}{separator}limit={PageSize}{(cursor.Length > 0 ? "&cursor=" + Uri.EscapeDataString(cursor) : "")}", who, cancel)).Need("list " + target);
            foreach (var item in page.Items) yield return item;
            cursor = page.Next;
        }
    }

    public void Dispose() => http.Dispose();

    private static async Task<Answer<T>> Read<T>(HttpResponseMessage response, CancellationToken cancel)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(cancel);
        if (response.IsSuccessStatusCode)
            return new(response.StatusCode, bytes.Length == 0 ? default : JsonSerializer.Deserialize<T>(bytes, Json), [], "");
        try
        {
            var problem = JsonSerializer.Deserialize<Problem>(bytes, Json);
            return new(response.StatusCode, default, problem?.Refusals ?? [], problem?.Title ?? response.ReasonPhrase ?? "");
        }
        catch (JsonException) { return new(response.StatusCode, default, [], response.ReasonPhrase ?? ""); }
    }

    private static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private static TimeSpan Pause(int attempt) => TimeSpan.FromMilliseconds(100 * Math.Pow(2, attempt));

    private sealed record Problem(string? Title, Refusal[]? Refusals);
}
