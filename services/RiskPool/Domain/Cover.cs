using TalentFinance.Contracts;

namespace TalentFinance.RiskPool.Domain;

internal enum CoverState
{
    /// <summary>Capacity is held for an accepted offer.</summary>
    Reserved,
    /// <summary>Parts were paid out, more may come.</summary>
    Drawing,
    /// <summary>All that was paid out is covered, and no more will come.</summary>
    Covered,
    /// <summary>The acceptance ended or lapsed without a payout.</summary>
    Released,
    /// <summary>The pool could not stand for the accepted offer.</summary>
    Refused,
    /// <summary>Something was paid out that the pool does not cover; the district sees why and can enrol it later.</summary>
    Exception,
}

/// <summary>A payout as the bank reported it, and how much of it is covered.</summary>
internal sealed record Payout(Guid DisbursementId, Yuan AmountYuan, Yuan CoveredYuan, DateOnly DisbursedOn);

/// <summary>What a change of a cover came to, for the ledger, the outbox and the reader.</summary>
internal sealed record CoverChange
{
    public Entry? Entry { get; init; }
    public Yuan ReservedYuan { get; init; }
    public Yuan CoveredYuan { get; init; }
    /// <summary>The payouts of which more stands covered now, as they stand.</summary>
    public IReadOnlyList<Payout> CoveredParts { get; init; } = [];
    public Yuan ReleasedYuan { get; init; }
    public IReadOnlyList<Refusal> Reasons { get; init; } = [];
    public static CoverChange Nothing { get; } = new();
}

/// <summary>
/// The pool's cover of one accepted offer and the loan that follows: reserved, confirmed by payouts, released. Events come
/// in any order and more than once; what the cover comes to is the same.
/// </summary>
internal sealed partial class Cover
{
    private Cover() { }

    /// <summary>One offer, one cover: the offer's id is the cover's.</summary>
    public Cover(Guid offerId, Guid applicationId, DateTimeOffset at) => (Id, ApplicationId, At) = (offerId, applicationId, at);

    public Guid Id { get; private set; }
    public Guid ApplicationId { get; private set; }
    public string? Number { get; private set; }
    public CoverState State { get; private set; } = CoverState.Released;

    /// <summary>Empty until an offer or a payout was heard of: an ended acceptance carries only ids.</summary>
    public string PoolCode { get; private set; } = "";
    public Guid BankId { get; private set; }
    public string BankName { get; private set; } = "";
    public Guid FirmId { get; private set; }
    public string FirmName { get; private set; } = "";
    public string DistrictCode { get; private set; } = "";
    public string ProductCode { get; private set; } = "";
    public string Chain { get; private set; } = "";
    public string Park { get; private set; } = "";
    public TalentClass? TalentClass { get; private set; }
    public string[] Qualifications { get; private set; } = [];

    public CoverTerms? Terms { get; private set; }
    public Guid? LoanId { get; private set; }
    public string? ContractNumber { get; private set; }

    /// <summary>Principal of the offer as accepted; null while only payouts were heard of.</summary>
    public Yuan? AcceptedYuan { get; private set; }
    public Yuan ContractYuan { get; private set; }
    public Yuan ReservedYuan { get; private set; }
    public Yuan CoveredYuan { get; private set; }
    /// <summary>Paid out, but not covered.</summary>
    public Yuan UncoveredYuan { get; private set; }
    /// <summary>All payouts together, known since the final one was heard of.</summary>
    public Yuan? FinalYuan { get; private set; }
    public Payout[] Payouts { get; private set; } = [];

    public DateOnly? ReservedUntil { get; private set; }
    public string? EndedBecause { get; private set; }
    /// <summary>Why the pool did not cover something, in full.</summary>
    public Refusal[] Reasons { get; private set; } = [];
    public DateTimeOffset At { get; private set; }
    public int Version { get; private set; }

    public Yuan PaidYuan => CoveredYuan + UncoveredYuan;
    public Holding Holding => new(ReservedYuan, CoveredYuan);

    public CoverSubject Subject => new()
    {
        BankId = BankId,
        BankName = BankName,
        FirmId = FirmId,
        FirmName = FirmName,
        DistrictCode = DistrictCode,
        ProductCode = ProductCode,
        Chain = Chain,
        Park = Park,
        TalentClass = TalentClass,
        Qualifications = Qualifications,
    };

    private bool IsComplete => FinalYuan is { } final ? PaidYuan >= final : EndedBecause is not null && PaidYuan > Yuan.Zero;

    /// <summary>The state follows from the amounts, so it cannot contradict them.</summary>
    private void Settle()
    {
        State = UncoveredYuan > Yuan.Zero ? CoverState.Exception
            : CoveredYuan > Yuan.Zero ? IsComplete && ReservedYuan == Yuan.Zero ? CoverState.Covered : CoverState.Drawing
            : ReservedYuan > Yuan.Zero ? CoverState.Reserved
            : EndedBecause is not null ? CoverState.Released
            : CoverState.Refused;
        Version++;
    }

    private void Describe(CoverSubject subject) =>
        (BankId, BankName, FirmId, FirmName, DistrictCode, ProductCode, Chain, Park, TalentClass, Qualifications) =
        (subject.BankId, subject.BankName, subject.FirmId, subject.FirmName, subject.DistrictCode, subject.ProductCode, subject.Chain, subject.Park, subject.TalentClass, subject.Qualifications);
}
