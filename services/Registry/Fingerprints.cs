using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace TalentFinance.Registry;

/// <summary>
/// Finds an identity number again without keeping it readable: HMAC-SHA256 under a key of the service's own. A plain hash would not
/// do, since all identity numbers can be tried in hours.
/// </summary>
internal sealed class Fingerprints
{
    public const string Purpose = "identity";
    private const string KeyName = "identity-fingerprint";
    private byte[]? key;

    /// <summary>At start-up, under the migration lock: the first replica makes the key, all read it.</summary>
    public async Task Load(RegistryDb db, ISecrets secrets, CancellationToken cancel)
    {
        var kept = await db.Secrets.SingleOrDefaultAsync(secret => secret.Name == KeyName, cancel);
        if (kept is null) db.Secrets.Add(kept = new KeptSecret { Name = KeyName, Protected = secrets.Protect(KeyName, Convert.ToHexString(RandomNumberGenerator.GetBytes(32))) });
        key = Convert.FromHexString(secrets.Unprotect(KeyName, kept.Protected));
    }

    public string Of(string identityNumber) => Convert.ToHexStringLower(HMACSHA256.HashData(key ?? throw new InvalidOperationException("the key was not loaded"), Encoding.ASCII.GetBytes(identityNumber)));
}
