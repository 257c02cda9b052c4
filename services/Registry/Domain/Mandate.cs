using TalentFinance.Contracts;

namespace TalentFinance.Registry.Domain;

/// <summary>A firm lets an agent (the one-window service, a park's operator) act for it until a day (domain.md §8 ①).</summary>
internal sealed class Mandate
{
    /// <summary>As long as a consent may run: domain.md §10 privacy.</summary>
    public const int MonthsMax = 12;

    private Mandate() { }

    public Guid Id { get; private init; }
    public int Version { get; private set; }
    public Guid FirmId { get; private init; }
    public Guid AgentId { get; private init; }
    public DateOnly ValidFrom { get; private init; }
    public DateOnly ValidUntil { get; private init; }
    public DateTimeOffset GivenAt { get; private init; }
    public DateTimeOffset? RevokedAt { get; private set; }

    public static Outcome<Mandate> Give(Guid id, Guid firmId, Guid agentId, DateOnly today, DateOnly validUntil, DateTimeOffset now)
    {
        if (validUntil < today || validUntil > today.AddMonths(MonthsMax))
            return Refusal.Input("validUntil", $"a mandate ends between today and {MonthsMax} months from now", "choose a day in between; it can be given again");
        return new Mandate { Id = id, Version = 1, FirmId = firmId, AgentId = agentId, ValidFrom = today, ValidUntil = validUntil, GivenAt = now };
    }

    public bool IsLive(DateOnly today) => RevokedAt is null && ValidFrom <= today && today <= ValidUntil;

    public Outcome<Mandate> Revoke(DateTimeOffset now)
    {
        if (RevokedAt is not null) return Refusal.State("revoke", "revoked", []);
        RevokedAt = now;
        Version++;
        return this;
    }
}
