using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TalentFinance.Gateway.Domain;

/// <summary>The four headers of a signed request, as they came.</summary>
internal readonly record struct SignatureHeaders(string? KeyId, string? Timestamp, string? Nonce, string? Signature);

/// <summary>
/// How banks and we sign what we send each other: HMAC-SHA256 over method, path with query, time stamp, nonce and the
/// body's hash, one a line. The key is the UTF-8 of the signing key's own characters, so that no encoding is guessed.
/// </summary>
internal static class Signature
{
    public const string KeyHeader = "X-TF-Key", TimestampHeader = "X-TF-Timestamp", NonceHeader = "X-TF-Nonce", SignatureHeader = "X-TF-Signature";
    public const int NonceLengthMin = 16, NonceLengthMax = 64;

    /// <summary>How far the two clocks may differ; nonces are remembered for longer than that.</summary>
    public static readonly TimeSpan ClockSkewMax = TimeSpan.FromMinutes(5);

    public static string Of(byte[] key, string method, string target, string timestamp, string nonce, ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{method}\n{target}\n{timestamp}\n{nonce}\n{Convert.ToHexStringLower(hash)}")));
    }

    public static string Timestamp(DateTimeOffset now) => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether the headers are all there and fresh: what can be said before the body is read. Null if so, else a code and what is wrong.</summary>
    public static (string Code, string Text)? Fault(SignatureHeaders headers, DateTimeOffset now)
    {
        if (headers is not { KeyId: not null, Timestamp: { } timestamp, Nonce: { } nonce, Signature: { Length: 2 * HMACSHA256.HashSizeInBytes } })
            return ("signature-missing", $"a bank's system signs each write: {KeyHeader}, {TimestampHeader}, {NonceHeader} and {SignatureHeader} (64 hexadecimal digits)");
        if (nonce.Length is < NonceLengthMin or > NonceLengthMax || !nonce.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'))
            return ("signature-nonce", $"{NonceHeader}: {NonceLengthMin} to {NonceLengthMax} letters, digits, - or _, new for each request");
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return ("signature-timestamp", $"{TimestampHeader}: seconds since 1970-01-01 UTC");
        return Math.Abs(now.ToUnixTimeSeconds() - seconds) > ClockSkewMax.TotalSeconds
            ? ("signature-stale", $"{TimestampHeader} is more than {ClockSkewMax.TotalMinutes:0} minutes away from our clock ({Timestamp(now)})")
            : null;
    }

    /// <summary>Compares in constant time.</summary>
    public static bool Matches(string expected, string given)
    {
        Span<byte> left = stackalloc byte[HMACSHA256.HashSizeInBytes], right = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return Convert.FromHexString(expected, left, out _, out _) == System.Buffers.OperationStatus.Done
            && Convert.FromHexString(given, right, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(left, right);
    }
}
