using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Yarp.ReverseProxy;

namespace TalentFinance.Gateway;

/// <summary>
/// One API document of everything that can be called through the gateway, for people (/docs) and for generators: the
/// services' own documents, each operation under its service's name, each schema named after its service.
/// </summary>
internal sealed partial class ShowApiDocument(
    IProxyStateLookup proxy, IConfiguration configuration, [FromKeyedServices("v1")] IOpenApiDocumentProvider own, ILogger<ShowApiDocument> log) : IDisposable
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(30);
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head", "options"];
    private readonly SemaphoreSlim building = new(1, 1);
    private (DateTimeOffset At, byte[] Json)? cached;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/openapi.json", async (ShowApiDocument document, CancellationToken cancel) =>
        TypedResults.Bytes(await document.Json(cancel), "application/json")).AllowAnonymous().ExcludeFromDescription();

    public void Dispose() => building.Dispose();

    private async Task<byte[]> Json(CancellationToken cancel)
    {
        if (cached is { } fresh && DateTimeOffset.UtcNow - fresh.At < GoodFor) return fresh.Json;
        await building.WaitAsync(cancel);
        try
        {
            if (cached is { } built && DateTimeOffset.UtcNow - built.At < GoodFor) return built.Json;
            var (json, complete) = await Build(cancel);
            // A document with a gap is not kept: the service may be up in a moment.
            if (complete) cached = (DateTimeOffset.UtcNow, json);
            return json;
        }
        finally { building.Release(); }
    }

    private async Task<(byte[] Json, bool Complete)> Build(CancellationToken cancel)
    {
        var (paths, schemas, tags, missing) = (new JsonObject(), new JsonObject(), new JsonArray(), new JsonArray());
        foreach (var service in ServiceRoutes.Configured(configuration).Keys.Order(StringComparer.Ordinal))
        {
            if (await Fetch(service, cancel) is { } document) Merge(service, document, paths, schemas, tags);
            else missing.Add(service);
        }
        Merge("gateway", await Own(cancel), paths, schemas, tags);
        var merged = new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "TalentFinance 人才金融",
                ["version"] = "v1",
                ["description"] = "Sign in at /api/registry/session (browser) or /api/registry/token (systems). Every write carries an Idempotency-Key. Errors are problem documents (RFC 9457); `refusals` names each rule, its source and what would change it."
                    + (missing.Count > 0 ? $" Not reachable at the moment: {string.Join(", ", missing.Select(name => name!.ToString()))}." : ""),
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas,
                ["securitySchemes"] = new JsonObject
                {
                    ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
                    ["cookie"] = new JsonObject { ["type"] = "apiKey", ["in"] = "cookie", ["name"] = Hosting.SignIn.CookieName },
                },
            },
            ["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }, new JsonObject { ["cookie"] = new JsonArray() }, new JsonObject()),
            ["tags"] = tags,
        };
        return (System.Text.Encoding.UTF8.GetBytes(merged.ToJsonString(Readable)), missing.Count == 0);
    }

    /// <summary>What the gateway itself answers: partners and operations.</summary>
    private async Task<JsonNode> Own(CancellationToken cancel)
    {
        var document = await own.GetOpenApiDocumentAsync(cancel);
        return JsonNode.Parse(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancel))!;
    }

    private async Task<JsonNode?> Fetch(string service, CancellationToken cancel)
    {
        if (!proxy.TryGetCluster(service, out var cluster)) return null;
        foreach (var destination in cluster.DestinationsState.AvailableDestinations)
        {
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
                limit.CancelAfter(TimeSpan.FromSeconds(5));
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(destination.Model.Config.Address), "/openapi/v1.json"));
                using var response = await cluster.Model.HttpClient.SendAsync(request, limit.Token);
                response.EnsureSuccessStatusCode();
                return await JsonNode.ParseAsync(await response.Content.ReadAsStreamAsync(limit.Token), cancellationToken: limit.Token);
            }
            catch (Exception failure) when (failure is HttpRequestException or JsonException || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
            {
                LogFailure(log, service, failure.Message);
            }
        }
        return null;
    }

    private static void Merge(string service, JsonNode document, JsonObject paths, JsonObject schemas, JsonArray tags)
    {
        var prefix = char.ToUpperInvariant(service[0]) + service[1..];
        Rename(document, "#/components/schemas/", prefix + ".");
        tags.Add(new JsonObject { ["name"] = prefix });
        foreach (var (path, item) in document["paths"]?.AsObject().ToArray() ?? [])
        {
            if (item is not JsonObject operations || paths.ContainsKey(path)) continue;
            foreach (var method in Methods)
            {
                if (operations[method] is not JsonObject operation) continue;
                operation["tags"] = new JsonArray(prefix);
                if (operation["operationId"]?.ToString() is { } id) operation["operationId"] = $"{prefix}.{id}";
            }
            paths[path] = operations.DeepClone();
        }
        foreach (var (name, schema) in document["components"]?["schemas"]?.AsObject().ToArray() ?? []) schemas[$"{prefix}.{name}"] = schema?.DeepClone();
    }

    private static void Rename(JsonNode? node, string before, string prefix)
    {
        switch (node)
        {
            case JsonArray array:
                foreach (var item in array) Rename(item, before, prefix);
                break;
            case JsonObject fields:
                foreach (var (name, value) in fields.ToArray())
                {
                    if (name == "$ref" && value?.ToString() is { } reference && reference.StartsWith(before, StringComparison.Ordinal)) fields[name] = before + prefix + reference[before.Length..];
                    else Rename(value, before, prefix);
                }
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The API document of {Service} could not be read: {Reason}")]
    private static partial void LogFailure(ILogger log, string service, string reason);
}
