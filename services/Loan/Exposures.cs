using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>The rows that an application's accepted amount counts in: the firm's, and its talent's.</summary>
internal sealed class Exposures
{
    private readonly List<Exposure> rows = [];

    private Exposures() { }

    public static async Task<Exposures> Of(Application application, ProductPolicy policy, LoanDb db, CancellationToken cancel)
    {
        var loaded = new Exposures();
        if (policy.Caps is not { } caps) return loaded;
        foreach (var subject in application.TalentId is { } talent ? [application.FirmId, talent] : new[] { application.FirmId })
        {
            var row = await db.Exposures.FindAsync([subject, caps.Group], cancel);
            if (row is null) db.Exposures.Add(row = Exposure.None(subject, caps.Group));
            loaded.rows.Add(row);
        }
        return loaded;
    }

    public Outstanding[] Outstanding => [.. rows.Select(row => new Outstanding(row.SubjectId, row.Group, row.OutstandingYuan))];

    public void Change(Yuan byYuan)
    {
        foreach (var row in rows) row.Change(byYuan);
    }
}
