using TalentFinance.Contracts;

namespace TalentFinance.Loan.Domain;

/// <summary>Where an offer stands. Proposed: waits for the second person; Lapsed: another was accepted, or the application ended.</summary>
internal enum OfferState { Proposed, Live, Rejected, Expired, Lapsed, Accepted, CoverRefused, Ended }

internal enum OfferMove { Approve, Reject, Expire, Lapse, Revive, Accept, RefuseCover, End }

/// <summary>What a bank offers.</summary>
internal sealed record OfferTerms(Yuan AmountYuan, int SpreadBp, int TenorMonths, RepaymentMethod Method, Yuan FeeYuan, string Conditions, DateTimeOffset ExpiresAt, bool InParts = false);

/// <summary>Who of the bank made an offer, or decided on one.</summary>
internal sealed record Person(Guid Id, string Name);

/// <summary>A bank's binding offer: never changed once made, only approved, accepted, or over. Sealed from other banks.</summary>
internal sealed class Offer
{
    private static readonly Moves<OfferState, OfferMove> Table = new(
        (OfferMove.Approve, [OfferState.Proposed], OfferState.Live),
        (OfferMove.Reject, [OfferState.Proposed], OfferState.Rejected),
        (OfferMove.Expire, [OfferState.Proposed, OfferState.Live, OfferState.Lapsed], OfferState.Expired),
        (OfferMove.Lapse, [OfferState.Proposed, OfferState.Live], OfferState.Lapsed),
        (OfferMove.Revive, [OfferState.Lapsed], OfferState.Live),
        (OfferMove.Accept, [OfferState.Live], OfferState.Accepted),
        (OfferMove.RefuseCover, [OfferState.Accepted], OfferState.CoverRefused),
        (OfferMove.End, [OfferState.Accepted], OfferState.Ended))
    {
        Unasked = [OfferMove.Expire, OfferMove.Lapse, OfferMove.Revive, OfferMove.RefuseCover, OfferMove.End],
    };

