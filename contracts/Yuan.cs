using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TalentFinance.Contracts;

/// <summary>
/// Money: Chinese yuan with two decimals, never more. The one rounding rule is half up (away from zero for
/// negatives); where an amount is divided, the remainder goes to the last part. domain.md §9.
/// </summary>
[JsonConverter(typeof(YuanJson))]
public readonly record struct Yuan : IComparable<Yuan>
{
    /// <summary>The largest amount that any field takes: one trillion. What is above is a typing error.</summary>
    public const decimal Limit = 1_000_000_000_000m;

    private readonly decimal amount;

    private Yuan(decimal amount) => this.amount = amount;

    public static Yuan Zero => default;

    /// <summary>The amount in yuan, with exactly two decimals.</summary>
    public decimal Amount => amount == 0 ? 0.00m : amount;

    /// <summary>Rounds half up to the cent.</summary>
    public static Yuan Rounded(decimal amount) => new(decimal.Round(amount, 2, MidpointRounding.AwayFromZero) + 0.00m);

    /// <summary>An amount that is already in whole cents; anything finer is a bug of the caller.</summary>
    public static Yuan Of(decimal amount) => decimal.Round(amount, 2) == amount
        ? new(amount + 0.00m)
        : throw new ArgumentOutOfRangeException(nameof(amount), amount, "finer than a cent");

    /// <summary>万元 as Chinese finance writes amounts.</summary>
    public static Yuan Wan(decimal tenThousands) => Of(tenThousands * 10_000m);

    /// <summary>A share of this amount in basis points (8000 = 80 %), rounded half up.</summary>
    public Yuan Share(int shareBp) => Rounded(amount * shareBp / 10_000m);

    public int CompareTo(Yuan other) => amount.CompareTo(other.amount);

    public static Yuan operator +(Yuan left, Yuan right) => new(left.amount + right.amount);
    public static Yuan operator -(Yuan left, Yuan right) => new(left.amount - right.amount);
    public static Yuan operator -(Yuan value) => new(-value.amount);
    public static bool operator <(Yuan left, Yuan right) => left.amount < right.amount;
    public static bool operator >(Yuan left, Yuan right) => left.amount > right.amount;
    public static bool operator <=(Yuan left, Yuan right) => left.amount <= right.amount;
    public static bool operator >=(Yuan left, Yuan right) => left.amount >= right.amount;

    public static Yuan Add(Yuan left, Yuan right) => left + right;
    public static Yuan Subtract(Yuan left, Yuan right) => left - right;
    public static Yuan Negate(Yuan value) => -value;
    public static Yuan Min(Yuan left, Yuan right) => left < right ? left : right;
    public static Yuan Max(Yuan left, Yuan right) => left > right ? left : right;
    public static Yuan Sum(IEnumerable<Yuan> parts) => parts.Aggregate(Zero, (sum, part) => sum + part);

    public override string ToString() => Amount.ToString("0.00", CultureInfo.InvariantCulture);
}

internal sealed class YuanJson : JsonConverter<Yuan>
{
    public override Yuan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDecimal(out var amount))
            throw new JsonException("an amount in yuan is a number such as 500000.00");
        if (amount != decimal.Round(amount, 2))
            throw new JsonException("an amount in yuan has at most two decimals");
        if (Math.Abs(amount) > Yuan.Limit)
            throw new JsonException("an amount in yuan is at most 1000000000000");
        return Yuan.Of(amount);
    }

    public override void Write(Utf8JsonWriter writer, Yuan value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Amount);
}

/// <summary>Sums amounts.</summary>
public static class YuanSums
{
    public static Yuan SumYuan<T>(this IEnumerable<T> items, Func<T, Yuan> amount)
    {
        var sum = Yuan.Zero;
        foreach (var item in items) sum += amount(item);
        return sum;
    }
}
