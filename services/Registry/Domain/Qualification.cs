using TalentFinance.Contracts;

namespace TalentFinance.Registry.Domain;

internal enum QualificationState { Proposed, Recorded, Rejected, Withdrawn }

/// <summary>A kind of qualification, as data: the products' rules name its code.</summary>
internal sealed class QualificationKind
{
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    /// <summary>Where the kind comes from.</summary>
    public string Source { get; init; } = "";
}

/// <summary>A firm's qualification with its certificate. The firm or its agent proposes, the district records what the certificate proves.</summary>
internal sealed class Qualification
{
    private static readonly Dictionary<QualificationState, (string Move, QualificationState To)[]> Moves = new()
    {
        [QualificationState.Proposed] = [("record", QualificationState.Recorded), ("reject", QualificationState.Rejected)],
        [QualificationState.Recorded] = [("withdraw", QualificationState.Withdrawn)],
        [QualificationState.Rejected] = [],
        [QualificationState.Withdrawn] = [],
    };

    private Qualification() { }

    public Guid Id { get; private init; }
    public int Version { get; private set; }
    public Guid FirmId { get; private init; }
    public string Code { get; private init; } = "";
    public string CertificateNumber { get; private init; } = "";
    public DateOnly ValidFrom { get; private init; }
    public DateOnly ValidUntil { get; private init; }
    public QualificationState State { get; private set; }
    /// <summary>Unique while it is proposed or recorded: one certificate counts once.</summary>
    public string? LiveKey { get; private set; }
    public string? Reason { get; private set; }
    public DateTimeOffset ProposedAt { get; private init; }

    public static Outcome<Qualification> Propose(Guid id, Guid firmId, string code, string certificateNumber, DateOnly validFrom, DateOnly validUntil, DateOnly today, DateTimeOffset now)
    {
        if (validUntil < validFrom) return Refusal.Input("validUntil", "ends before it begins", "give the dates on the certificate");
        if (validUntil < today) return Refusal.Rule("qualification-expired", "the certificate has expired", "domain.md §1 高新贷", "propose it when it has been renewed") with { Field = "validUntil" };
        return new Qualification
        {
            Id = id,
            Version = 1,
            FirmId = firmId,
            Code = code,
            CertificateNumber = certificateNumber.Trim(),
            ValidFrom = validFrom,
            ValidUntil = validUntil,
            State = QualificationState.Proposed,
            LiveKey = $"{code}:{certificateNumber.Trim()}",
            ProposedAt = now,
        };
    }

    public Outcome<Qualification> Record() => Move("record", null);

    public Outcome<Qualification> Reject(string reason) => Move("reject", reason);

    public Outcome<Qualification> Withdraw(string reason) => Move("withdraw", reason);

    public QualificationChanged Changed(DateTimeOffset at) => new()
    {
        QualificationId = Id,
        Version = Version,
        FirmId = FirmId,
        Code = Code,
        CertificateNumber = CertificateNumber,
        ValidFrom = ValidFrom,
        ValidUntil = ValidUntil,
        Active = State == QualificationState.Recorded,
        At = at,
    };

    private Outcome<Qualification> Move(string move, string? reason)
    {
        if (Array.Find(Moves[State], allowed => allowed.Move == move) is not { Move: not null } allowed)
            return Refusal.State(move, State.ToString(), Moves[State].Select(m => m.Move));
        (State, Reason) = (allowed.To, reason);
        if (State is QualificationState.Rejected or QualificationState.Withdrawn) LiveKey = null;
        Version++;
        return this;
    }
}
