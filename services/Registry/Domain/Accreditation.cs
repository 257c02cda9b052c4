using TalentFinance.Contracts;

namespace TalentFinance.Registry.Domain;

internal enum AccreditationState { Proposed, Reviewed, InForce, Rejected, Ended }

/// <summary>Why an accreditation ended.</summary>
internal enum AccreditationEnd { Expired, Withdrawn, LeftFirm }

/// <summary>
/// The district stands for it that a talent of a class works for a firm (domain.md §1: the link is long-term employment, a share is
/// optional). The firm or its agent proposes, an officer accredits, another account confirms: four eyes, design.md §6.
/// </summary>
internal sealed class Accreditation
{
    private static readonly Dictionary<AccreditationState, (string Move, AccreditationState To)[]> Moves = new()
    {
        [AccreditationState.Proposed] = [("accredit", AccreditationState.Reviewed), ("reject", AccreditationState.Rejected)],
        [AccreditationState.Reviewed] = [("confirm", AccreditationState.InForce), ("reject", AccreditationState.Rejected)],
        [AccreditationState.InForce] = [("end", AccreditationState.Ended)],
        [AccreditationState.Rejected] = [],
        [AccreditationState.Ended] = [],
    };

    private Accreditation() { }

    public Guid Id { get; private init; }
    public int Version { get; private set; }
    public Talent Talent { get; private init; } = null!;
    public Guid TalentId { get; private init; }
    public Guid FirmId { get; private init; }
    /// <summary>As proposed; the person's once it is in force.</summary>
    public string Name { get; private init; } = "";
    /// <summary>The firm's: its lists spare the join.</summary>
    public string DistrictCode { get; private set; } = "";
    public TalentClass Class { get; private init; }
    public string CertificateNumber { get; private init; } = "";
    public DateOnly ValidFrom { get; private init; }
    public DateOnly ValidUntil { get; private init; }
    public DateOnly EmployedSince { get; private init; }
    public int? ShareBp { get; private init; }
    public AccreditationState State { get; private set; }
    public Guid ProposedBy { get; private init; }
    public Guid? ReviewedBy { get; private set; }
    public Guid? ConfirmedBy { get; private set; }
    public DateOnly? EndedOn { get; private set; }
    public string? Reason { get; private set; }
    /// <summary>Unique while it is neither rejected nor ended: one live accreditation a talent and firm.</summary>
    public string? LiveKey { get; private set; }
    public DateTimeOffset ProposedAt { get; private init; }

    public static Outcome<Accreditation> Propose(Guid id, Talent talent, Organisation firm, Terms terms, Guid proposedBy, DateOnly today, DateTimeOffset now)
    {
        if (Faults(terms, firm, today).ToArray() is { Length: > 0 } faults) return Outcome<Accreditation>.No(faults);
        var name = terms.Name.Trim();
        // Says the same for a number that nobody has and a name that is wrong: who asks learns nothing of others.
        if (talent.IsCalledOtherThan(name))
            return Refusal.Rule("name-mismatch", "name and identity number could not be verified", "real-name check, domain.md §8 ①", "write both as on the identity card; if they are, ask the district") with { Field = "name" };
        talent.Changed();
        return new Accreditation
        {
            Id = id,
            Version = 1,
            Talent = talent,
            TalentId = talent.Id,
            FirmId = firm.Id,
            Name = name,
            DistrictCode = firm.DistrictCode,
            Class = terms.Class,
            CertificateNumber = terms.CertificateNumber.Trim(),
            ValidFrom = terms.ValidFrom,
            ValidUntil = terms.ValidUntil,
            EmployedSince = terms.EmployedSince,
            ShareBp = terms.ShareBp,
            State = AccreditationState.Proposed,
            ProposedBy = proposedBy,
            ProposedAt = now,
            LiveKey = LiveKeyOf(talent.Id, firm.Id),
        };
    }

    public static string LiveKeyOf(Guid talentId, Guid firmId) => $"{talentId:N}:{firmId:N}";

    /// <summary>First eyes: the certificate and the employment were checked.</summary>
    public Outcome<Accreditation> Accredit(Guid by)
    {
        if (by == ProposedBy) return FourEyes("who proposed a talent does not accredit them");
        var outcome = Move("accredit");
        if (!outcome.IsRefused) ReviewedBy = by;
        return outcome;
    }