    public Guid Id { get; private set; }
    public Guid InvitationId { get; private set; }
    public Guid ApplicationId { get; private set; }
    public Guid BankId { get; private set; }
    public Guid FirmId { get; private set; }
    /// <summary>What was asked for, as the invitation says it: lists show it.</summary>
    public string Number { get; private set; } = "";
    public string FirmName { get; private set; } = "";
    public string ProductCode { get; private set; } = "";
    public OfferState State { get; private set; }
    public Yuan AmountYuan { get; private set; }
    /// <summary>The LPR that the spread stands on, and the day it was published.</summary>
    public int LprBp { get; private set; }
    public DateOnly LprOn { get; private set; }
    public int SpreadBp { get; private set; }
    public int TenorMonths { get; private set; }
    public RepaymentMethod Method { get; private set; }
    public Yuan FeeYuan { get; private set; }
    public string Conditions { get; private set; } = "";
    /// <summary>The money may be paid out in parts: agreed with the acceptance.</summary>
    public bool InParts { get; private set; }
    public bool AboveRateCap { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    /// <summary>Who made it: never the one who approves.</summary>
    public Guid MadeBy { get; private set; }
    public string MadeByName { get; private set; } = "";
    public DateTimeOffset MadeAt { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public string? DecidedByName { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    /// <summary>Why the second person said no: for who made it.</summary>
    public string? RejectReason { get; private set; }
    /// <summary>Lapsed because another one was accepted: comes back if the pool refuses that one.</summary>
    public bool LapsedByAcceptance { get; private set; }
    /// <summary>Why the pool would not stand for it.</summary>
    public Refusal[] CoverRefusals { get; private set; } = [];
    public int Version { get; private set; }

    public int RateBp => LprBp + SpreadBp;
    public IEnumerable<string> AllowedMoves => Table.Allowed(State);

    /// <summary>Checks an offer against the ask, the product and the rate cap (domain.md §10 loan.rate_cap); every fault is named.</summary>
    public static IEnumerable<Refusal> Faults(OfferTerms terms, Application application, ProductPolicy policy, int lprBp, int lprOneYearBp, DateTimeOffset now)
    {
        var least = Yuan.Min(policy.AmountYuanMin, application.AmountYuan);
        if (terms.AmountYuan < least || terms.AmountYuan > application.AmountYuan) yield return Refusal.Rule("offer-amount", $"an offer is at least {least} yuan and at most the {application.AmountYuan} yuan asked for", "request of the startup", $"offer {least} to {application.AmountYuan} yuan");
        if (terms.FeeYuan < Yuan.Zero || terms.FeeYuan >= terms.AmountYuan) yield return Refusal.Rule("offer-fee", "a fee is not negative and below the amount", "true annual cost", "correct the fee");
        if (terms.TenorMonths < policy.TenorMonthsMin || terms.TenorMonths > policy.TenorMonthsMax) yield return Refusal.Rule("offer-tenor", $"{policy.Name} runs {policy.TenorMonthsMin} to {policy.TenorMonthsMax} months", "domain.md §1 [82]", $"offer {policy.TenorMonthsMin} to {policy.TenorMonthsMax} months");
        if (!policy.Methods.Contains(terms.Method)) yield return Refusal.Rule("offer-method", $"{policy.Name} is not repaid by {terms.Method}", policy.Source, $"methods are {string.Join(", ", policy.Methods)}");
        var rate = lprBp + terms.SpreadBp;
        if (rate is < 0 or > Schedule.RateBpLimit) yield return Refusal.Rule("offer-rate", $"a rate of {rate} bp is outside 0 to {Schedule.RateBpLimit} bp", "domain.md §9", "correct the spread");
        else if (policy.RateCap is { Mode: RateCapMode.Refuse } cap && rate > lprOneYearBp + cap.SpreadBpMax) yield return Refusal.Rule("rate-cap", $"{rate} bp is above LPR 1Y {lprOneYearBp} bp + {cap.SpreadBpMax} bp", cap.Source, $"offer at most {lprOneYearBp + cap.SpreadBpMax} bp");
        if (terms.ExpiresAt <= now || terms.ExpiresAt > now.AddDays(policy.OfferDaysMax)) yield return Refusal.Rule("offer-expiry", $"an offer binds from now to at most {policy.OfferDaysMax} days", policy.Source, $"let it expire by {now.AddDays(policy.OfferDaysMax):yyyy-MM-ddTHH:mm:ssZ}");
    }

    public static Offer Of(Guid id, Invitation invitation, OfferTerms terms, int lprBp, DateOnly lprOn, bool aboveRateCap, bool needsSecondPerson, Person madeBy, DateTimeOffset now) => new()
    {
        Id = id,
        InvitationId = invitation.Id,
        ApplicationId = invitation.ApplicationId,
        BankId = invitation.BankId,
        FirmId = invitation.FirmId,
        Number = invitation.Number,
        FirmName = invitation.FirmName,
        ProductCode = invitation.ProductCode,
        State = needsSecondPerson ? OfferState.Proposed : OfferState.Live,
        AmountYuan = terms.AmountYuan,
        LprBp = lprBp,
        LprOn = lprOn,
        SpreadBp = terms.SpreadBp,
        TenorMonths = terms.TenorMonths,
        Method = terms.Method,
        FeeYuan = terms.FeeYuan,
        Conditions = terms.Conditions,
        InParts = terms.InParts,
        AboveRateCap = aboveRateCap,
        ExpiresAt = terms.ExpiresAt,
        MadeBy = madeBy.Id,
        MadeByName = madeBy.Name,
        MadeAt = now,
        Version = 1,
    };

    /// <summary>The second person says yes: it binds the bank.</summary>
    public Outcome<OfferState> Approve(Person by, DateTimeOffset now) =>
        ExpiresAt <= now
            ? Refusal.Rule("offer-expired", $"the offer would have expired on {ExpiresAt:yyyy-MM-ddTHH:mm:ssZ}", "offer", "reject it, and make a new one")
            : Decide(OfferMove.Approve, by, now);

    /// <summary>The second person says no, and why.</summary>
    public Outcome<OfferState> Reject(string reason, Person by, DateTimeOffset now)
    {
        var outcome = Decide(OfferMove.Reject, by, now);
        if (!outcome.IsRefused) RejectReason = reason;
        return outcome;
    }

    /// <summary>Never the one who made it (design.md §6).</summary>
    private Outcome<OfferState> Decide(OfferMove move, Person by, DateTimeOffset now)
    {
        if (by.Id == MadeBy) return Refusal.Rule("same-person", "who made an offer does not decide on it", "design.md §6", "let another approver of the bank decide");
        var outcome = Move(move);
        if (!outcome.IsRefused) (DecidedBy, DecidedByName, DecidedAt) = (by.Id, by.Name, now);
        return outcome;
    }

    public Outcome<OfferState> Accept(DateTimeOffset now) =>
        ExpiresAt <= now && State == OfferState.Live
            ? Refusal.Rule("offer-expired", $"the offer bound the bank until {ExpiresAt:yyyy-MM-ddTHH:mm:ssZ}", "offer", "accept another offer, or ask this bank again with a new application")
            : Move(OfferMove.Accept);

    /// <summary>Over, if it still could be chosen.</summary>
    public void Lapse(bool byAcceptance)
    {
        if (!Table.Allows(State, OfferMove.Lapse)) return;
        // Only what the startup could have chosen comes back to be chosen.
        LapsedByAcceptance = byAcceptance && State == OfferState.Live;
        Move(OfferMove.Lapse);
    }

    /// <summary>Comes back after the pool refused the accepted one, if it still binds the bank.</summary>
    public bool Revive(DateTimeOffset now)
    {
        if (State != OfferState.Lapsed || !LapsedByAcceptance || ExpiresAt <= now) return false;
        LapsedByAcceptance = false;
        return !Move(OfferMove.Revive).IsRefused;
    }

    public Outcome<OfferState> Expire() => Move(OfferMove.Expire);
    public Outcome<OfferState> End() => Move(OfferMove.End);

    public Outcome<OfferState> RefuseCover(Refusal[] reasons)
    {
        var outcome = Move(OfferMove.RefuseCover);
        if (!outcome.IsRefused) CoverRefusals = reasons;
        return outcome;
    }

    private Outcome<OfferState> Move(OfferMove move)
    {
        var outcome = Table.Next(State, move);
        return outcome.IsRefused ? outcome : To(outcome);
    }

    private Outcome<OfferState> To(Outcome<OfferState> outcome)
    {
        (State, Version) = (outcome.Value, Version + 1);
        return outcome;
    }
}

/// <summary>What an offer costs the startup, beside which others stand.</summary>
internal sealed record OfferCost(int EffectiveBp, Yuan InterestYuan, Yuan FirstInstalmentYuan, Yuan LargestInstalmentYuan, Instalment[] Schedule)
{
    /// <summary>As if paid out on a day.</summary>
    public static OfferCost Of(Offer offer, DateOnly paidOutOn)
    {
        var schedule = Domain.Schedule.Of(offer.AmountYuan, offer.RateBp, offer.TenorMonths, offer.Method, paidOutOn);
        return new(AnnualCost.EffectiveBp(offer.AmountYuan, offer.FeeYuan, paidOutOn, schedule),
            schedule.SumYuan(line => line.InterestYuan),
            schedule[0].PrincipalYuan + schedule[0].InterestYuan,
            schedule.Select(line => line.PrincipalYuan + line.InterestYuan).Max(),
            schedule);
    }
}
