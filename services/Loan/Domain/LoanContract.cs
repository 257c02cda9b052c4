using TalentFinance.Contracts;

namespace TalentFinance.Loan.Domain;

/// <summary>Signed: nothing paid yet. Paying: in parts, more to come. PaidOut: all of it. Ended: never paid.</summary>
internal enum LoanState { Signed, Paying, PaidOut, Ended }

internal enum LoanMove { PayPart, PayLast, End }

/// <summary>One payout under a contract.</summary>
internal sealed class Disbursement
{
    public Guid Id { get; private set; }
    public Guid LoanId { get; private set; }
    /// <summary>The bank's voucher number: one payout is recorded once.</summary>
    public string Reference { get; private set; } = "";
    public Yuan AmountYuan { get; private set; }
    public DateOnly DisbursedOn { get; private set; }
    public bool Final { get; private set; }
    public DateTimeOffset At { get; private set; }
    /// <summary>What the pool confirmed of it; null until it did.</summary>
    public Yuan? CoveredYuan { get; private set; }

    public static Disbursement Of(Guid id, Guid loanId, string reference, Yuan amount, DateOnly on, bool final, DateTimeOffset at) =>
        new() { Id = id, LoanId = loanId, Reference = reference, AmountYuan = amount, DisbursedOn = on, Final = final, At = at };

    /// <summary>In all of this part; what is covered only grows, so an older confirmation that comes later changes nothing.</summary>
    public void Covered(Yuan amount) => CoveredYuan = Yuan.Max(CoveredYuan ?? Yuan.Zero, amount);
}

/// <summary>The signed contract of an accepted, covered offer, and what was paid out under it.</summary>
internal sealed class LoanContract
{
    private static readonly Moves<LoanState, LoanMove> Table = new(
        (LoanMove.PayPart, [LoanState.Signed, LoanState.Paying], LoanState.Paying),
        (LoanMove.PayLast, [LoanState.Signed, LoanState.Paying], LoanState.PaidOut),
        (LoanMove.End, [LoanState.Signed], LoanState.Ended))
    {
        Unasked = [LoanMove.End],
    };

    private readonly List<Disbursement> disbursements = [];

    public Guid Id { get; private set; }
    public Guid ApplicationId { get; private set; }
    public Guid OfferId { get; private set; }
    public Guid BankId { get; private set; }
    public Guid FirmId { get; private set; }
    public string DistrictCode { get; private set; } = "";
    public string ProductCode { get; private set; } = "";
    /// <summary>As frozen into the application; lists go by them.</summary>
    public string FirmName { get; private set; } = "";
    public string Chain { get; private set; } = "";
    public string Park { get; private set; } = "";
    public TalentClass? TalentClass { get; private set; }
    public string ContractNumber { get; private set; } = "";
    public LoanState State { get; private set; }
    public Yuan ContractYuan { get; private set; }
    public Yuan PaidYuan { get; private set; }
    public int RateBp { get; private set; }
    public int TenorMonths { get; private set; }
    public RepaymentMethod Method { get; private set; }
    public DateOnly SignedOn { get; private set; }
    /// <summary>Agreed in the offer: otherwise the first payout is the last.</summary>
    public bool InParts { get; private set; }
    public DateOnly? FirstPaidOn { get; private set; }
    public DateOnly? MaturesOn { get; private set; }
    /// <summary>What the borrower pays when, of all parts so far.</summary>
    public Instalment[] Schedule { get; private set; } = [];
    public string? CoverNumber { get; private set; }
    public Yuan CoveredYuan { get; private set; }
    /// <summary>Reserved capacity that went back to the pool.</summary>
    public Yuan ReleasedYuan { get; private set; }
    /// <summary>Why the pool would not cover a payout, where that happened.</summary>
    public Refusal[] CoverRefusals { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }
    public int Version { get; private set; }
    public IReadOnlyList<Disbursement> Disbursements => disbursements;
    public IEnumerable<string> AllowedMoves => Table.Allowed(State);

    public static LoanContract Sign(Guid id, Application application, Offer offer, string contractNumber, DateOnly signedOn, DateTimeOffset now) => new()
    {
        Id = id,
        ApplicationId = application.Id,
        OfferId = offer.Id,
        BankId = offer.BankId,
        FirmId = offer.FirmId,
        DistrictCode = application.DistrictCode,
        ProductCode = application.ProductCode,
        FirmName = application.FirmName,
        Chain = application.Chain,
        Park = application.Park,
        TalentClass = application.TalentClass,
        ContractNumber = contractNumber,
        ContractYuan = offer.AmountYuan,
        RateBp = offer.RateBp,
        TenorMonths = offer.TenorMonths,
        Method = offer.Method,
        SignedOn = signedOn,
        InParts = offer.InParts,
        CreatedAt = now,
        Version = 1,
    };

