using TalentFinance.Contracts;

namespace TalentFinance.Registry.Domain;

/// <summary>
/// A firm lets one institution see named data for a purpose until a day, and may take that back at any time
/// (征信业管理条例 Art 18, PIPL Art 29; domain.md §9). At most 12 months, renewable by a new one: domain.md §10 privacy.
/// </summary>
internal sealed class Consent
{
    public const int MonthsMax = 12;
    public const int PurposeLengthMax = 300;

    private Consent() { }

    public Guid Id { get; private init; }
    public int Version { get; private set; }
    public Guid FirmId { get; private init; }
    public Guid GranteeId { get; private init; }
    public ConsentScope[] Scopes { get; private init; } = [];
    public string Purpose { get; private init; } = "";
    public DateOnly ValidFrom { get; private init; }
    public DateOnly ValidUntil { get; private init; }
    public DateTimeOffset GrantedAt { get; private init; }
    public DateTimeOffset? RevokedAt { get; private set; }

    public static Outcome<Consent> Grant(Guid id, Guid firmId, Guid granteeId, ConsentScope[] scopes, string purpose, DateOnly today, DateOnly validUntil, DateTimeOffset now)
    {
        var faults = new List<Refusal>();
        if (scopes.Length == 0 || scopes.Distinct().Count() != scopes.Length)
            faults.Add(Refusal.Input("scopes", "a consent names what it opens, each once", $"choose of {string.Join(", ", Enum.GetNames<ConsentScope>())}"));
        if (string.IsNullOrWhiteSpace(purpose) || purpose.Length > PurposeLengthMax)
            faults.Add(Refusal.Input("purpose", $"a consent has a purpose of 1 to {PurposeLengthMax} characters", "say what the data is needed for"));
        if (validUntil < today || validUntil > today.AddMonths(MonthsMax))
            faults.Add(Refusal.Rule("consent-term", $"a consent runs {MonthsMax} months at most", "domain.md §10 privacy", $"end it between {today:yyyy-MM-dd} and {today.AddMonths(MonthsMax):yyyy-MM-dd}; it can be given again") with { Field = "validUntil" });
        if (faults.Count > 0) return Outcome<Consent>.No(faults);
        return new Consent
        {
            Id = id,
            Version = 1,
            FirmId = firmId,
            GranteeId = granteeId,
            Scopes = [.. scopes.Order()],
            Purpose = purpose.Trim(),
            ValidFrom = today,
            ValidUntil = validUntil,
            GrantedAt = now,
        };
    }

    public bool Covers(ConsentScope scope, DateOnly today) => RevokedAt is null && ValidFrom <= today && today <= ValidUntil && Scopes.Contains(scope);

    public Outcome<Consent> Revoke(DateTimeOffset now)
    {
        if (RevokedAt is not null) return Refusal.State("revoke", "revoked", []);
        RevokedAt = now;
        Version++;
        return this;
    }

    public ConsentChanged Changed(DateTimeOffset at) => new()
    {
        ConsentId = Id,
        Version = Version,
        FirmId = FirmId,
        GranteeId = GranteeId,
        Scopes = Scopes,
        Purpose = Purpose,
        ValidUntil = ValidUntil,
        Active = RevokedAt is null,
        At = at,
    };
}
