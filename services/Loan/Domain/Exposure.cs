using TalentFinance.Contracts;

namespace TalentFinance.Loan.Domain;

/// <summary>
/// Principal accepted, contracted or paid out and not yet back, of a firm or a talent under one group of caps. The row's
/// version makes two acceptances at the same moment collide instead of both fitting under the cap.
/// </summary>
internal sealed class Exposure
{
    public Guid SubjectId { get; private set; }
    public string Group { get; private set; } = "";
    public Yuan OutstandingYuan { get; private set; }
    public int Version { get; private set; }

    public static Exposure None(Guid subjectId, string group) => new() { SubjectId = subjectId, Group = group };

    public void Change(Yuan byYuan)
    {
        if (OutstandingYuan + byYuan < Yuan.Zero) throw new InvalidOperationException($"exposure of {SubjectId} would be negative");
        (OutstandingYuan, Version) = (OutstandingYuan + byYuan, Version + 1);
    }
}
