namespace TalentFinance.Registry.Domain;

/// <summary>
/// Industry codes of GB/T 4754-2017: section letter, then division (2 digits), group (3) or class (4).
/// The facts ship as one line a section: the letter and its classes, each division written once.
/// </summary>
internal static class Industry
{
    private static readonly HashSet<string> Known = Read();

    /// <summary>What is wrong with a code, in words; null if nothing is.</summary>
    public static string? Fault(string? code)
    {
        if (code is not { Length: >= 3 and <= 5 } || !char.IsAsciiLetterUpper(code[0]) || !code.AsSpan(1).ContainsOnlyDigits())
            return "an industry is a letter and two to four digits of GB/T 4754-2017, for instance C3940";
        return Known.Contains(code) ? null : $"{code} does not occur in GB/T 4754-2017";
    }

    public static int Count => Known.Count;

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>Lines such as "A 01:11,12,21 02:1,2": section A, division 01 with classes 0111, 0112, 0121; a single digit is a group without classes.</summary>
    private static HashSet<string> Read()
    {
        using var file = new StreamReader(typeof(Industry).Assembly.GetManifestResourceStream("industries.txt")!);
        var known = new HashSet<string>(StringComparer.Ordinal);
        while (file.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var section, .. var divisions]) continue;
            foreach (var division in divisions)
            {
                var parts = division.Split(':');
                known.Add(section + parts[0]);
                foreach (var ending in parts.Length > 1 ? parts[1].Split(',') : [])
                {
                    known.Add(section + parts[0] + ending[..1]);
                    known.Add(section + parts[0] + ending);
                }
            }
        }
        return known;
    }
}
