using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>A loan contract that stands under a cover: the key makes a second cover of it impossible.</summary>
internal sealed class CoveredContract
{
    public required Guid BankId { get; init; }
    public required string ContractNumber { get; init; }
    public required Guid CoverId { get; init; }
}

/// <summary>The facts about an organisation that this service uses.</summary>
internal sealed class Organisation
{
    public required Guid Id { get; init; }
    public OrganisationKind Kind { get; set; }
    public string Name { get; set; } = "";
    /// <summary>A bank that the district suspended enrols nothing new.</summary>
    public bool Active { get; set; } = true;
    public int Version { get; set; }
}

internal sealed class RiskPoolDb(DbContextOptions<RiskPoolDb> options) : ServiceDb(options)
{
    public DbSet<Scheme> Schemes => Set<Scheme>();
    public DbSet<Pool> Pools => Set<Pool>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<Entry> Entries => Set<Entry>();
    public DbSet<Posting> Postings => Set<Posting>();
    public DbSet<Cover> Covers => Set<Cover>();
    public DbSet<CoveredContract> Contracts => Set<CoveredContract>();
    public DbSet<Funding> Fundings => Set<Funding>();
    public DbSet<BankLimit> BankLimits => Set<BankLimit>();
    public DbSet<BankUse> BankUses => Set<BankUse>();
    public DbSet<Exposure> Exposures => Set<Exposure>();
    public DbSet<Organisation> Organisations => Set<Organisation>();

