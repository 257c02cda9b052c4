using TalentFinance.Contracts;

namespace TalentFinance.RiskPool.Domain;

/// <summary>Money for one purse: proposed with its document by a pool officer, approved by another person, then posted once. Or the reversal of such a one.</summary>
internal sealed class Funding
{
    private Funding() { }

    public Funding(Guid id, string poolCode, string layer, string pot, Yuan amountYuan, string documentReference, DateOnly valueOn, Guid? reverses, Signature proposedBy) =>
        (Id, PoolCode, Layer, Pot, AmountYuan, DocumentReference, ValueOn, Reverses, ProposedBy, At) = (id, poolCode, layer, pot, amountYuan, documentReference, valueOn, reverses, proposedBy, proposedBy.At);

    public Guid Id { get; private set; }
    public string PoolCode { get; private set; } = "";
    public string Layer { get; private set; } = "";
    public string Pot { get; private set; } = "";
    public Yuan AmountYuan { get; private set; }
    public string DocumentReference { get; private set; } = "";
    public DateOnly ValueOn { get; private set; }
    /// <summary>The funding that this one takes back.</summary>
    public Guid? Reverses { get; private set; }
    public DraftState State { get; private set; }
    public Signature ProposedBy { get; private set; } = null!;
    public Signature? DecidedBy { get; private set; }
    /// <summary>What its proposer is told of a rejection.</summary>
    public string? RejectedBecause { get; private set; }
    public long? EntryNumber { get; private set; }
    public DateTimeOffset At { get; private set; }
    public int Version { get; private set; }

    /// <summary>Posts it; for a reversal, the entry that is wrong is given.</summary>
    public Outcome<Entry> Approve(Signature by, Pool pool, Scheme? scheme, Entry? wrong, DateTimeOffset now)
    {
        if (FourEyes.Fault("approving", State, ProposedBy, by) is { } fault) return fault;
        var cause = new Cause("Funding", Id);
        if (wrong is not null && Short(pool, scheme) is { } refusal) return refusal;
        var entry = wrong is null ? pool.Fund(Pot, AmountYuan, cause, Id, ValueOn, now) : pool.Reverse(wrong, cause, ValueOn, now);
        (State, DecidedBy, EntryNumber) = (DraftState.Approved, by, entry.Number);
        Version++;
        return entry;
    }

    public Outcome<Funding> Reject(Signature by, string reason)
    {
        if (State is not DraftState.Proposed) return Refusal.State("rejecting", State.ToString(), []);
        (State, DecidedBy, RejectedBecause) = (DraftState.Rejected, by, reason);
        Version++;
        return this;
    }

    /// <summary>Money that stands behind covers cannot be taken out: exposure stays within leverage (domain.md §10, invariants).</summary>
    private Refusal? Short(Pool pool, Scheme? scheme)
    {
        var left = pool.Balance(Pot, AccountName.Cash) - AmountYuan;
        var carries = Yuan.Max(left, Yuan.Zero).Amount * (scheme?.Policy.Layers.FirstOrDefault(layer => layer.Code == Layer)?.LeverageMultiple ?? 1);
        return left >= Yuan.Zero && pool.Exposure(Pot).Amount <= carries ? null
            : Refusal.Rule("leverage-limit", $"{Pot} stands for {pool.Exposure(Pot)} yuan; the {left} yuan that would be left carry {carries}", "domain.md §10 pool.size / leverage", "post the right funding first, then reverse the wrong one");
    }
}

/// <summary>A bank's limit for a year, of one product or of all: proposed by a pool officer, approved by another person.</summary>
internal sealed class BankLimit
{
    private BankLimit() { }

    public BankLimit(Guid id, string poolCode, Guid bankId, string productCode, int year, Yuan? limitYuan, string reason, Signature proposedBy) =>
        (Id, PoolCode, BankId, ProductCode, Year, LimitYuan, Reason, ProposedBy, At) = (id, poolCode, bankId, productCode, year, limitYuan, reason, proposedBy, proposedBy.At);

    public Guid Id { get; private set; }
    public string PoolCode { get; private set; } = "";
    public Guid BankId { get; private set; }
    public string ProductCode { get; private set; } = "";
    public int Year { get; private set; }
    /// <summary>Null returns the bank to the scheme's default.</summary>
    public Yuan? LimitYuan { get; private set; }
    public string Reason { get; private set; } = "";
    public DraftState State { get; private set; }
    public Signature ProposedBy { get; private set; } = null!;
    public Signature? DecidedBy { get; private set; }
    /// <summary>What its proposer is told of a rejection.</summary>
    public string? RejectedBecause { get; private set; }
    public DateTimeOffset At { get; private set; }
    public int Version { get; private set; }

    public Outcome<BankLimit> Approve(Signature by, BankUse use)
    {
        if (FourEyes.Fault("approving", State, ProposedBy, by) is { } fault) return fault;
        // Below what is used already is allowed: it stops new enrolment and touches no cover that stands.
        use.Set(LimitYuan);
        (State, DecidedBy) = (DraftState.Approved, by);
        Version++;
        return this;
    }

    public Outcome<BankLimit> Reject(Signature by, string reason)
    {
        if (State is not DraftState.Proposed) return Refusal.State("rejecting", State.ToString(), []);
        (State, DecidedBy, RejectedBecause) = (DraftState.Rejected, by, reason);
        Version++;
        return this;
    }
}
