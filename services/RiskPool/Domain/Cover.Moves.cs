using TalentFinance.Contracts;

namespace TalentFinance.RiskPool.Domain;

/// <summary>What happens to a cover. Each move is harmless when repeated.</summary>
internal sealed partial class Cover
{
    /// <summary>Holds capacity for an accepted offer, less what was already paid out under it.</summary>
    public CoverChange Accept(CoverSubject subject, Yuan acceptedYuan, DateOnly payoutBy, Outcome<Desk> desk, Cause cause, DateOnly today, DateTimeOffset now)
    {
        if (AcceptedYuan is not null) return CoverChange.Nothing;
        AcceptedYuan = acceptedYuan;
        if (BankId == Guid.Empty) Describe(subject);
        if (PaidYuan == Yuan.Zero) ContractYuan = acceptedYuan;

        // The end of the acceptance overtook it: nothing to hold.
        var wanted = EndedBecause is null ? Yuan.Max((FinalYuan ?? acceptedYuan) - PaidYuan, Yuan.Zero) : Yuan.Zero;
        if (wanted == Yuan.Zero) return Unchanged([]);

        var reasons = Attempt(desk, wanted);
        if (reasons.Count > 0)
        {
            Reasons = [.. reasons];
            return Unchanged(reasons);
        }

        Adopt(desk.Value);
        var longest = today.AddDays(desk.Value.Scheme.Policy.ReservationDays);
        ReservedUntil = payoutBy < longest ? payoutBy : longest;
        return Book(desk.Value, EntryKind.Reserve, cause, new(ReservedYuan + wanted, CoveredYuan), today, now) with { ReservedYuan = wanted };
    }

    /// <summary>
    /// Takes a payout under cover: from the reservation, and what that does not hold (the payout overtook the acceptance, or the
    /// reservation has lapsed) on the spot, if capacity is there. What cannot be covered stays visible as an exception.
    /// </summary>
    public CoverChange Pay(CoverSubject subject, LoanPayout payout, Guid? otherCoverOfContract, Outcome<Desk> desk, Cause cause, DateTimeOffset now)
    {
        if (Payouts.FirstOrDefault(known => known.DisbursementId == payout.DisbursementId) is { } known)
            return known.AmountYuan == payout.AmountYuan ? CoverChange.Nothing
                : throw new InvalidOperationException($"payout {payout.DisbursementId} came again with {payout.AmountYuan} instead of {known.AmountYuan}");

        if (BankId == Guid.Empty) Describe(subject);
        (LoanId, ContractNumber, ContractYuan) = (payout.LoanId, payout.ContractNumber, payout.ContractYuan);
        if (payout.Final) FinalYuan = payout.TotalYuan;

        var reasons = new List<Refusal>();
        var coverable = otherCoverOfContract is null ? Yuan.Min(payout.AmountYuan, Yuan.Max(ContractYuan - CoveredYuan, Yuan.Zero)) : Yuan.Zero;
        if (otherCoverOfContract is { } other)
            reasons.Add(Refusal.Rule("contract-covered", $"contract {payout.ContractNumber} already stands under cover {other}", "domain.md §10: a loan in one pool, once", "the bank reports the right contract number"));
        else if (coverable < payout.AmountYuan)
            reasons.Add(Refusal.Rule("above-contract", $"{payout.AmountYuan - coverable} yuan were paid out above the contract of {ContractYuan} yuan", "domain.md §2: cover of the contract's principal", "a contract of its own for the difference"));

        var fromReserve = Yuan.Min(coverable, ReservedYuan);
        var onTheSpot = coverable - fromReserve;
        if (onTheSpot > Yuan.Zero && Attempt(desk, onTheSpot) is { Count: > 0 } no)
        {
            reasons.AddRange(no);
            coverable = fromReserve;
        }

        var part = new Payout(payout.DisbursementId, payout.AmountYuan, coverable, payout.DisbursedOn);
        Payouts = [.. Payouts, part];
        UncoveredYuan += payout.AmountYuan - coverable;
        if (reasons.Count > 0) Reasons = [.. reasons];

        var before = Holding;
        var covered = CoveredYuan + coverable;
        var left = ReservedYuan - fromReserve;
        var keep = FinalYuan is { } final ? Yuan.Min(left, Yuan.Max(final - covered - UncoveredYuan, Yuan.Zero)) : left;
        var after = new Holding(keep, covered);
        if (after == before) return Unchanged(reasons);

        Adopt(desk.Value);
        if (coverable > Yuan.Zero) Number ??= desk.Value.Pool.NextCoverNumber(Terms!.EnrolledOn.Year);
        return Book(desk.Value, coverable > Yuan.Zero ? EntryKind.Confirm : EntryKind.Release, cause, after, payout.DisbursedOn, now)
            with
        { CoveredYuan = coverable, CoveredParts = coverable > Yuan.Zero ? [part] : [], ReleasedYuan = left - keep, Reasons = reasons };
    }

