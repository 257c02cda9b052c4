namespace TalentFinance.Contracts;

/// <summary>What an organisation is on the marketplace.</summary>
public enum OrganisationKind { Startup, Bank, Insurer, Fund, Board, District, Agent }

/// <summary>Classes of the talent catalogue (domain.md §1): A-D of the city, DISTRICT of the district, CONTEST by a prize.</summary>
public enum TalentClass { A, B, C, D, District, Contest }

/// <summary>A startup's profile. Amounts in yuan, of the last twelve months or the last tax year, whichever is newer.</summary>
public sealed record FirmProfile
{
    public required DateOnly FoundedOn { get; init; }
    /// <summary>GB/T 4754-2017: letter and two to four digits, for instance C3940.</summary>
    public required string IndustryCode { get; init; }
    /// <summary>产业链: the district's key industrial chain; empty when the firm belongs to none.</summary>
    public required string Chain { get; init; }
    /// <summary>专业园区.</summary>
    public required string Park { get; init; }
    public required int Staff { get; init; }
    public required Yuan SalesYuan { get; init; }
    public required Yuan AssetsYuan { get; init; }
    /// <summary>Own premises, or the months that the lease still runs.</summary>
    public required bool OwnPremises { get; init; }
    public required int LeaseMonths { get; init; }
    /// <summary>An unsettled serious breach on public record.</summary>
    public required bool SeriousBreach { get; init; }
}

/// <summary>An organisation was registered (version 1) or changed; carries all of it.</summary>
public sealed record OrganisationChanged
{
    public required Guid OrganisationId { get; init; }
    public required int Version { get; init; }
    public required OrganisationKind Kind { get; init; }
    public required string CreditCode { get; init; }
    public required string Name { get; init; }
    /// <summary>Administrative division code of the district that serves it, six digits.</summary>
    public required string DistrictCode { get; init; }
    public required bool Active { get; init; }
    /// <summary>Startups only.</summary>
    public FirmProfile? Profile { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>A talent was accredited (four eyes), or an accreditation in force changed. Carries no identity number.</summary>
public sealed record TalentAccredited
{
    public required Guid TalentId { get; init; }
    public required int Version { get; init; }
    public required Guid FirmId { get; init; }
    public required string NameMasked { get; init; }
    public required TalentClass Class { get; init; }
    public required string CertificateNumber { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public required DateOnly ValidUntil { get; init; }
    public required DateOnly EmployedSince { get; init; }
    /// <summary>Share in the firm in basis points; null when not stated.</summary>
    public int? ShareBp { get; init; }
    public required string DistrictCode { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>An accreditation ended: expired, withdrawn, or the talent left the firm.</summary>
public sealed record TalentAccreditationEnded
{
    public required Guid TalentId { get; init; }
    public required int Version { get; init; }
    public required Guid FirmId { get; init; }
    public required DateOnly EndedOn { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>A firm holds a qualification (高新技术企业 HNTE, 科技型中小企业 TECH_SME, 专精特新 SRDI, 瞪羚 GAZELLE, 隐形冠军 HIDDEN_CHAMPION ...).</summary>
public sealed record QualificationChanged
{
    public required Guid QualificationId { get; init; }
    public required int Version { get; init; }
    public required Guid FirmId { get; init; }
    public required string Code { get; init; }
    public required string CertificateNumber { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public required DateOnly ValidUntil { get; init; }
    /// <summary>False once withdrawn before its time.</summary>
    public required bool Active { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>What a consent opens.</summary>
public enum ConsentScope { Profile, Documents, Talents, Qualifications, Financials }

/// <summary>A firm lets an institution see data for a purpose until a day, or took that back.</summary>
public sealed record ConsentChanged
{
    public required Guid ConsentId { get; init; }
    public required int Version { get; init; }
    public required Guid FirmId { get; init; }
    public required Guid GranteeId { get; init; }
    public required ConsentScope[] Scopes { get; init; }
    public required string Purpose { get; init; }
    public required DateOnly ValidUntil { get; init; }
    public required bool Active { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>How to reach a partner bank's own system; the signing key is protected with the services' shared key ring.</summary>
public sealed record PartnerSystemChanged
{
    /// <summary>What the signing key is encrypted for; both who seals and who opens it say so. The key itself is used as text: its 64 hex characters.</summary>
    public const string SigningKeyPurpose = "partner-signing-key";

    public required Guid BankId { get; init; }
    public required int Version { get; init; }
    public required string BankName { get; init; }
    /// <summary>Base addresses of the bank's system; several for fail-over.</summary>
    public required string[] BaseAddresses { get; init; }
    public required bool Enabled { get; init; }
    /// <summary>The API client that signs; its id is the key id of signatures.</summary>
    public required string ClientId { get; init; }
    public required string ProtectedSigningKey { get; init; }
    public required int TimeoutSeconds { get; init; }
    public required int ConcurrencyMax { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>Tickets of an account issued before a moment are void: it was locked, its role changed, or its password.</summary>
public sealed record AccessRevoked
{
    public required Guid AccountId { get; init; }
    public required DateTimeOffset IssuedBefore { get; init; }
}
