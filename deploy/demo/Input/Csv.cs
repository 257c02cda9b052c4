using CsvHelper;

namespace TalentFinance.Demo.Input;

/// <summary>One line of a file as named texts, or why it is none.</summary>
internal readonly record struct CsvLine(int Number, IReadOnlyDictionary<string, string> Texts, string? Fault);

/// <summary>Comma-separated lines below a head line that names the fields. Lines that begin with # are passed over.</summary>
internal static class Csv
{
    private static readonly CsvReaderOptions Options = new() { Separator = ',', CommentPrefix = '#', TrackLineNumbers = true, TrimWhitespace = true, MaxRecordSize = 1 << 20 };
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    public static IEnumerable<CsvLine> Lines(TextReader file)
    {
        using var csv = CsvReader.Create(file, Options, leaveOpen: true);
        var names = csv.Headers.ToArray();
        if (names.Length == 0)
        {
            yield return new(1, Nothing, "the file is empty: the first line names the fields");
            yield break;
        }
        if (names.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            yield return new(1, Nothing, $"the field {twice.Key} is named twice");
            yield break;
        }
        while (csv.Read())
        {
            var line = (int)csv.LineNumber;
            if (csv.FieldCount != names.Length)
            {
                yield return new(line, Nothing, $"{csv.FieldCount} fields where the head line names {names.Length}");
                continue;
            }
            var texts = new Dictionary<string, string>(names.Length);
            for (var i = 0; i < names.Length; i++) texts.Add(names[i], csv.GetString(i));
            yield return new(line, texts, null);
        }
    }
}
