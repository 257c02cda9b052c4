using TalentFinance.Contracts;

namespace TalentFinance.Gateway.Domain;

internal enum DeliveryState
{
    /// <summary>Goes out as soon as the bank can be reached.</summary>
    Waiting,
    /// <summary>The bank said that it has it.</summary>
    Delivered,
    /// <summary>The bank said that it will never take it; somebody must look.</summary>
    Parked,
}

/// <summary>What came of one try.</summary>
internal abstract record Attempt
{
    public sealed record Delivered : Attempt;

    /// <summary>Might work later.</summary>
    public sealed record Later(string Reason, TimeSpan? After) : Attempt;

    /// <summary>The bank could not be asked at all (its circuit is open); costs no try.</summary>
    public sealed record NotTried : Attempt;

    /// <summary>The same bytes will never be taken.</summary>
    public sealed record Never(string Reason) : Attempt;

    /// <summary>
    /// Reads a bank's answer. 401, 403, 404 and 405 mean that something is set up wrongly on one side, which people repair:
    /// they wait like an outage. Any other 4xx is about this message.
    /// </summary>
    public static Attempt Of(int status, TimeSpan? retryAfter) => status switch
    {
        >= 200 and < 300 => new Delivered(),
        401 or 403 or 404 or 405 or 407 or 408 or 421 or 423 or 425 or 429 => new Later($"HTTP {status}", retryAfter),
        >= 400 and < 500 => new Never($"HTTP {status}"),
        _ => new Later($"HTTP {status}", retryAfter),
    };
}

/// <summary>One message to one bank. Its id is made from what it says and to whom, so the same news is never queued twice.</summary>
internal sealed class Delivery
{
    public const int ReasonLengthMax = 200;
    private static readonly TimeSpan DelayMax = TimeSpan.FromMinutes(5);
    /// <summary>No invitation lives longer (domain.md §10: decision at the latest after 30 days).</summary>
    private static readonly TimeSpan AgeMax = TimeSpan.FromDays(31);

    public Guid Id { get; private set; }
    public Guid BankId { get; private set; }
    public Guid ApplicationId { get; private set; }
    public BankMessageKind Kind { get; private set; }
    /// <summary>The JSON that is sent, fixed when it was queued.</summary>
    public string Body { get; private set; } = "";
    public DeliveryState State { get; private set; }
    public int Attempts { get; private set; }
    /// <summary>When it is due; while a worker has it, when it is due again should that worker die.</summary>
    public DateTimeOffset NextAttemptAt { get; private set; }
    /// <summary>Which worker's batch has it.</summary>
    public Guid? Claim { get; private set; }
    public DateTimeOffset QueuedAt { get; private set; }
    public DateTimeOffset? DeliveredAt { get; private set; }
    /// <summary>Why the last try failed.</summary>
    public string? Reason { get; private set; }
    public int Version { get; private set; }

    public static Delivery Of(BankMessage message, DateTimeOffset now) => new()
    {
        Id = message.DeliveryId,
        BankId = message.BankId,
        ApplicationId = message.ApplicationId,
        Kind = message.Kind,
        Body = message.ToJson(),
        State = DeliveryState.Waiting,
        QueuedAt = now,
        NextAttemptAt = now,
        Version = 1,
    };

    /// <summary>Notes a try. <paramref name="jitter"/> from 0 to 1 spreads what failed together.</summary>
    public void Tried(Attempt attempt, DateTimeOffset now, double jitter)
    {
        (Claim, Version) = (null, Version + 1);
        if (attempt is not Attempt.NotTried) Attempts++;
        switch (attempt)
        {
            case Attempt.Delivered:
                (State, DeliveredAt, Reason) = (DeliveryState.Delivered, now, null);
                break;
            case Attempt.Never never:
                (State, Reason) = (DeliveryState.Parked, Short(never.Reason));
                break;
            case Attempt.Later later when now - QueuedAt > AgeMax:
                (State, Reason) = (DeliveryState.Parked, Short("too old; last: " + later.Reason));
                break;
            case Attempt.Later later:
                // What the bank asks for may lengthen the wait, never shorten it: a circuit does not open for a 429, so this is all that spares it.
                var backOff = BackOff(Attempts, jitter);
                (NextAttemptAt, Reason) = (now + (later.After is { } asked && asked > backOff && asked < DelayMax ? asked : backOff), Short(later.Reason));
                break;
            default:
                NextAttemptAt = now;
                break;
        }
    }

    /// <summary>An officer sends it again: the bank lost it, or repaired what made it refuse.</summary>
    public Refusal? Resend(DateTimeOffset now)
    {
        if (State == DeliveryState.Waiting) return Refusal.State("resending", "it is still waiting to be sent", ["waiting: it goes out when the bank can be reached"]);
        (State, NextAttemptAt, DeliveredAt, Claim, Version) = (DeliveryState.Waiting, now, null, null, Version + 1);
        return null;
    }

    /// <summary>1 s, 2 s, 4 s ... 5 min, less up to half of it.</summary>
    public static TimeSpan BackOff(int attempts, double jitter)
    {
        var seconds = Math.Min(DelayMax.TotalSeconds, Math.Pow(2, Math.Clamp(attempts - 1, 0, 20)));
        return TimeSpan.FromSeconds(seconds * (1 - jitter / 2));
    }

    private static string Short(string reason) => reason.Length > ReasonLengthMax ? reason[..ReasonLengthMax] : reason;
}
