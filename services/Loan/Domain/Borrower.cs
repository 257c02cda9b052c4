using TalentFinance.Contracts;

namespace TalentFinance.Loan.Domain;

/// <summary>A talent as this service heard of it. Kept when ended, so that an older event cannot bring it back.</summary>
internal sealed record KnownTalent
{
    public required Guid TalentId { get; init; }
    public required int Version { get; init; }
    public string NameMasked { get; init; } = "";
    public TalentClass Class { get; init; }
    public DateOnly ValidFrom { get; init; }
    public DateOnly ValidUntil { get; init; }
    public DateOnly EmployedSince { get; init; }
    public int? ShareBp { get; init; }
    public DateOnly? EndedOn { get; init; }

    public bool IsValidOn(DateOnly day) => EndedOn is null && ValidFrom <= day && day <= ValidUntil;
}

/// <summary>A qualification as this service heard of it.</summary>
internal sealed record KnownQualification
{
    public required Guid QualificationId { get; init; }
    public required int Version { get; init; }
    public required string Code { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public required DateOnly ValidUntil { get; init; }
    public required bool Active { get; init; }

    public bool IsValidOn(DateOnly day) => Active && ValidFrom <= day && day <= ValidUntil;
}

/// <summary>What is known of a firm: one document, so that a submission reads it with one row.</summary>
internal sealed record BorrowerFacts
{
    public FirmProfile? Profile { get; init; }
    public KnownTalent[] Talents { get; init; } = [];
    public KnownQualification[] Qualifications { get; init; } = [];
}

/// <summary>A firm's local copy, from Registry's events in whatever order they come: each part keeps the newest version it heard.</summary>
internal sealed class Borrower
{
    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    public string CreditCode { get; private set; } = "";
    public string DistrictCode { get; private set; } = "";
    public bool Active { get; private set; }
    /// <summary>The version of the organisation; 0 while only its talents or qualifications were heard of.</summary>
    public int KnownVersion { get; private set; }
    public BorrowerFacts Facts { get; private set; } = new();
    public int Version { get; private set; }

    public static Borrower Unknown(Guid id) => new() { Id = id };

    public void Hear(OrganisationChanged e)
    {
        if (e.Version <= KnownVersion) return;
        (Name, CreditCode, DistrictCode, Active, KnownVersion) = (e.Name, e.CreditCode, e.DistrictCode, e.Active, e.Version);
        Change(Facts with { Profile = e.Profile ?? Facts.Profile });
    }

    public void Hear(TalentAccredited e) => Keep(new KnownTalent
    {
        TalentId = e.TalentId,
        Version = e.Version,
        NameMasked = e.NameMasked,
        Class = e.Class,
        ValidFrom = e.ValidFrom,
        ValidUntil = e.ValidUntil,
        EmployedSince = e.EmployedSince,
        ShareBp = e.ShareBp,
    });

    public void Hear(TalentAccreditationEnded e)
    {
        var known = Facts.Talents.FirstOrDefault(talent => talent.TalentId == e.TalentId) ?? new KnownTalent { TalentId = e.TalentId, Version = 0 };
        if (e.Version > known.Version) Keep(known with { Version = e.Version, EndedOn = e.EndedOn });
    }

    public void Hear(QualificationChanged e)
    {
        if (Facts.Qualifications.Any(known => known.QualificationId == e.QualificationId && known.Version >= e.Version)) return;
        var heard = new KnownQualification { QualificationId = e.QualificationId, Version = e.Version, Code = e.Code, ValidFrom = e.ValidFrom, ValidUntil = e.ValidUntil, Active = e.Active };
        Change(Facts with { Qualifications = [.. Facts.Qualifications.Where(known => known.QualificationId != e.QualificationId), heard] });
    }

    /// <summary>The firm as it is today, to be frozen into an application.</summary>
    public Applicant Freeze(DateOnly today) => new()
    {
        FirmId = Id,
        Name = Name,
        CreditCode = CreditCode,
        DistrictCode = DistrictCode,
        Profile = Facts.Profile!,
        Talents =
        [
            .. Facts.Talents.Where(talent => talent.IsValidOn(today)).Select(talent => new ApplicantTalent
            {
                TalentId = talent.TalentId,
                NameMasked = talent.NameMasked,
                Class = talent.Class,
                ValidUntil = talent.ValidUntil,
                EmployedSince = talent.EmployedSince,
                ShareBp = talent.ShareBp,
            }),
        ],
        Qualifications = [.. Facts.Qualifications.Where(held => held.IsValidOn(today)).Select(held => new ApplicantQualification { Code = held.Code, ValidUntil = held.ValidUntil })],
    };

    private void Keep(KnownTalent heard)
    {
        if (Facts.Talents.Any(known => known.TalentId == heard.TalentId && known.Version >= heard.Version)) return;
        Change(Facts with { Talents = [.. Facts.Talents.Where(known => known.TalentId != heard.TalentId), heard] });
    }

    private void Change(BorrowerFacts facts) => (Facts, Version) = (facts, Version + 1);
}
