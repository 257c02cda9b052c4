using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TalentFinance.PartnerBank;

/// <summary>
/// Signing and checking, written from README.md alone: the marketplace has its own, and each proves the other.
/// HMAC-SHA256 over METHOD, PATH+QUERY, TIMESTAMP, NONCE and hex(SHA256(body)), one a line; the key is the signing key's own characters.
/// </summary>
internal sealed class Signature(string keyId, string signingKey)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);
    private readonly byte[] key = Encoding.UTF8.GetBytes(signingKey);
    private readonly ConcurrentDictionary<string, long> seen = new();

    public string Of(string method, string target, string timestamp, string nonce, byte[] body) => Convert.ToHexStringLower(HMACSHA256.HashData(
        key, Encoding.UTF8.GetBytes($"{method}\n{target}\n{timestamp}\n{nonce}\n{Convert.ToHexStringLower(SHA256.HashData(body))}")));

    public void Sign(HttpRequestMessage request, string target, byte[] body, string? nonce = null, long? timestamp = null)
    {
        var time = (timestamp ?? DateTimeOffset.UtcNow.ToUnixTimeSeconds()).ToString(CultureInfo.InvariantCulture);
        nonce ??= Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        request.Headers.Add("X-TF-Key", keyId);
        request.Headers.Add("X-TF-Timestamp", time);
        request.Headers.Add("X-TF-Nonce", nonce);
        request.Headers.Add("X-TF-Signature", Of(request.Method.Method, target, time, nonce, body));
    }

    /// <summary>What is wrong with a request that claims to come from the marketplace; null if nothing is.</summary>
    public string? Fault(HttpRequest request, string target, byte[] body)
    {
        string? timestamp = request.Headers["X-TF-Timestamp"], nonce = request.Headers["X-TF-Nonce"], signature = request.Headers["X-TF-Signature"];
        if (request.Headers["X-TF-Key"] != keyId) return "unknown key";
        if (nonce is not { Length: >= 16 and <= 64 } || signature is null) return "not signed";
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return "no time stamp";
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        if (Math.Abs(now - seconds) > ClockSkew.TotalSeconds) return "time stamp more than 5 minutes away";
        var expected = Encoding.ASCII.GetBytes(Of(request.Method, target, timestamp, nonce, body));
        if (!CryptographicOperations.FixedTimeEquals(expected, Encoding.ASCII.GetBytes(signature))) return "wrong signature";
        if (!seen.TryAdd(nonce, now)) return "nonce used before";
        // Remembered a little longer than a time stamp is good for.
        if (seen.Count % 1000 == 0)
            foreach (var (old, at) in seen)
                if (now - at > 2 * ClockSkew.TotalSeconds) seen.TryRemove(old, out _);
        return null;
    }
}
