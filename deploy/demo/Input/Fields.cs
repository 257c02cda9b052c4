using System.Globalization;
using TalentFinance.Contracts;

namespace TalentFinance.Demo.Input;

/// <summary>The named texts of one line, read field by field; whatever is wrong is collected, not thrown.</summary>
internal sealed class Fields(IReadOnlyDictionary<string, string> texts, DateOnly today)
{
    private readonly HashSet<string> used = [];

    public List<string> Faults { get; } = [];

    public string Text(string name, int max, string? otherwise = null)
    {
        var text = Raw(name);
        if (text.Length == 0)
        {
            if (otherwise is null) Faults.Add($"{name} is missing");
            return otherwise ?? "";
        }
        if (text.Length > max) Faults.Add($"{name} has more than {max} characters");
        return text;
    }

    public bool Has(string name) => Raw(name).Length > 0;

    public int Whole(string name, int min, int max, int? otherwise = null) =>
        Read(name, otherwise, text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number : null,
            $"a whole number between {min} and {max}");

    public Yuan Money(string name, Yuan? otherwise = null) =>
        Read(name, otherwise, text => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount >= 0 && amount <= Yuan.Limit && decimal.Round(amount, 2) == amount ? Yuan.Of(amount) : null,
            "an amount in yuan, not negative, with at most two decimals, such as 1500000.00");

    public DateOnly Date(string name, DateOnly? otherwise = null) => Read(name, otherwise, DateOf, "a date such as 2021-03-15, or today-6m (d, m, y)");

    /// <summary>A date, or one so many days, months or years from today: what is too young stays too young.</summary>
    internal DateOnly? DateOf(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        if (!text.StartsWith("today", StringComparison.Ordinal) || text.Length < 8 || text[5] is not ('+' or '-')
            || !int.TryParse(text.AsSpan(5, text.Length - 6), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) || Math.Abs(count) > 20_000) return null;
        return text[^1] switch { 'd' => today.AddDays(count), 'm' => today.AddMonths(count), 'y' when Math.Abs(count) <= 500 => today.AddYears(count), _ => null };
    }

    public bool YesNo(string name, bool? otherwise = null) =>
        Read(name, otherwise, text => text.ToUpperInvariant() switch { "YES" or "TRUE" or "1" => true, "NO" or "FALSE" or "0" => false, _ => null }, "yes or no");

    public TEnum OneOf<TEnum>(string name, TEnum? otherwise = null) where TEnum : struct, Enum =>
        Read(name, otherwise, text => char.IsAsciiLetter(text[0]) && Enum.TryParse<TEnum>(text, ignoreCase: true, out var value) ? value : null,
            "one of " + string.Join(", ", Enum.GetNames<TEnum>()));

    public string[] List(string name, int max)
    {
        var items = Raw(name).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (items.Length > max) Faults.Add($"{name} has more than {max} entries");
        return items;
    }

    /// <summary>A misspelt column would be a silent default, so it is a fault.</summary>
    public void NoOthers()
    {
        foreach (var name in texts.Keys)
            if (!used.Contains(name)) Faults.Add($"there is no field {name}");
    }

    private string Raw(string name)
    {
        used.Add(name);
        return texts.TryGetValue(name, out var text) ? text.Trim() : "";
    }

    private T Read<T>(string name, T? otherwise, Func<string, T?> read, string form) where T : struct
    {
        var text = Raw(name);
        if (text.Length == 0)
        {
            if (otherwise is null) Faults.Add($"{name} is missing");
            return otherwise ?? default;
        }
        if (read(text) is { } value) return value;
        Faults.Add($"{name} is not {form}");
        return default;
    }
}
