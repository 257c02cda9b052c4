using TalentFinance.Contracts;

namespace TalentFinance.Registry.Domain;

/// <summary>
/// A person, once, however many firms they work for: the caps per talent (domain.md §1) follow the person.
/// The identity number is kept encrypted, with a keyed fingerprint to find it again and a mask to show. The name is what the
/// district first confirmed: what somebody merely wrote beside a number binds nobody.
/// </summary>
internal sealed class Talent
{
    public const int NameLengthMax = 100;

    private Talent() { }

    public Guid Id { get; private init; }
    /// <summary>Rises with every change of any of the person's accreditations, so that events of one person can be put in order.</summary>
    public int Version { get; private set; }
    /// <summary>Null until an accreditation came into force.</summary>
    public string? Name { get; private set; }
    public string IdentityFingerprint { get; private init; } = "";
    public string IdentityProtected { get; private init; } = "";
    public string IdentityMasked { get; private init; } = "";

    public static Talent Of(Guid id, string fingerprint, string identityProtected, string identityMasked) => new()
    {
        Id = id,
        Version = 0,
        IdentityFingerprint = fingerprint,
        IdentityProtected = identityProtected,
        IdentityMasked = identityMasked,
    };

    /// <summary>Whether the district has confirmed another name for this number.</summary>
    public bool IsCalledOtherThan(string name) => Name is { } known && known != name;

    public void Confirm(string name) => Name ??= name;

    public void Changed() => Version++;
}