    /// <summary>Second eyes: from now on the accreditation is in force.</summary>
    public Outcome<Accreditation> Confirm(Guid by, DateOnly today)
    {
        if (by == ReviewedBy || by == ProposedBy) return FourEyes("who proposed or accredited a talent does not confirm them");
        if (ValidUntil < today && State == AccreditationState.Reviewed)
            return Refusal.Rule("certificate-expired", $"the certificate expired on {ValidUntil:yyyy-MM-dd}", "domain.md §1", "reject the proposal; the firm proposes again with a renewed certificate");
        if (State == AccreditationState.Reviewed && Talent.IsCalledOtherThan(Name))
            return Refusal.Rule("name-mismatch", "another name was confirmed for this identity number meanwhile", "real-name check, domain.md §8 ①", "look at the identity card; reject this proposal if its name is wrong");
        var outcome = Move("confirm");
        if (outcome.IsRefused) return outcome;
        ConfirmedBy = by;
        Talent.Confirm(Name);
        return outcome;
    }

    public Outcome<Accreditation> Reject(string reason)
    {
        var outcome = Move("reject");
        if (!outcome.IsRefused) (Reason, LiveKey) = (reason, null);
        return outcome;
    }

    public Outcome<Accreditation> End(AccreditationEnd why, string? note, DateOnly today)
    {
        var outcome = Move("end");
        if (outcome.IsRefused) return outcome;
        (EndedOn, Reason, LiveKey) = (today, string.IsNullOrWhiteSpace(note) ? why.ToString() : $"{why}: {note}", null);
        return outcome;
    }

    /// <summary>The firm moved to another district, which decides and reads from now on.</summary>
    public void MoveTo(string districtCode) => (DistrictCode, Version) = (districtCode, Version + 1);

    public TalentAccredited Accredited(DateTimeOffset at) => new()
    {
        TalentId = TalentId,
        Version = Talent.Version,
        FirmId = FirmId,
        NameMasked = IdentityNumber.MaskName(Name),
        Class = Class,
        CertificateNumber = CertificateNumber,
        ValidFrom = ValidFrom,
        ValidUntil = ValidUntil,
        EmployedSince = EmployedSince,
        ShareBp = ShareBp,
        DistrictCode = DistrictCode,
        At = at,
    };

    public TalentAccreditationEnded AccreditationEnded(DateTimeOffset at) => new()
    {
        TalentId = TalentId,
        Version = Talent.Version,
        FirmId = FirmId,
        EndedOn = EndedOn!.Value,
        Reason = Reason!,
        At = at,
    };

    private Outcome<Accreditation> Move(string move)
    {
        if (Array.Find(Moves[State], allowed => allowed.Move == move) is not { Move: not null } allowed)
            return Refusal.State(move, State.ToString(), Moves[State].Select(m => m.Move));
        State = allowed.To;
        Version++;
        Talent.Changed();
        return this;
    }

    private static Refusal FourEyes(string text) => Refusal.Rule("four-eyes", text, "design.md §6", "another account decides");

    private static IEnumerable<Refusal> Faults(Terms terms, Organisation firm, DateOnly today)
    {
        if (firm.Kind != OrganisationKind.Startup) yield return Refusal.Input("firmId", "talents are accredited for startups", "give the firm that the talent works for");
        if (terms.ValidUntil < terms.ValidFrom) yield return Refusal.Input("validUntil", "ends before it begins", "give the dates on the certificate");
        if (terms.ValidUntil < today) yield return Refusal.Rule("certificate-expired", "the certificate has expired", "domain.md §1", "propose the talent when the certificate has been renewed") with { Field = "validUntil" };
        if (terms.EmployedSince > today) yield return Refusal.Input("employedSince", "lies in the future", "give the day on which the employment began");
        if (terms.EmployedSince.Year < 1950) yield return Refusal.Input("employedSince", "is too long ago", "give the day on which the employment began");
        if (terms.ShareBp is < 0 or > 10_000) yield return Refusal.Input("shareBp", "a share is between 0 and 10000 basis points", "give the share in basis points (30 % = 3000), or leave it out");
    }

    /// <summary>What an identity card, a certificate and an employment contract say.</summary>
    internal sealed record Terms(string Name, TalentClass Class, string CertificateNumber, DateOnly ValidFrom, DateOnly ValidUntil, DateOnly EmployedSince, int? ShareBp);
}
