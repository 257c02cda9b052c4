using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>A right that secures an accepted or paid out application: the key makes a second pledge of it impossible.</summary>
internal sealed class PledgedRight
{
    public required string Kind { get; init; }
    public required string CertificateNumber { get; init; }
    public required Guid ApplicationId { get; init; }
}

/// <summary>One certificate secures one loan: held from the acceptance on, given back when it ends without a payout.</summary>
internal static class Pledges
{
    public static void Configure(ModelBuilder model) => model.Entity<PledgedRight>(right =>
    {
        right.ToTable("PledgedRights").HasKey(row => new { row.Kind, row.CertificateNumber });
        right.Property(row => row.Kind).HasMaxLength(40);
        right.Property(row => row.CertificateNumber).HasMaxLength(60);
        right.HasIndex(row => row.ApplicationId);
    });

    /// <summary>Null when the application pledges nothing, or its right is free and is held for it from now on.</summary>
    public static async Task<Refusal?> Hold(this LoanDb db, Application application, ProductPolicy policy, CancellationToken cancel)
    {
        if (policy.Pledge is not { } rule || application.Pledge is not { } pledge) return null;
        var number = pledge.CertificateNumber.Trim().ToUpperInvariant();
        if (await db.PledgedRights.FindAsync([pledge.Kind, number], cancel) is { } held)
            return held.ApplicationId == application.Id ? null
                : Refusal.Rule("pledge-taken", $"the right {pledge.CertificateNumber} secures another loan already", rule.Source, "withdraw, and apply with a right that is free");
        db.PledgedRights.Add(new() { Kind = pledge.Kind, CertificateNumber = number, ApplicationId = application.Id });
        return null;
    }

    public static async Task GiveBackPledge(this LoanDb db, Application application, CancellationToken cancel)
    {
        if (application.Pledge is null) return;
        db.PledgedRights.RemoveRange(await db.PledgedRights.Where(row => row.ApplicationId == application.Id).ToListAsync(cancel));
    }
}
