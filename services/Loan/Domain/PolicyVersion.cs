using TalentFinance.Contracts;

namespace TalentFinance.Loan.Domain;

internal enum PolicyState { Draft, InForce, Rejected }

/// <summary>A version of a product's policy: made by one person of the district, put in force by another.</summary>
internal sealed class PolicyVersion
{
    public Guid Id { get; private set; }
    public string Code { get; private set; } = "";
    public int Number { get; private set; }
    public PolicyState State { get; private set; }
    public DateOnly EffectiveFrom { get; private set; }
    public ProductPolicy Policy { get; private set; } = null!;
    public Guid MadeBy { get; private set; }
    /// <summary>Empty for what was delivered, and for what was made before names were kept.</summary>
    public string MadeByName { get; private set; } = "";
    public DateTimeOffset MadeAt { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public string? DecidedByName { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    /// <summary>What its drafter is told of a rejection.</summary>
    public string? Reason { get; private set; }
    public int Version { get; private set; }

    public static PolicyVersion Draft(Guid id, int number, ProductPolicy policy, DateOnly effectiveFrom, Guid madeBy, string madeByName, DateTimeOffset now) => new()
    {
        Id = id,
        Code = policy.Code,
        Number = number,
        State = PolicyState.Draft,
        EffectiveFrom = effectiveFrom,
        Policy = policy,
        MadeBy = madeBy,
        MadeByName = madeByName,
        MadeAt = now,
        Version = 1,
    };

    /// <summary>As the product was delivered.</summary>
    public static PolicyVersion Seeded(Guid id, ProductPolicy policy, DateOnly effectiveFrom, DateTimeOffset now) => new()
    {
        Id = id,
        Code = policy.Code,
        Number = 1,
        State = PolicyState.InForce,
        EffectiveFrom = effectiveFrom,
        Policy = policy,
        MadeAt = now,
        Version = 1,
    };

    /// <summary>A rejection says why; an approval needs no words.</summary>
    public Outcome<PolicyState> Decide(bool approve, Guid by, string byName, string? reason, DateOnly today, DateTimeOffset now)
    {
        if (State != PolicyState.Draft) return Refusal.State(approve ? "Approve" : "Reject", State.ToString(), []);
        if (by == MadeBy) return Refusal.Rule("same-person", "who wrote a policy does not put it in force", "design.md §6", "let another approver decide");
        if (approve && EffectiveFrom < today) return Refusal.Rule("policy-backdated", $"it would have been in force since {EffectiveFrom:yyyy-MM-dd}", "design.md §4", "reject it, and write one that starts today or later");
        (State, DecidedBy, DecidedByName, DecidedAt, Reason, Version) = (approve ? PolicyState.InForce : PolicyState.Rejected, by, byName, now, reason, Version + 1);
        return State;
    }
}

/// <summary>LPR of one publication (the 20th of a month; domain.md §9).</summary>
internal sealed class LprRate
{
    public DateOnly PublishedOn { get; private set; }
    public int OneYearBp { get; private set; }
    public int FiveYearBp { get; private set; }

    /// <summary>Loans above five years stand on the five-year rate (GK).</summary>
    public int For(int tenorMonths) => tenorMonths > 60 ? FiveYearBp : OneYearBp;

    public static LprRate Of(DateOnly publishedOn, int oneYearBp, int fiveYearBp) => new() { PublishedOn = publishedOn, OneYearBp = oneYearBp, FiveYearBp = fiveYearBp };
}
