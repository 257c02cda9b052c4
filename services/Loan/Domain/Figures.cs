using TalentFinance.Contracts;

namespace TalentFinance.Loan.Domain;

/// <summary>What the district's figures are divided by; All has one empty key.</summary>
internal enum TallyDimension { All, Product, Chain, Park, TalentClass }

/// <summary>Which of the two waits a row of the histogram counts: submission to the first bank's decision, submission to the first payout.</summary>
internal enum Wait { Decision, Money }

/// <summary>
/// One submitted application as it counts in the district's figures now. Kept, so that a change takes out exactly what was
/// counted before: counting the same change twice changes nothing.
/// </summary>
internal sealed class ApplicationFact
{
    public Guid Id { get; set; }
    public Guid FirmId { get; set; }
    public string DistrictCode { get; set; } = "";
    /// <summary>The day of submission in China: figures follow what was submitted that day to its end.</summary>
    public DateOnly Day { get; set; }
    public string ProductCode { get; set; } = "";
    public string Chain { get; set; } = "";
    public string Park { get; set; } = "";
    public TalentClass? TalentClass { get; set; }
    public ApplicationState State { get; set; }
    public long AskedCents { get; set; }
    /// <summary>A bank made a binding offer.</summary>
    public bool Offered { get; set; }
    public int? DecisionMinutes { get; set; }
    public int? MoneyMinutes { get; set; }
    public DateTimeOffset? PaidAt { get; set; }
    public long PaidCents { get; set; }
    /// <summary>首贷: the firm's first loan paid out over the marketplace.</summary>
    public bool FirstLoan { get; set; }
    public int Version { get; set; }

    public IEnumerable<(TallyDimension Dimension, string Key)> Keys =>
    [
        (TallyDimension.All, ""), (TallyDimension.Product, ProductCode), (TallyDimension.Chain, Chain), (TallyDimension.Park, Park),
        (TallyDimension.TalentClass, TalentClass?.ToString() ?? ""),
    ];

    public IEnumerable<(Wait Wait, int Days)> Waits
    {
        get
        {
            if (DecisionMinutes is { } decision) yield return (Wait.Decision, decision / (24 * 60));
            if (MoneyMinutes is { } money) yield return (Wait.Money, money / (24 * 60));
        }
    }
}

/// <summary>One bank's invitation as it counts in the league table and in the bank's own portfolio. Minutes are working time.</summary>
internal sealed class InvitationFact
{
    public Guid Id { get; set; }
    public Guid ApplicationId { get; set; }
    public Guid BankId { get; set; }
    public string DistrictCode { get; set; } = "";
    public DateOnly Day { get; set; }
    public string ProductCode { get; set; } = "";
    public string Chain { get; set; } = "";
    public string Park { get; set; } = "";
    public TalentClass? TalentClass { get; set; }
    public InvitationState State { get; set; }
    public int? ResponseMinutes { get; set; }
    public int? DecisionMinutes { get; set; }
    /// <summary>The startup accepted this bank's offer, and that still stands.</summary>
    public bool Won { get; set; }
    public DateOnly? PaidOn { get; set; }
    public long PaidCents { get; set; }
    public int Version { get; set; }
}

/// <summary>Sums over applications that were submitted on one day and stand in one state now. Amounts in cents, so that databases add them.</summary>
internal sealed class Tally
{
    public string DistrictCode { get; set; } = "";
    public TallyDimension Dimension { get; set; }
    public DateOnly Day { get; set; }
    public string Key { get; set; } = "";
    public ApplicationState State { get; set; }
    public int Applications { get; set; }
    public int Offered { get; set; }
    public int PaidOut { get; set; }
    public int FirstLoans { get; set; }
    public long AskedCents { get; set; }
    public long PaidCents { get; set; }
    public int Decided { get; set; }
    public long DecisionMinutes { get; set; }
    public long MoneyMinutes { get; set; }
    public int Version { get; set; }

    public void Add(ApplicationFact fact, int sign)
    {
        Applications += sign;
        Offered += fact.Offered ? sign : 0;
        PaidOut += fact.PaidAt is null ? 0 : sign;
        FirstLoans += fact.FirstLoan ? sign : 0;
        AskedCents += sign * fact.AskedCents;
        PaidCents += sign * fact.PaidCents;
        Decided += fact.DecisionMinutes is null ? 0 : sign;
        DecisionMinutes += sign * (fact.DecisionMinutes ?? 0);
        MoneyMinutes += sign * (fact.MoneyMinutes ?? 0);
        Version++;
    }
}

/// <summary>How many applications of a day waited so many whole days: medians are read from counts, exactly.</summary>
internal sealed class WaitCount
{
    public string DistrictCode { get; set; } = "";
    public Wait Wait { get; set; }
    public DateOnly Day { get; set; }
    public int Days { get; set; }
    public int Applications { get; set; }
    public int Version { get; set; }

    public void Add(int sign) => (Applications, Version) = (Applications + sign, Version + 1);
}

/// <summary>One bank's invitations of one day. Taken: the bank answered at all; lapsed: it did not decide in time.</summary>
internal sealed class BankTally
{
    public string DistrictCode { get; set; } = "";
    public DateOnly Day { get; set; }
    public Guid BankId { get; set; }
    public int Invited { get; set; }
    public int Taken { get; set; }
    public int Offered { get; set; }
    public int Declined { get; set; }
    public int Lapsed { get; set; }
    public int Won { get; set; }
    public int PaidOut { get; set; }
    public long PaidCents { get; set; }
    public long ResponseMinutes { get; set; }
    public int Decided { get; set; }
    public long DecisionMinutes { get; set; }
    public int Version { get; set; }

    public void Add(InvitationFact fact, int sign)
    {
        Invited += sign;
        Taken += fact.ResponseMinutes is null ? 0 : sign;
        Offered += fact.State == InvitationState.Offered ? sign : 0;
        Declined += fact.State == InvitationState.Declined ? sign : 0;
        Lapsed += fact.State == InvitationState.Lapsed ? sign : 0;
        Won += fact.Won ? sign : 0;
        PaidOut += fact.PaidOn is null ? 0 : sign;
        PaidCents += sign * fact.PaidCents;
        ResponseMinutes += sign * (fact.ResponseMinutes ?? 0);
        Decided += fact.DecisionMinutes is null ? 0 : sign;
        DecisionMinutes += sign * (fact.DecisionMinutes ?? 0);
        Version++;
    }
}