    /// <summary>The bank pays out, in whole or in part: never more than the contract, never before it was signed, the last part by the maturity of the first.</summary>
    public Outcome<Disbursement> PayOut(Guid id, string reference, Yuan amount, DateOnly on, bool final, DateOnly today, DateTimeOffset now)
    {
        var state = Table.Next(State, final ? LoanMove.PayLast : LoanMove.PayPart);
        if (state.IsRefused) return Outcome<Disbursement>.No(state.Refusals);
        var refusals = new List<Refusal>();
        if (amount <= Yuan.Zero) refusals.Add(Refusal.Rule("payout-amount", "a payout is above zero", "contract", "give what was paid out"));
        if (PaidYuan + amount > ContractYuan) refusals.Add(Refusal.Rule("payout-above-contract", $"{PaidYuan + amount} yuan would be paid out of a contract of {ContractYuan}", "contract", $"at most {ContractYuan - PaidYuan} yuan is left"));
        if (!final && !InParts) refusals.Add(Refusal.Rule("payout-parts-not-agreed", "the accepted offer agrees no payout in parts", "accepted offer", "send final = true: what is paid out now is all of it"));
        if (!final && PaidYuan + amount == ContractYuan) refusals.Add(Refusal.Rule("payout-final", "this part exhausts the contract, so it is the last", "contract", "send final = true"));
        if (on > today) refusals.Add(Refusal.Rule("payout-date", $"{on:yyyy-MM-dd} is still to come", "business date", "confirm a payout when the money has gone"));
        if (on < SignedOn) refusals.Add(Refusal.Rule("payout-date", $"the contract was signed on {SignedOn:yyyy-MM-dd}", "contract", "correct the payout's date"));
        if (MaturesOn is { } maturity && on >= maturity) refusals.Add(Refusal.Rule("payout-date", $"the loan matures on {maturity:yyyy-MM-dd}", "contract", "no part is paid out after maturity"));
        if (FirstPaidOn > on) refusals.Add(Refusal.Rule("payout-date", $"the first part was paid out on {FirstPaidOn:yyyy-MM-dd}", "contract", "record parts in the order of their dates"));
        if (disbursements.Any(part => part.Reference == reference)) refusals.Add(Refusal.Rule("payout-recorded", $"the payout with reference {reference} is recorded already", "one payout once", "give this payout its own reference"));
        if (disbursements.Count >= PartsMax) refusals.Add(Refusal.Rule("payout-parts", $"a contract is paid out in at most {PartsMax} parts", "contract", "pay the rest as one part"));
        if (refusals.Count > 0) return Outcome<Disbursement>.No(refusals);

        var part = Disbursement.Of(id, Id, reference, amount, on, final, now);
        disbursements.Add(part);
        PaidYuan += amount;
        FirstPaidOn ??= on;
        MaturesOn ??= on.AddMonths(TenorMonths);
        Schedule = Domain.Schedule.Merge([.. disbursements.Select(paid => Domain.Schedule.OfPart(paid.AmountYuan, RateBp, TenorMonths, Method, FirstPaidOn.Value, paid.DisbursedOn))]);
        (State, Version) = (state.Value, Version + 1);
        return part;
    }

    /// <summary>The pool's confirmation, in whatever order it comes: totals only grow.</summary>
    public void Confirm(string coverNumber, Guid disbursementId, Yuan partYuan, Yuan totalYuan)
    {
        disbursements.SingleOrDefault(part => part.Id == disbursementId)?.Covered(partYuan);
        (CoverNumber, CoveredYuan, Version) = (coverNumber, Yuan.Max(CoveredYuan, totalYuan), Version + 1);
        if (CoveredYuan >= PaidYuan) CoverRefusals = [];
    }

    /// <summary>Why a payout is not covered; heard after it was covered all the same, it is over.</summary>
    public void RefuseCover(Refusal[] reasons)
    {
        if (CoveredYuan < PaidYuan) (CoverRefusals, Version) = (reasons, Version + 1);
    }

    public void Released(Yuan amount) => (ReleasedYuan, Version) = (ReleasedYuan + amount, Version + 1);

    public Outcome<LoanState> End()
    {
        var outcome = Table.Next(State, LoanMove.End);
        if (!outcome.IsRefused) (State, Version) = (outcome.Value, Version + 1);
        return outcome;
    }

    private const int PartsMax = 36;
}