    /// <summary>The acceptance ended, or its reservation lapsed: what is still held goes back. What was paid out stays covered.</summary>
    public CoverChange End(string reasonCode, Desk? desk, Cause cause, DateOnly today, DateTimeOffset now)
    {
        if (EndedBecause is not null) return CoverChange.Nothing;
        EndedBecause = reasonCode;
        var released = ReservedYuan;
        if (released == Yuan.Zero) return Unchanged([]);
        return Book(desk!, EntryKind.Release, cause, new(Yuan.Zero, CoveredYuan), today, now) with { ReleasedYuan = released };
    }

    public bool HasLapsed(DateOnly today) => ReservedYuan > Yuan.Zero && ReservedUntil < today;

    /// <summary>Enrols what was paid out without cover, after a top-up or a higher limit.</summary>
    public Outcome<CoverChange> Retry(Guid? otherCoverOfContract, Outcome<Desk> desk, Cause cause, DateOnly today, DateTimeOffset now)
    {
        if (State is not CoverState.Exception) return Refusal.State("enrolling an uncovered payout", State.ToString(), []);
        var coverable = otherCoverOfContract is null ? Yuan.Min(UncoveredYuan, Yuan.Max(ContractYuan - CoveredYuan, Yuan.Zero)) : Yuan.Zero;
        if (coverable == Yuan.Zero) return Outcome<CoverChange>.No(Reasons);
        if (Attempt(desk, coverable) is { Count: > 0 } no) return Outcome<CoverChange>.No(no);

        var parts = CoverParts(coverable);
        UncoveredYuan -= coverable;
        if (UncoveredYuan == Yuan.Zero) Reasons = [];
        Adopt(desk.Value);
        Number ??= desk.Value.Pool.NextCoverNumber(Terms!.EnrolledOn.Year);
        return Book(desk.Value, EntryKind.Confirm, cause, new(ReservedYuan, CoveredYuan + coverable), today, now) with { CoveredYuan = coverable, CoveredParts = parts };
    }

    /// <summary>Which payouts an amount covers: the oldest first. The others of the platform know payouts, not sums.</summary>
    private List<Payout> CoverParts(Yuan amount)
    {
        var covered = new List<Payout>();
        Payouts = [.. Payouts.Select(payout =>
        {
            var more = Yuan.Min(amount, payout.AmountYuan - payout.CoveredYuan);
            if (more == Yuan.Zero) return payout;
            amount -= more;
            covered.Add(payout with { CoveredYuan = payout.CoveredYuan + more });
            return covered[^1];
        })];
        return covered;
    }

    private static IReadOnlyList<Refusal> Attempt(Outcome<Desk> desk, Yuan more) => desk.IsRefused ? desk.Refusals : desk.Value.WhyNot(more);

    private void Adopt(Desk desk) => (PoolCode, Terms) = (desk.Pool.Code, desk.Terms);

    private CoverChange Book(Desk desk, EntryKind kind, Cause cause, Holding after, DateOnly valueOn, DateTimeOffset now)
    {
        var entry = desk.Book(kind, cause, Id, Holding, after, valueOn, now);
        (ReservedYuan, CoveredYuan) = (after.ReservedYuan, after.CoveredYuan);
        Settle();
        return new() { Entry = entry };
    }

    private CoverChange Unchanged(IReadOnlyList<Refusal> reasons)
    {
        Settle();
        return new() { Reasons = reasons };
    }
}

/// <summary>A payout as a bank reports it.</summary>
internal sealed record LoanPayout(
    Guid DisbursementId, Guid LoanId, string ContractNumber, Yuan ContractYuan, Yuan AmountYuan, Yuan TotalYuan, bool Final, DateOnly DisbursedOn);
