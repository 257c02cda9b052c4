using TalentFinance.Contracts;

namespace TalentFinance.RiskPool.Domain;

/// <summary>
/// Divides by shares: the parts are the amount to the cent, and the cents that are left over after rounding down go to the
/// first parts in order. Whoever must never get more than its share therefore stands last.
/// </summary>
internal static class Allocation
{
    public static Yuan[] Split(Yuan amount, params ReadOnlySpan<int> weights)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount.Amount, 0);
        var cents = Divide((Int128)(amount.Amount * 100), weights);
        var parts = new Yuan[cents.Length];
        for (var i = 0; i < parts.Length; i++) parts[i] = Yuan.Of((decimal)cents[i] / 100);
        return parts;
    }

    /// <summary>The same for whole units such as basis points.</summary>
    public static Int128[] Divide(Int128 units, params ReadOnlySpan<int> weights)
    {
        var total = 0;
        foreach (var weight in weights) total += weight >= 0 ? weight : throw new ArgumentOutOfRangeException(nameof(weights));
        ArgumentOutOfRangeException.ThrowIfZero(total, nameof(weights));

        var (parts, left) = (new Int128[weights.Length], units);
        for (var i = 0; i < parts.Length; i++) left -= parts[i] = units * weights[i] / total;
        for (var i = 0; left > 0; i++)
        {
            // A part of weight 0 takes nothing, not even a left-over cent.
            if (weights[i] == 0) continue;
            parts[i]++;
            left--;
        }
        return parts;
    }
}