    /// <summary>The hot pool's rows go in by the thousand; the rest is EF's.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        await this.InsertAdded([typeof(Cover), typeof(CoveredContract), typeof(Entry), typeof(Posting)], cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Scheme>(scheme =>
        {
            scheme.ToTable("Schemes").HasKey(row => row.Id);
            scheme.HasIndex(row => new { row.Code, row.Number }).IsUnique();
            scheme.HasIndex(row => new { row.At, row.Id });
            scheme.Property(row => row.Code).HasMaxLength(40);
            scheme.Property(row => row.Name).HasMaxLength(200);
            scheme.Property(row => row.DistrictCode).HasMaxLength(6);
            scheme.Property(row => row.RejectedBecause).HasMaxLength(500);
            scheme.Property(row => row.Version).IsConcurrencyToken();
            AsJson(scheme.Property(row => row.Policy));
            AsJson(scheme.Property(row => row.DraftedBy));
            AsJson(scheme.Property(row => row.DecidedBy));
        });
        modelBuilder.Entity<Pool>(pool =>
        {
            pool.ToTable("Pools").HasKey(row => row.Code);
            pool.Property(row => row.Code).HasMaxLength(40);
            pool.Property(row => row.DistrictCode).HasMaxLength(6);
            pool.Property(row => row.LastHash).HasMaxLength(64).IsUnicode(false);
            pool.Property(row => row.Version).IsConcurrencyToken();
            pool.HasMany(row => row.Accounts).WithOne().HasForeignKey(account => account.PoolCode).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<Account>(account =>
        {
            account.ToTable("Accounts").HasKey(row => new { row.PoolCode, row.Pot, row.Name });
            account.Property(row => row.PoolCode).HasMaxLength(40);
            account.Property(row => row.Pot).HasMaxLength(50);
        });
        modelBuilder.Entity<Entry>(entry =>
        {
            entry.ToTable("Entries").HasKey(row => new { row.PoolCode, row.Number });
            entry.Property(row => row.Number).ValueGeneratedNever();
            entry.Property(row => row.PoolCode).HasMaxLength(40);
            entry.Property(row => row.CauseType).HasMaxLength(40).IsUnicode(false);
            entry.Property(row => row.PreviousHash).HasMaxLength(64).IsUnicode(false);
            entry.Property(row => row.Hash).HasMaxLength(64).IsUnicode(false);
            // The same event never posts twice, whatever else fails.
            entry.HasIndex(row => new { row.CauseId, row.CauseType }).IsUnique();
            entry.HasIndex(row => new { row.SubjectId, row.Number });
            entry.HasIndex(row => new { row.PoolCode, row.At, row.Number });
            entry.HasMany(row => row.Postings).WithOne().HasForeignKey(posting => new { posting.PoolCode, posting.Number }).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<Posting>(posting =>
        {
            posting.ToTable("Postings").HasKey(row => new { row.PoolCode, row.Number, row.LineNumber });
            posting.Property(row => row.PoolCode).HasMaxLength(40);
            posting.Property(row => row.Pot).HasMaxLength(50);
            posting.Property(row => row.LineNumber).ValueGeneratedNever();
            posting.HasIndex(row => new { row.PoolCode, row.Pot, row.Account, row.Number });
        });
        modelBuilder.Entity<Funding>(funding =>
        {
            funding.ToTable("Fundings").HasKey(row => row.Id);
            funding.Property(row => row.PoolCode).HasMaxLength(40);
            funding.Property(row => row.Layer).HasMaxLength(40);
            funding.Property(row => row.Pot).HasMaxLength(50);
            funding.Property(row => row.DocumentReference).HasMaxLength(200);
            funding.Property(row => row.RejectedBecause).HasMaxLength(500);
            funding.Property(row => row.Version).IsConcurrencyToken();
            funding.HasIndex(row => new { row.At, row.Id });
            funding.HasIndex(row => row.Reverses);
            AsJson(funding.Property(row => row.ProposedBy));
            AsJson(funding.Property(row => row.DecidedBy));
        });
        modelBuilder.Entity<BankLimit>(limit =>
        {
            limit.ToTable("BankLimits").HasKey(row => row.Id);
            limit.Property(row => row.PoolCode).HasMaxLength(40);
            limit.Property(row => row.ProductCode).HasMaxLength(40);
            limit.Property(row => row.Reason).HasMaxLength(500);
            limit.Property(row => row.RejectedBecause).HasMaxLength(500);
            limit.Property(row => row.Version).IsConcurrencyToken();
            limit.HasIndex(row => new { row.At, row.Id });
            AsJson(limit.Property(row => row.ProposedBy));
            AsJson(limit.Property(row => row.DecidedBy));
        });
        modelBuilder.Entity<BankUse>(use =>
        {
            use.ToTable("BankUses").HasKey(row => new { row.BankId, row.PoolCode, row.Year, row.ProductCode });
            use.Property(row => row.PoolCode).HasMaxLength(40);
            use.Property(row => row.ProductCode).HasMaxLength(40);
            use.Property(row => row.Year).ValueGeneratedNever();
        });
        modelBuilder.Entity<Exposure>(exposure =>
        {
            exposure.ToTable("Exposures").HasKey(row => new { row.PoolCode, row.Dimension, row.Key });
            exposure.Property(row => row.PoolCode).HasMaxLength(40);
            exposure.Property(row => row.Key).HasMaxLength(100);
            exposure.Property(row => row.Name).HasMaxLength(200);
        });
        modelBuilder.Entity<Organisation>(organisation =>
        {
            organisation.ToTable("Organisations").HasKey(row => row.Id);
            organisation.Property(row => row.Name).HasMaxLength(200);
            organisation.Property(row => row.Active).HasDefaultValue(true).HasSentinel(true);
        });
        modelBuilder.Entity<CoveredContract>(contract =>
        {
            contract.ToTable("Contracts").HasKey(row => new { row.ContractNumber, row.BankId });
            contract.Property(row => row.ContractNumber).HasMaxLength(100);
        });
        modelBuilder.Entity<Cover>(Configure);
    }

    private static void Configure(EntityTypeBuilder<Cover> cover)
    {
        cover.ToTable("Covers").HasKey(row => row.Id);
        cover.Property(row => row.Id).ValueGeneratedNever();
        foreach (var (property, length) in ((string, int)[])[("Number", 60), ("PoolCode", 40), ("BankName", 200), ("FirmName", 200), ("DistrictCode", 6),
            ("ProductCode", 40), ("Chain", 100), ("Park", 100), ("ContractNumber", 100), ("EndedBecause", 60)])
            cover.Property(property).HasMaxLength(length);
        cover.Ignore(row => row.PaidYuan).Ignore(row => row.Holding).Ignore(row => row.Subject);
        cover.Property(row => row.Version).IsConcurrencyToken();
        AsJson(cover.Property(row => row.Qualifications));
        AsJson(cover.Property(row => row.Payouts));
        AsJson(cover.Property(row => row.Reasons));
        AsJson(cover.Property(row => row.Terms));
        // Lists run newest first by what the position is divided by; the sweep looks for what is overdue.
        cover.HasIndex(row => new { row.At, row.Id });
        cover.HasIndex(row => new { row.BankId, row.At, row.Id });
        cover.HasIndex(row => new { row.ProductCode, row.At, row.Id });
        cover.HasIndex(row => new { row.Chain, row.At, row.Id });
        cover.HasIndex(row => new { row.Park, row.At, row.Id });
        cover.HasIndex(row => new { row.TalentClass, row.At, row.Id });
        cover.HasIndex(row => new { row.DistrictCode, row.At, row.Id });
        cover.HasIndex(row => new { row.State, row.At, row.Id });
        cover.HasIndex(row => row.FirmId);
        cover.HasIndex(row => row.ApplicationId);
        cover.HasIndex(row => new { row.State, row.ReservedUntil });
    }

    /// <summary>A value that is replaced as a whole, never changed inside: kept as JSON text.</summary>
    private static void AsJson<T>(PropertyBuilder<T> property) => property.HasConversion(
        new ValueConverter<T, string>(value => JsonSerializer.Serialize(value, Problems.Json), text => JsonSerializer.Deserialize<T>(text, Problems.Json)!),
        new ValueComparer<T>((left, right) => ReferenceEquals(left, right), value => value == null ? 0 : value.GetHashCode(), value => value));
}

internal sealed class RiskPoolDesign : DesignTimeDb<RiskPoolDb>;
