using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using TalentFinance.Contracts;

namespace TalentFinance.Hosting;

/// <summary>
/// A refusal as an answer: RFC 9457 problem document with every reason. 400 when a field is wrong, 409 when the state
/// does not allow it, 422 when a rule says no.
/// </summary>
public sealed class Refused(params IReadOnlyList<Refusal> refusals) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    public IReadOnlyList<Refusal> Refusals { get; } = refusals;

    public int? StatusCode => Refusals[0].Kind switch
    {
        RefusalKind.Input => StatusCodes.Status400BadRequest,
        RefusalKind.State => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var problem = Problems.Of(StatusCode!.Value, Refusals[0].Code, Refusals[0].Text, Refusals);
        return Problems.Write(httpContext, problem);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        foreach (var status in (int[])[400, 409, 422])
            builder.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), ["application/problem+json"]));
    }
}

/// <summary>Problem documents (RFC 9457) for every error there is.</summary>
public static partial class Problems
{
    public static ProblemDetails Of(int status, string code, string detail, IReadOnlyList<Refusal>? refusals = null)
    {
        var problem = new ProblemDetails { Type = "urn:talentfinance:problem:" + code, Title = ReasonPhrases.GetReasonPhrase(status), Status = status, Detail = detail };
        problem.Extensions["code"] = code;
        if (refusals is not null) problem.Extensions["refusals"] = refusals;
        return problem;
    }

    public static Task Write(HttpContext context, ProblemDetails problem)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(problem);
        context.Response.StatusCode = problem.Status!.Value;
        problem.Extensions["traceId"] = System.Diagnostics.Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
        return context.Response.WriteAsJsonAsync(problem, Json, "application/problem+json", context.RequestAborted);
    }

    /// <summary>How JSON is read and written at every endpoint: strict, so that a mistake is named instead of ignored.</summary>
    public static JsonSerializerOptions Json { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    internal static JsonSerializerOptions Configure(JsonSerializerOptions json)
    {
        json.NumberHandling = JsonNumberHandling.Strict;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;
        json.AllowDuplicateProperties = false;
        json.MaxDepth = 32;
        json.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        json.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        json.Converters.Add(new NoNul());
        return json;
    }

    internal static void Add(IServiceCollection services)
    {
        services.AddProblemDetails();
        services.ConfigureHttpJsonOptions(options => Configure(options.SerializerOptions));
        // A body that cannot be read becomes an exception, and that a problem document which names the field.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    /// <summary>Turns exceptions and bare status codes into problem documents.</summary>
    public static void UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = context => Write(context, Of(context.Features.Get<IExceptionHandlerFeature>()!.Error)),
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException or OperationCanceledException,
        });
        app.UseStatusCodePages(context => Write(context.HttpContext, OfStatus(context.HttpContext.Response.StatusCode)));
        NoNul.UseInQueries(app);
    }

    private static ProblemDetails Of(Exception error) => error switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest, InnerException: JsonException json } => OfJson(json),
        BadHttpRequestException bad => Of(bad.StatusCode, bad.StatusCode == 413 ? "too-large" : bad.StatusCode == 415 ? "unsupported-media-type" : "bad-request", Plain(bad)),
        OperationCanceledException => Of(499, "cancelled", "the caller went away"),
        _ => Of(StatusCodes.Status500InternalServerError, "internal-error", "something went wrong on our side; nothing was changed. Try again with the same Idempotency-Key, and quote traceId if it stays"),
    };

    private static string Plain(BadHttpRequestException bad) => bad.StatusCode switch
    {
        413 => "the body is larger than this endpoint takes",
        415 => "send application/json",
        // ASP.NET Core names our types, which say nothing to a caller.
        _ => UnboundParameter().Match(bad.Message) is { Success: true } unbound ? $"{unbound.Groups[1].Value}: not a value that this parameter takes" : bad.Message,
    };

    [GeneratedRegex("parameter \"\\S+ (\\w+)\"")]
    private static partial Regex UnboundParameter();

    private static ProblemDetails OfJson(JsonException json)
    {
        var field = json.Path?.TrimStart('$').TrimStart('.') is { Length: > 0 } path ? path : "body";
        var text = json.Message.Split(" Path: ", 2)[0] switch
        {
            // Names of our types say nothing to a caller.
            var message when message.Contains("missing required propert", StringComparison.Ordinal) => "required: " + message[(message.LastIndexOf("including: ", StringComparison.Ordinal) + 11)..].Trim('.', ' '),
            var message when message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal) => "this field is not known here",
            var message when message.Contains("could not be converted", StringComparison.Ordinal) || message.Contains("TalentFinance", StringComparison.Ordinal) => "not a value that this field takes",
            var message => message,
        };
        return Of(StatusCodes.Status400BadRequest, "invalid-json", $"{field}: {text}", [Refusal.Input(field, text, "see the API document for this field's type")]);
    }

    private static ProblemDetails OfStatus(int status) => status switch
    {
        401 => Of(401, "not-signed-in", "sign in, or send a bearer token that has not expired"),
        403 => Of(403, "not-allowed", "your role may not do this"),
        404 => Of(404, "not-found", "there is nothing here that you may see"),
        405 => Of(405, "method-not-allowed", "this address takes another method"),
        415 => Of(415, "unsupported-media-type", "send application/json"),
        429 => Of(429, "too-many-requests", "slow down; Retry-After says when to come back"),
        _ => Of(status, "http-" + status, ReasonPhrases.GetReasonPhrase(status)),
    };
}

/// <summary>Checks of a request's fields; collects every fault.</summary>
public sealed class Check
{
    private readonly List<Refusal> faults = [];

    /// <summary>The answer when something was wrong.</summary>
    public Refused? Refused => faults.Count > 0 ? new Refused(faults) : null;

    public Check That(bool holds, string field, string text, string remedy)
    {
        if (!holds) faults.Add(Refusal.Input(field, text, remedy));
        return this;
    }

    public Check Text(string? value, string field, int max, int min = 1) => That(
        value is not null && value.Trim().Length >= min && value.Length <= max && !value.Any(character => char.IsControl(character) && character is not ('\n' or '\r' or '\t')),
        field, $"a text of {min} to {max} characters without control characters", $"write {min} to {max} characters");

    public Check Range(Yuan value, string field, Yuan min, Yuan max) => That(value >= min && value <= max, field, $"an amount in yuan from {min} to {max}", "change the amount");

    public Check Range(int value, string field, int min, int max) => That(value >= min && value <= max, field, $"a whole number from {min} to {max}", "change the number");

    public Check Range(DateOnly value, string field, DateOnly min, DateOnly max) => That(value >= min && value <= max, field, $"a date from {min:yyyy-MM-dd} to {max:yyyy-MM-dd}", "change the date");

    public Check Count<T>(IReadOnlyCollection<T>? values, string field, int max, int min = 0) => That(values is not null && values.Count >= min && values.Count <= max, field, $"a list of {min} to {max}", "shorten or fill the list");

    public Check Known<T>(T value, string field) where T : struct, Enum => That(Enum.IsDefined(value), field, "one of: " + string.Join(", ", Enum.GetNames<T>()), "choose one of these");
}
