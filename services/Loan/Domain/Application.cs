using TalentFinance.Contracts;

namespace TalentFinance.Loan.Domain;

/// <summary>Where an application stands. Submitted: banks answer, or the startup chooses; Accepted: the pool is asked for cover.</summary>
internal enum ApplicationState { Draft, Submitted, Accepted, Covered, Contracted, PaidOut, Withdrawn, Expired, Refused }

internal enum ApplicationMove { Submit, Accept, Cover, RefuseCover, Contract, PayOut, Withdraw, Expire, Refuse }

/// <summary>One application of one startup, from draft to payout (domain.md §10, states of a need).</summary>
internal sealed class Application
{
    private static readonly Moves<ApplicationState, ApplicationMove> Table = new(
        (ApplicationMove.Submit, [ApplicationState.Draft], ApplicationState.Submitted),
        (ApplicationMove.Accept, [ApplicationState.Submitted], ApplicationState.Accepted),
        (ApplicationMove.Cover, [ApplicationState.Accepted], ApplicationState.Covered),
        (ApplicationMove.RefuseCover, [ApplicationState.Accepted], ApplicationState.Submitted),
        (ApplicationMove.Contract, [ApplicationState.Covered], ApplicationState.Contracted),
        (ApplicationMove.PayOut, [ApplicationState.Contracted, ApplicationState.PaidOut], ApplicationState.PaidOut),
        (ApplicationMove.Withdraw, [ApplicationState.Draft, ApplicationState.Submitted, ApplicationState.Accepted, ApplicationState.Covered], ApplicationState.Withdrawn),
        (ApplicationMove.Expire, [ApplicationState.Submitted, ApplicationState.Accepted, ApplicationState.Covered, ApplicationState.Contracted], ApplicationState.Expired),
        (ApplicationMove.Refuse, [ApplicationState.Submitted], ApplicationState.Refused))
    {
        Unasked = [ApplicationMove.Cover, ApplicationMove.RefuseCover, ApplicationMove.Expire, ApplicationMove.Refuse],
    };

