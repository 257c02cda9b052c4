namespace TalentFinance.Registry.Domain;

/// <summary>
/// A system's sign-in: an id and a secret of 256 random bits. Such a secret cannot be guessed, so one SHA-256 keeps it safe at rest
/// and is checked in microseconds; slow hashing is for passwords that people think up.
/// </summary>
internal sealed class ApiClient
{
    private ApiClient() { }

    public Guid Id { get; private init; }
    public Guid OrganisationId { get; private init; }
    public string Name { get; private init; } = "";
    public byte[] SecretHash { get; private init; } = [];
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset? RevokedAt { get; private set; }

    public string ClientId => Id.ToString("N");

    public static ApiClient Issue(Guid id, Guid organisationId, string name, byte[] secretHash, DateTimeOffset now) => new()
    {
        Id = id,
        OrganisationId = organisationId,
        Name = name.Trim(),
        SecretHash = secretHash,
        CreatedAt = now,
    };

    /// <summary>False when it was revoked before.</summary>
    public bool Revoke(DateTimeOffset now)
    {
        if (RevokedAt is not null) return false;
        RevokedAt = now;
        return true;
    }
}
