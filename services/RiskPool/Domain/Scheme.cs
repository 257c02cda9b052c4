using TalentFinance.Contracts;

namespace TalentFinance.RiskPool.Domain;

internal enum DraftState { Proposed, Approved, Rejected }

/// <summary>Who did it and when; the second pair of eyes is another person's.</summary>
internal sealed record Signature(Guid AccountId, string Name, DateTimeOffset At);

/// <summary>One version of a scheme: drafted by a pool officer, approved by another, in force from a day on.</summary>
internal sealed class Scheme
{
    private Scheme() { }

    public Scheme(Guid id, string code, int number, string name, string districtCode, DateOnly effectiveFrom, DateOnly? effectiveUntil, SchemePolicy policy, Signature draftedBy) =>
        (Id, Code, Number, Name, DistrictCode, EffectiveFrom, EffectiveUntil, Policy, DraftedBy, At) =
        (id, code, number, name, districtCode, effectiveFrom, effectiveUntil, policy, draftedBy, draftedBy.At);

    public Guid Id { get; private set; }
    /// <summary>Names the pool too: all versions of a scheme share the pool's money and ledger.</summary>
    public string Code { get; private set; } = "";
    public int Number { get; private set; }
    public string Name { get; private set; } = "";
    /// <summary>The district whose scheme it is; empty for all that the marketplace serves.</summary>
    public string DistrictCode { get; private set; } = "";
    public DateOnly EffectiveFrom { get; private set; }
    public DateOnly? EffectiveUntil { get; private set; }
    public SchemePolicy Policy { get; private set; } = null!;
    public DraftState State { get; private set; }
    public Signature DraftedBy { get; private set; } = null!;
    public Signature? DecidedBy { get; private set; }
    /// <summary>What its drafter is told of a rejection.</summary>
    public string? RejectedBecause { get; private set; }
    public DateTimeOffset At { get; private set; }
    public int Version { get; private set; }

    public Outcome<Scheme> Approve(Signature by, IEnumerable<Scheme> approved)
    {
        if (FourEyes.Fault("approving", State, DraftedBy, by) is { } fault) return fault;

        // One loan, one scheme (domain.md §2): two schemes for one product at one time would leave it to chance.
        var rival = approved.FirstOrDefault(other => other.Code != Code && Overlaps(other)
            && (other.DistrictCode == DistrictCode) && other.Policy.Products.Intersect(Policy.Products).Any());
        if (rival is not null)
            return Refusal.Rule("scheme-overlap", $"scheme {rival.Code} version {rival.Number} covers {string.Join(", ", rival.Policy.Products.Intersect(Policy.Products))} at the same time",
                "domain.md §2: one loan, one mode", $"end {rival.Code} first, or leave these products out");

        (State, DecidedBy) = (DraftState.Approved, by);
        Version++;
        return this;
    }

    public Outcome<Scheme> Reject(Signature by, string reason)
    {
        if (State is not DraftState.Proposed) return Refusal.State("rejecting", State.ToString(), []);
        (State, DecidedBy, RejectedBecause) = (DraftState.Rejected, by, reason);
        Version++;
        return this;
    }

    public bool InForceOn(DateOnly day) => State is DraftState.Approved && EffectiveFrom <= day && (EffectiveUntil is not { } end || day <= end);

    private bool Overlaps(Scheme other) =>
        EffectiveFrom <= (other.EffectiveUntil ?? DateOnly.MaxValue) && other.EffectiveFrom <= (EffectiveUntil ?? DateOnly.MaxValue);
}

internal static class FourEyes
{
    /// <summary>design.md §6: decider ≠ maker on every payout and every policy edit.</summary>
    public static Refusal? Fault(string move, DraftState state, Signature maker, Signature decider) =>
        state is not DraftState.Proposed ? Refusal.State(move, state.ToString(), [])
        : maker.AccountId == decider.AccountId ? Refusal.Rule("four-eyes", $"{maker.Name} made this proposal and cannot approve it", "design.md §6: decider is not the maker", "another pool approver decides")
        : null;
}

/// <summary>All approved versions; finds the one that covers a loan.</summary>
internal sealed class SchemeBook(IReadOnlyList<Scheme> approved)
{
    public Outcome<Scheme> For(string product, string districtCode, DateOnly day)
    {
        var found = approved
            .Where(scheme => scheme.InForceOn(day)).GroupBy(scheme => scheme.Code).Select(versions => versions.MaxBy(scheme => (scheme.EffectiveFrom, scheme.Number))!)
            .Where(scheme => scheme.Policy.AppliesTo(product) && (scheme.DistrictCode.Length == 0 || scheme.DistrictCode == districtCode))
            .OrderByDescending(scheme => scheme.Policy.Names(product)).ThenByDescending(scheme => scheme.DistrictCode.Length).ThenBy(scheme => scheme.Code, StringComparer.Ordinal)
            .FirstOrDefault();
        return found is not null ? found : Refusal.Rule("no-scheme", $"no compensation scheme covers product {product} in district {districtCode} on {day:yyyy-MM-dd}",
            "scheme applicability (domain.md §2)", "the district approves a scheme for the product, or the loan goes without cover");
    }

    /// <summary>The version of one scheme that was in force on a day, or else its latest.</summary>
    public Scheme? Of(string code, DateOnly day) =>
        approved.Where(scheme => scheme.Code == code).OrderByDescending(scheme => scheme.InForceOn(day)).ThenByDescending(scheme => scheme.EffectiveFrom).ThenByDescending(scheme => scheme.Number).FirstOrDefault();

    public Scheme Of(CoverTerms terms) => approved.Single(scheme => scheme.Code == terms.SchemeCode && scheme.Number == terms.SchemeVersion);
}
