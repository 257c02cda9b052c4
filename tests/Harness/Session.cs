using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using TalentFinance.Hosting;

namespace TalentFinance.Tests.Harness;

/// <summary>
/// Somebody's conversation with a service over HTTP, as any client would have it. A stubborn one repeats a request that
/// got no answer, or a 5xx, with the same key, until it is answered: what a good client does when servers die.
/// </summary>
public sealed class Session(Func<HttpClient> http, AuthenticationHeaderValue? authorization, Caller? caller, TimeSpan? stubbornFor = null)
{
    public Caller Caller => caller ?? throw new InvalidOperationException("nobody is signed in");

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path, null, null);

    public Task<Answer> Post(string path, object? body = null, string? key = null) => Send(HttpMethod.Post, path, body, key ?? Guid.NewGuid().ToString());

    public Task<Answer> Put(string path, object? body = null, string? key = null) => Send(HttpMethod.Put, path, body, key ?? Guid.NewGuid().ToString());

    /// <summary>Sends bytes as they are, for what no well-behaved client would send.</summary>
    public async Task<Answer> PostRaw(string path, HttpContent content, string? key = null)
    {
        using var request = Request(HttpMethod.Post, path, key ?? Guid.NewGuid().ToString());
        request.Content = content;
        using var response = await http().SendAsync(request);
        return await Answer.Of(response);
    }

    private async Task<Answer> Send(HttpMethod method, string path, object? body, string? key)
    {
        if (stubbornFor is not { } patience) return await SendOnce(method, path, body, key);
        Answer? answer = null;
        await Eventually.True(async () =>
        {
            try { answer = await SendOnce(method, path, body, key); }
            catch (Exception failure) when (failure is HttpRequestException or IOException or TaskCanceledException) { return false; }
            return (int)answer.Status < 500;
        }, $"{method} {path} is answered", patience);
        return answer!;
    }

    private async Task<Answer> SendOnce(HttpMethod method, string path, object? body, string? key)
    {
        using var request = Request(method, path, key);
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: Problems.Json);
        using var response = await http().SendAsync(request);
        return await Answer.Of(response);
    }

    private HttpRequestMessage Request(HttpMethod method, string path, string? key)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = authorization;
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return request;
    }
}

/// <summary>What came back.</summary>
public sealed record Answer(HttpStatusCode Status, JsonNode? Body, string Text, bool Replayed)
{
    internal static async Task<Answer> Of(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        JsonNode? body = null;
        if (response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true && text.Length > 0) body = JsonNode.Parse(text);
        return new(response.StatusCode, body, text, response.Headers.Contains("Idempotency-Replayed"));
    }

    /// <summary>The answer, which must be a success; otherwise what the problem document said is thrown.</summary>
    public JsonNode Ok => (int)Status is >= 200 and < 300 ? Body ?? JsonValue.Create("") : throw new InvalidOperationException($"{(int)Status}: {Text}");

    /// <summary>The problem's code.</summary>
    public string? Code => Body?["code"]?.GetValue<string>();

    /// <summary>The codes of all refusals.</summary>
    public string[] RefusalCodes => Body?["refusals"] is JsonArray refusals ? [.. refusals.Select(refusal => refusal!["code"]!.GetValue<string>())] : [];

    /// <summary>The fields that were refused.</summary>
    public string?[] RefusedFields => Body?["refusals"] is JsonArray refusals ? [.. refusals.Select(refusal => refusal!["field"]?.GetValue<string>())] : [];

    public T As<T>() => Ok.Deserialize<T>(Problems.Json)!;
}
