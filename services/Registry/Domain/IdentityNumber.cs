using System.Globalization;

namespace TalentFinance.Registry.Domain;

/// <summary>
/// Resident identity number (居民身份证号), GB 11643-1999: region 6, birth date 8, sequence 3, check character.
/// domain.md §9. Residents of Hong Kong, Macau and Taiwan carry regions 81-83; the foreign permanent resident's card
/// (talents come from abroad too) has the same build with a leading 9, the province and the country in the region's place.
/// </summary>
internal static class IdentityNumber
{
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    private const string CheckCharacters = "10X98765432";

    /// <summary>What is wrong with a number, in words; null if nothing is. Never repeats the number: the words may be logged.</summary>
    public static string? Fault(string? number, DateOnly today)
    {
        if (number is not { Length: 18 }) return "an identity number has 18 characters";
        for (var i = 0; i < 17; i++)
            if (!char.IsAsciiDigit(number[i])) return "the first 17 characters are digits";
        if (number[17] != 'X' && !char.IsAsciiDigit(number[17])) return "the last character is a digit or a capital X";
        var province = number[0] == '9' ? number[1..3] : number[..2];
        if (!Division.IsProvince(province) && number[..2] is not ("81" or "82" or "83")) return "the number does not begin with a known region";
        if (!DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born)) return "characters 7 to 14 are not a date";
        if (born.Year < 1900 || born > today) return "the date of birth is not in a possible range";
        return number[17] == CheckCharacter(number) ? null : "the check character (the last one) does not fit the others";
    }

    /// <summary>The check character of the first 17 digits.</summary>
    public static char CheckCharacter(string first17)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++) sum += (first17[i] - '0') * Weights[i];
        return CheckCharacters[sum % 11];
    }

    /// <summary>What anybody may see: first six, last four (domain.md §9, PIPL).</summary>
    public static string Mask(string number) => string.Concat(number.AsSpan(0, 6), "********", number.AsSpan(14, 4));

    /// <summary>A name as others see it: the family name, the rest hidden.</summary>
    public static string MaskName(string name)
    {
        var family = StringInfo.GetNextTextElement(name);
        return family + new string('*', Math.Clamp(new StringInfo(name).LengthInTextElements - 1, 1, 2));
    }
}
