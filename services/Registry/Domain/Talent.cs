using TalentFinance.Contracts;

namespace TalentFinance.Registry.Domain;

/// <summary>
/// A person, once, however many firms they work for: the caps per talent (domain.md §1) follow the person.
/// The identity number is kept encrypted, with a keyed fingerprint to find it again and a mask to show.
/// </summary>
internal sealed class Talent
{
    private Talent() { }

    public Guid Id { get; private init; }
    /// <summary>Rises with every change of any of the person's accreditations, so that events of one person can be put in order.</summary>
    public int Version { get; private set; }
    public string Name { get; private init; } = "";
    public string IdentityFingerprint { get; private init; } = "";
    public string IdentityProtected { get; private init; } = "";
    public string IdentityMasked { get; private init; } = "";

    public static Talent Of(Guid id, string name, string fingerprint, string identityProtected, string identityMasked) => new()
    {
        Id = id,
        Version = 0,
        Name = name.Trim(),
        IdentityFingerprint = fingerprint,
        IdentityProtected = identityProtected,
        IdentityMasked = identityMasked,
    };

    public string NameMasked => IdentityNumber.MaskName(Name);

    public void Changed() => Version++;
}
