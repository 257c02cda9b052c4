namespace TalentFinance.Contracts;

/// <summary>
/// Unified Social Credit Code (统一社会信用代码), GB 32100-2015: 18 characters, the last one a check character.
/// domain.md §9; the last "mod 31" is what some libraries miss.
/// </summary>
public static class CreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    /// <summary>What is wrong with a code, in words; null if nothing is.</summary>
    public static string? Fault(string? code)
    {
        if (code is not { Length: 18 }) return "a credit code has 18 characters";
        foreach (var character in code)
            if (!Alphabet.Contains(character, StringComparison.Ordinal)) return $"'{character}' does not occur in credit codes (digits and capital letters without I, O, S, V, Z)";
        for (var i = 2; i < 8; i++)
            if (!char.IsAsciiDigit(code[i])) return "characters 3 to 8 are the six digits of the registering region";
        return code[17] == CheckCharacter(code) ? null : "the check character (the last one) does not fit the others";
    }

    public static bool IsValid(string? code) => Fault(code) is null;

    /// <summary>The check character of the first 17 characters.</summary>
    public static char CheckCharacter(string first17)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++) sum += Alphabet.IndexOf(first17[i], StringComparison.Ordinal) * Weights[i];
        return Alphabet[(31 - sum % 31) % 31];
    }
}