    public Guid Id { get; private set; }
    public string Number { get; private set; } = "";
    public Guid FirmId { get; private set; }
    public string FirmName { get; private set; } = "";
    public string DistrictCode { get; private set; } = "";
    public string ProductCode { get; private set; } = "";
    public int ProductVersion { get; private set; }
    public Yuan AmountYuan { get; private set; }
    public int TenorMonths { get; private set; }
    public string Use { get; private set; } = "";
    public string Purpose { get; private set; } = "";
    public Pledge? Pledge { get; private set; }
    public RoutingMode Mode { get; private set; }
    /// <summary>Targeted: the banks that the startup named.</summary>
    public Guid[] BankIds { get; private set; } = [];
    public ApplicationState State { get; private set; }
    /// <summary>The last check of a draft, so that the startup sees what is missing before it submits.</summary>
    public EligibilityResult? Eligibility { get; private set; }
    /// <summary>The firm as it was at submission.</summary>
    public Applicant? Applicant { get; private set; }
    public Guid? TalentId { get; private set; }
    public TalentClass? TalentClass { get; private set; }
    /// <summary>As frozen at submission, beside the frozen whole: lists and figures go by them.</summary>
    public string Chain { get; private set; } = "";
    public string Park { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? SubmittedAt { get; private set; }
    public Guid? AcceptedOfferId { get; private set; }
    public Guid? AcceptedBankId { get; private set; }
    public DateTimeOffset? AcceptedAt { get; private set; }
    /// <summary>What this application holds of the caps: the accepted amount, in the end what was paid out.</summary>
    public Yuan HeldYuan { get; private set; }
    /// <summary>Without a payout by the end of this day the acceptance ends.</summary>
    public DateOnly? PayoutBy { get; private set; }
    public Guid? CoverId { get; private set; }
    public DateTimeOffset? CoveredAt { get; private set; }
    public DateTimeOffset? ContractedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public string? EndReasonCode { get; private set; }
    public int Version { get; private set; }

    public IEnumerable<string> AllowedMoves => Table.Allowed(State);
    public string[] QualificationCodes => [.. (Applicant?.Qualifications ?? []).Select(held => held.Code).Distinct()];
    public Ask Ask => new(AmountYuan, TenorMonths, Use, Pledge);

    public static Application Draft(Guid id, string number, Guid firmId, string firmName, string districtCode, DateTimeOffset now) => new()
    {
        Id = id,
        Number = number,
        FirmId = firmId,
        FirmName = firmName,
        DistrictCode = districtCode,
        CreatedAt = now,
        Version = 1,
    };

    /// <summary>Fills or changes a draft; later it is as it was submitted.</summary>
    public Outcome<ApplicationState> Write(Ask ask, string purpose, RoutingMode mode, Guid[] bankIds, EligibilityResult eligibility)
    {
        if (State != ApplicationState.Draft) return Refusal.State("Edit", State.ToString(), AllowedMoves);
        (AmountYuan, TenorMonths, Use, Pledge) = ask;
        (Purpose, Mode, BankIds, Eligibility) = (purpose, mode, bankIds, eligibility);
        (ProductCode, ProductVersion, Version) = (eligibility.ProductCode, eligibility.ProductVersion, Version + 1);
        return State;
    }

    /// <summary>Freezes the firm and goes to the banks; an eligibility with refusals leaves the draft as it was.</summary>
    public Outcome<ApplicationState> Submit(EligibilityResult eligibility, Borrower borrower, DateOnly today, DateTimeOffset now)
    {
        var outcome = Table.Next(State, ApplicationMove.Submit);
        if (outcome.IsRefused) return outcome;
        if (!eligibility.Eligible) return Outcome<ApplicationState>.No(eligibility.Refusals);
        (Applicant, FirmName, DistrictCode) = (borrower.Freeze(today), borrower.Name, borrower.DistrictCode);
        (Chain, Park) = (Applicant.Profile.Chain, Applicant.Profile.Park);
        (ProductVersion, TalentId, TalentClass, Eligibility, SubmittedAt) = (eligibility.ProductVersion, eligibility.TalentId, eligibility.TalentClass, null, now);
        return To(outcome);
    }

    public Outcome<ApplicationState> Accept(Offer offer, DateOnly payoutBy, DateTimeOffset now)
    {
        var outcome = Table.Next(State, ApplicationMove.Accept);
        if (outcome.IsRefused) return outcome;
        (AcceptedOfferId, AcceptedBankId, AcceptedAt, PayoutBy, HeldYuan) = (offer.Id, offer.BankId, now, payoutBy, offer.AmountYuan);
        return To(outcome);
    }

    public Outcome<ApplicationState> Cover(Guid coverId, DateTimeOffset now)
    {
        var outcome = Table.Next(State, ApplicationMove.Cover);
        if (outcome.IsRefused) return outcome;
        (CoverId, CoveredAt) = (coverId, now);
        return To(outcome);
    }

    /// <summary>The pool said no: back to choice.</summary>
    public Outcome<ApplicationState> RefuseCover()
    {
        var outcome = Table.Next(State, ApplicationMove.RefuseCover);
        if (outcome.IsRefused) return outcome;
        (AcceptedOfferId, AcceptedBankId, AcceptedAt, PayoutBy, HeldYuan) = (null, null, null, null, Yuan.Zero);
        return To(outcome);
    }

    public Outcome<ApplicationState> Contract(DateTimeOffset now)
    {
        var outcome = Table.Next(State, ApplicationMove.Contract);
        if (outcome.IsRefused) return outcome;
        ContractedAt = now;
        return To(outcome);
    }

    /// <summary>A part was paid out; after the last one only what was paid is held of the caps.</summary>
    public Outcome<ApplicationState> PayOut(Yuan paidYuan, bool final, DateTimeOffset now)
    {
        var outcome = Table.Next(State, ApplicationMove.PayOut);
        if (outcome.IsRefused) return outcome;
        // What the pool gave back before is held again once it is paid out after all.
        if (final) (HeldYuan, EndedAt) = (paidYuan, now);
        else HeldYuan = Yuan.Max(HeldYuan, paidYuan);
        PayoutBy = null;
        return To(outcome);
    }

    /// <summary>Paid out in part, and no further part came in time: only what was paid is held of the caps.</summary>
    public void HoldOnly(Yuan paidYuan) => (HeldYuan, Version) = (paidYuan, Version + 1);

    public Outcome<ApplicationState> Withdraw(DateTimeOffset now) => End(ApplicationMove.Withdraw, "Withdrawn", now);
    public Outcome<ApplicationState> Expire(string reasonCode, DateTimeOffset now) => End(ApplicationMove.Expire, reasonCode, now);
    public Outcome<ApplicationState> Refuse(string reasonCode, DateTimeOffset now) => End(ApplicationMove.Refuse, reasonCode, now);

    private Outcome<ApplicationState> End(ApplicationMove move, string reasonCode, DateTimeOffset now)
    {
        var outcome = Table.Next(State, move);
        if (outcome.IsRefused) return outcome;
        (EndedAt, EndReasonCode, HeldYuan, PayoutBy) = (now, reasonCode, Yuan.Zero, null);
        return To(outcome);
    }

    private Outcome<ApplicationState> To(Outcome<ApplicationState> outcome)
    {
        (State, Version) = (outcome.Value, Version + 1);
        return outcome;
    }
}

/// <summary>What people say on the telephone: day and eight characters without look-alikes, from the application's own id.</summary>
internal static class ApplicationNumber
{
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    public static string Of(Guid id, DateOnly day)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        Span<char> number = stackalloc char[18];
        number[0] = 'L';
        day.TryFormat(number[1..], out _, "yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);
        number[9] = '-';
        // The last 40 bits of a version 7 id are random.
        var random = 0UL;
        for (var i = 11; i < 16; i++) random = random << 8 | bytes[i];
        for (var i = 0; i < 8; i++) number[10 + i] = Alphabet[(int)(random >> 5 * i & 31)];
        return new(number);
    }
}
