using System.Text.Json;
using TalentFinance.PartnerBank;

// A bank's own system, or several banks' in one process. README.md is the document for banks; this is one way to do it.
var builder = WebApplication.CreateBuilder(args);
// Banks may be listed in a file of their own: --settings banks.json, or PartnerBank__Settings in the environment.
if ((builder.Configuration["settings"] ?? builder.Configuration["PartnerBank:Settings"]) is { } file) builder.Configuration.AddJsonFile(Path.GetFullPath(file), optional: false).AddEnvironmentVariables();
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 1024 * 1024);
builder.Services.ConfigureHttpJsonOptions(options =>
{
    options.SerializerOptions.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter());
});

var settings = builder.Configuration.GetSection("Banks").Get<BankSettings[]>() ?? [];
if (settings.Length == 0) throw new InvalidOperationException("No bank is configured: Banks:0:Name, BankId, ClientId, ClientSecret, SigningKey, GatewayUrl (README.md)");
foreach (var bank in settings)
    if (bank is not { Name.Length: > 0, ClientId.Length: > 0, ClientSecret.Length: > 0, SigningKey.Length: > 0, GatewayUrl.IsAbsoluteUri: true } || bank.BankId == Guid.Empty)
        throw new InvalidOperationException($"Bank '{bank.Name}' is not configured wholly: Name, BankId, ClientId, ClientSecret, SigningKey, GatewayUrl (README.md)");
await using var app = builder.Build();
using var http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(3) }) { Timeout = TimeSpan.FromSeconds(60) };
var control = new ControlLog();
var state = builder.Configuration["State"] ?? "partner-bank-state";
var banks = settings.ToDictionary(bank => bank.Name, bank => new Bank(bank, state, http, control, app.Logger), StringComparer.OrdinalIgnoreCase);

app.MapPost("/{name}/talentfinance/v1/messages", async (string name, HttpContext context) =>
{
    if (!banks.TryGetValue(name, out var bank)) return Results.NotFound();
    if (bank.Mode == Mode.Down)
    {
        context.Abort();
        return Results.Empty;
    }
    using var buffer = new MemoryStream();
    await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
    // Slow as real systems are: it takes the message in the end, whether or not the caller still waits for the answer.
    if (bank.Mode == Mode.Slow) await Task.Delay(bank.DelayMs, app.Lifetime.ApplicationStopping);
    var (body, target) = (buffer.ToArray(), context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget);
    IResult Answer(int status, string what, JsonElement? message = null)
    {
        control.Add(bank.Settings.Name, "in", what, new Answer(status, null), target, message);
        return Results.Json(new { result = what }, statusCode: status);
    }
    // The signature comes first: what is not signed is not even parsed.
    if (bank.Signature.Fault(context.Request, target, body) is { } fault) return Answer(StatusCodes.Status401Unauthorized, fault);
    JsonElement message;
    try { message = JsonDocument.Parse(body).RootElement.Clone(); }
    catch (JsonException) { return Answer(StatusCodes.Status400BadRequest, "not JSON"); }
    if (message.ValueKind != JsonValueKind.Object || !message.TryGetProperty("deliveryId", out var id) || !id.TryGetGuid(out _) || !message.TryGetProperty("kind", out var kind))
        return Answer(StatusCodes.Status400BadRequest, "no deliveryId or kind");
    return bank.Receive(message) ? Answer(StatusCodes.Status202Accepted, kind.ToString(), message) : Answer(StatusCodes.Status200OK, "duplicate", message);
});

app.MapGet("/{name}/talentfinance/v1/health", (string name, HttpContext context) =>
{
    if (!banks.TryGetValue(name, out var bank)) return Results.NotFound();
    if (bank.Mode != Mode.Down) return Results.Ok(new { status = "ready" });
    context.Abort();
    return Results.Empty;
});

// For tests and demonstrations only; a real bank has nothing like this.
app.MapGet("/control", () => banks.Values.Select(bank => bank.Summary));
app.MapPost("/control", (Behaviour behaviour) =>
{
    var told = behaviour.Bank is null ? banks.Values.ToArray() : banks.TryGetValue(behaviour.Bank, out var one) ? [one] : [];
    foreach (var bank in told) bank.Behave(behaviour.Mode, behaviour.DelayMs);
    return told.Length == 0 ? Results.NotFound() : Results.Ok(told.Select(bank => bank.Summary));
});
app.MapGet("/control/log", (string? bank, string? what, long? since, Guid? applicationId) => control.Entries.Where(entry =>
    (bank is null || entry.Bank == bank) && (what is null || entry.What == what) && entry.Number > (since ?? 0) && (applicationId is null || entry.ApplicationId == applicationId)));
app.MapGet("/health/ready", () => Results.Ok());

await app.RunAsync();
foreach (var bank in banks.Values) await bank.DisposeAsync();
