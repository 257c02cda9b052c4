using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using TalentFinance.Contracts;

namespace TalentFinance.Hosting;

/// <summary>
/// The NUL character stands in no text that means something, and PostgreSQL keeps none: it is refused where texts come in, in
/// JSON and in queries, so that no handler has to think of it. Paths and headers with it never pass the server.
/// </summary>
internal sealed class NoNul : JsonConverter<string>
{
    private const string Text = "a text without NUL characters", Remedy = "leave the NUL character out";

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType != JsonTokenType.String ? throw new JsonException("not a value that this field takes")
        : reader.GetString() is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : throw new JsonException(Text + "; " + Remedy);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public static void UseInQueries(IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) != true) return next(context);
        foreach (var (name, values) in context.Request.Query)
            if (values.Any(value => value?.Contains('\0', StringComparison.Ordinal) == true))
                return new Refused(Refusal.Input(name, Text, Remedy)).ExecuteAsync(context);
        return next(context);
    });
}
