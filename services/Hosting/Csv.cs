using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using TalentFinance.Contracts;

namespace TalentFinance.Hosting;

/// <summary>
/// Any list or figure as CSV: the same address with ?format=csv or Accept: text/csv. What the handler answers is written
/// row by row, page after page, so that memory stays flat and the export cannot show what the list would not.
/// </summary>
public static class Csv
{
    public const string MediaType = "text/csv";
    /// <summary>What one export holds at most; the last line says so where more was there.</summary>
    public const int RowsMax = 200_000;

    /// <summary>Lets an endpoint that answers a page or one figure be exported too.</summary>
    public static RouteHandlerBuilder Exportable(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilterFactory((factory, next) =>
    {
        var parameters = factory.MethodInfo.GetParameters();
        var (page, offset, limit) = (Find(typeof(PageRequest), null), Find(typeof(int), "offset"), Find(typeof(int), "limit"));
        return async context =>
        {
            if (!IsAsked(context.HttpContext.Request)) return await next(context);
            if (page >= 0) context.Arguments[page] = ((PageRequest)context.Arguments[page]!) with { Limit = PageRequest.LimitMax };
            else if (limit >= 0) context.Arguments[limit] = PageRequest.LimitMax;
            var first = await next(context);
            if (ValueOf(first) is not { } value) return first;
            var asOf = context.HttpContext.RequestServices.GetRequiredService<BusinessClock>().Now;
            return TypedResults.Stream(body => Write(body, context, value, asOf, next, cursor =>
            {
                if (page >= 0) context.Arguments[page] = ((PageRequest)context.Arguments[page]!) with { After = PageRequest.Read(cursor) };
                else if (offset >= 0) context.Arguments[offset] = int.Parse(cursor, CultureInfo.InvariantCulture);
                else return false;
                return true;
            }), MediaType + "; charset=utf-8", FileName(context.HttpContext.Request.Path, asOf));
        };

        int Find(Type type, string? name) => Array.FindIndex(parameters, parameter => parameter.ParameterType == type && (name is null || parameter.Name == name));
    }).WithMetadata(new ExportsCsv());

    private static bool IsAsked(HttpRequest request) =>
        request.Query.TryGetValue("format", out var format) ? format == "csv" : request.GetTypedHeaders().Accept is [{ MediaType.Value: MediaType }, ..];

    private static object? ValueOf(object? result)
    {
        if (result is INestedHttpResult nested) result = nested.Result;
        return result is IStatusCodeHttpResult { StatusCode: StatusCodes.Status200OK } and IValueHttpResult { Value: { } value } ? value : null;
    }

    private static string FileName(PathString path, DateTimeOffset asOf) =>
        $"{string.Join('-', path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(1))}-{asOf.ToOffset(WorkingCalendar.ChinaOffset):yyyyMMdd-HHmm}.csv";

    private static async Task Write(Stream body, EndpointFilterInvocationContext context, object value, DateTimeOffset asOf, EndpointFilterDelegate next, Func<string, bool> turn)
    {
        // With a byte order mark, without which Excel takes Chinese for something else.
        await using var text = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await text.WriteLineAsync(Line([("as of", typeof(string)), (asOf.ToOffset(WorkingCalendar.ChinaOffset).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture), typeof(string)), (context.HttpContext.Request.Path + context.HttpContext.Request.QueryString, typeof(string))]));
        Column[]? columns = null;
        for (var rows = 0; ;)
        {
            var (items, cursor) = Rows(value);
            foreach (var item in items)
            {
                if (columns is null) await text.WriteLineAsync(Line((columns = Column.Of(item.GetType())).Select(column => ((object?)column.Name, typeof(string)))));
                await text.WriteLineAsync(Line(columns.Select(column => (column.Read(item), column.Type))));
                rows++;
            }
            if (cursor is null) return;
            if (rows >= RowsMax)
            {
                await text.WriteLineAsync(Line([($"more than {RowsMax} rows: narrow the list", typeof(string))]));
                return;
            }
            if (!turn(cursor) || ValueOf(await next(context)) is not { } more) return;
            value = more;
        }
    }

    /// <summary>A page's items; a figure that holds one list is its rows; any other figure is one row.</summary>
    private static (IEnumerable<object> Items, string? Cursor) Rows(object value)
    {
        var type = value.GetType();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Page<>))
            return (((IEnumerable)type.GetProperty("Items")!.GetValue(value)!).Cast<object>(), (string?)type.GetProperty("Next")!.GetValue(value));
        return ((value as IEnumerable ?? type.GetProperties().Where(property => property.GetCustomAttribute<ExportedRowsAttribute>() is not null).Select(property => (IEnumerable)property.GetValue(value)!).FirstOrDefault() ?? new[] { value }).Cast<object>(), null);
    }

    private static string Line(IEnumerable<(object? Value, Type Type)> fields) => string.Join(',', fields.Select(field => Field(field.Value)));

    /// <summary>Amounts exact, dates as ISO; what a spreadsheet would take for a formula is text.</summary>
    internal static string Field(object? value)
    {
        var text = value switch
        {
            null => "",
            bool truth => truth ? "true" : "false",
            DateTimeOffset at => at.ToOffset(WorkingCalendar.ChinaOffset).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
        if (value is string && text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal)) text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>A column for each plain property; those of a record inside, after its name; lists and links are left out.</summary>
    private sealed record Column(string Name, Type Type, Func<object, object?> Read)
    {
        public static Column[] Of(Type type) => [.. Inside(type, "", row => row, depth: 0)];

        private static IEnumerable<Column> Inside(Type type, string prefix, Func<object, object?> at, int depth)
        {
            foreach (var property in type.GetProperties().Where(property => property.GetIndexParameters().Length == 0))
            {
                var (name, kind) = (prefix + JsonNamingPolicy.CamelCase.ConvertName(property.Name), Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
                Func<object, object?> read = row => at(row) is { } holder ? property.GetValue(holder) : null;
                if (kind == typeof(string) || kind == typeof(Yuan) || kind.IsPrimitive || kind.IsEnum || kind == typeof(decimal) || kind == typeof(Guid) || kind == typeof(DateOnly) || kind == typeof(DateTimeOffset))
                    yield return new(name, kind, read);
                else if (depth < 2 && !typeof(IEnumerable).IsAssignableFrom(kind) && kind.IsClass)
                    foreach (var column in Inside(kind, name + ".", read, depth + 1)) yield return column;
            }
        }
    }
}

/// <summary>On the list of a figure's view whose items are the rows of its export.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ExportedRowsAttribute : Attribute;

/// <summary>Metadata that the API document reads.</summary>
internal sealed class ExportsCsv;
