using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>Tables of the district's figures: what counts of each application and invitation, and the sums of it by day.</summary>
internal static class FigureTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Change>(change => change.ToTable("Changes").Property(row => row.Id).ValueGeneratedNever());
        model.Entity<ApplicationFact>(fact =>
        {
            fact.ToTable("ApplicationFacts").Property(row => row.Id).ValueGeneratedNever();
            Keyed(fact);
            fact.Property(row => row.ProductCode).HasMaxLength(40);
            fact.Property(row => row.Chain).HasMaxLength(100);
            fact.Property(row => row.Park).HasMaxLength(100);
            fact.HasIndex(row => new { row.FirmId, row.PaidAt });
            // The histograms lead to the applications that waited so long.
            fact.HasIndex(row => new { row.DistrictCode, row.DecisionMinutes }).HasFilter("\"DecisionMinutes\" IS NOT NULL");
            fact.HasIndex(row => new { row.DistrictCode, row.MoneyMinutes }).HasFilter("\"MoneyMinutes\" IS NOT NULL");
        });
        model.Entity<InvitationFact>(fact =>
        {
            fact.ToTable("InvitationFacts").Property(row => row.Id).ValueGeneratedNever();
            Keyed(fact);
            fact.Property(row => row.ProductCode).HasMaxLength(40);
            fact.Property(row => row.Chain).HasMaxLength(100);
            fact.Property(row => row.Park).HasMaxLength(100);
            fact.HasIndex(row => row.ApplicationId);
            fact.HasIndex(row => new { row.BankId, row.PaidOn });
            fact.HasIndex(row => new { row.BankId, row.Day });
        });
        model.Entity<Tally>(tally =>
        {
            tally.ToTable("Tallies").HasKey(row => new { row.DistrictCode, row.Dimension, row.Day, row.Key, row.State });
            Keyed(tally);
            tally.Property(row => row.Key).HasMaxLength(100);
        });
        model.Entity<BankTally>(tally =>
        {
            tally.ToTable("BankTallies").HasKey(row => new { row.DistrictCode, row.Day, row.BankId });
            Keyed(tally);
        });
        model.Entity<WaitCount>(count =>
        {
            count.ToTable("WaitCounts").HasKey(row => new { row.DistrictCode, row.Wait, row.Day, row.Days });
            count.Property(row => row.Days).ValueGeneratedNever();
            Keyed(count);
        });
    }

    /// <summary>The version makes a second folder, should there ever be one, fail instead of counting twice.</summary>
    private static void Keyed<T>(EntityTypeBuilder<T> entity) where T : class
    {
        entity.Property<string>("DistrictCode").HasMaxLength(6);
        entity.Property<int>("Version").IsConcurrencyToken();
    }
}
