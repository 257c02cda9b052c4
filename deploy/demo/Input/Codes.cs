using System.Security.Cryptography;
using System.Text;
using TalentFinance.Contracts;

namespace TalentFinance.Demo.Input;

/// <summary>
/// Credit codes for firms and banks of data sets that have none: valid in form (GB 32100, and GB 11714 for the body), the same
/// for the same input on every run, and made up. Authority 9, type 1, the region of the demo's district.
/// </summary>
internal static class Codes
{
    public const string District = "370212";
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly int[] BodyWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>From a number such as a loan number: different numbers below 31^8 give different codes.</summary>
    public static string OfNumber(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        var body = new char[8];
        for (var i = 7; i >= 0; i--, number /= 31) body[i] = Alphabet[(int)(number % 31)];
        if (number > 0) throw new ArgumentOutOfRangeException(nameof(number), "above 31^8");
        return Complete(new string(body));
    }

    /// <summary>From a name: the first 39 bits of its SHA-256.</summary>
    public static string OfName(string name) =>
        OfNumber((long)(BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(name))) >> 25));

    private static string Complete(string eight)
    {
        var sum = 0;
        for (var i = 0; i < 8; i++) sum += ValueOf(eight[i]) * BodyWeights[i];
        var check = (11 - sum % 11) switch { 10 => 'X', 11 => '0', var digit => (char)('0' + digit) };
        var first17 = "91" + District + eight + check;
        return first17 + CreditCode.CheckCharacter(first17);
    }

    private static int ValueOf(char character) => char.IsAsciiDigit(character) ? character - '0' : character - 'A' + 10;
}
