using TalentFinance.Contracts;
using TalentFinance.Demo.Input;
using TalentFinance.Demo.Run;

namespace TalentFinance.Demo.Report;

/// <summary>How a row ended.</summary>
internal enum RowEnd
{
    /// <summary>Not yet; a run that leaves such a row has failed.</summary>
    Unfinished,
    /// <summary>The registry did not take the firm, its talent or its qualification.</summary>
    NotRegistered,
    /// <summary>The eligibility check said no, with every reason.</summary>
    Ineligible,
    /// <summary>Every bank asked declined, or let the invitation lapse.</summary>
    Declined,
    /// <summary>An offer was accepted, and the pool could not stand for it.</summary>
    CoverRefused,
    /// <summary>Accepted, and then withdrawn because nothing was to be paid out.</summary>
    NotDrawn,
    /// <summary>Paid out and covered.</summary>
    Covered,
}

/// <summary>What became of one row, as the marketplace itself tells it.</summary>
internal sealed class Result(Row row)
{
    public Row Row { get; } = row;
    public RowEnd End { get; set; }
    /// <summary>Codes and words of every reason.</summary>
    public (string Code, string Text)[] Reasons { get; set; } = [];
    public Guid? FirmId { get; set; }
    public Guid? ApplicationId { get; set; }
    public int Invited { get; set; }
    public int Offers { get; set; }
    public bool Accepted { get; set; }
    public Yuan PaidOutYuan { get; set; }
    public Yuan CoveredYuan { get; set; }
    /// <summary>Capacity that the pool still holds for it.</summary>
    public Yuan ReservedYuan { get; set; }
    /// <summary>The file said so much was paid out that the contract does not carry.</summary>
    public Yuan ExcessYuan { get; set; }
    /// <summary>Ended in an earlier run of the same file.</summary>
    public bool Earlier { get; set; }

    public void EndsAs(RowEnd end, params IEnumerable<(string, string)> reasons) => (End, Reasons) = (end, [.. reasons]);

    /// <summary>Whether an application is over; this then says how.</summary>
    public bool EndedWith(ApplicationView application)
    {
        switch (application.State)
        {
            case ApplicationState.PaidOut:
                EndsAs(RowEnd.Covered);
                return true;
            case ApplicationState.Refused when application.EndReasonCode == "CoverRefused":
                EndsAs(RowEnd.CoverRefused, ("CoverRefused", ""));
                return true;
            case ApplicationState.Refused or ApplicationState.Expired:
                EndsAs(RowEnd.Declined, (application.EndReasonCode ?? application.State.ToString(), ""));
                return true;
            case ApplicationState.Withdrawn:
                var end = Row.Script is { PaidOutYuan.Amount: 0 } ? RowEnd.NotDrawn : Accepted ? RowEnd.CoverRefused : RowEnd.Ineligible;
                EndsAs(end, Reasons.Length > 0 ? Reasons : [("withdrawn", "taken back by the firm")]);
                return true;
            default: return false;
        }
    }
}

/// <summary>A pool at a moment.</summary>
internal sealed record PoolPosition(string Scheme, Yuan BalanceYuan, Yuan ReservedYuan, Yuan CoveredYuan)
{
    public static PoolPosition Sum(IReadOnlyCollection<PoolPosition> pools) => new(
        "all", pools.SumYuan(pool => pool.BalanceYuan), pools.SumYuan(pool => pool.ReservedYuan), pools.SumYuan(pool => pool.CoveredYuan));
}
