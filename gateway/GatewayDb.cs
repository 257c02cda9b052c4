using Microsoft.EntityFrameworkCore;
using TalentFinance.Gateway.Domain;
using TalentFinance.Hosting;

namespace TalentFinance.Gateway;

/// <summary>What the gateway remembers: how to reach each bank, what it still has to tell it, and which signatures it has seen.</summary>
internal sealed class GatewayDb(DbContextOptions<GatewayDb> options) : ServiceDb(options)
{
    public DbSet<PartnerSystem> PartnerSystems => Set<PartnerSystem>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<UsedNonce> UsedNonces => Set<UsedNonce>();

    /// <summary>A day's news for the banks comes in batches; the rest is EF's.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        await this.InsertAdded([typeof(Delivery)], cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<PartnerSystem>(system =>
        {
            system.ToTable("PartnerSystems").HasKey(row => row.BankId);
            system.Property(row => row.BankId).ValueGeneratedNever();
            system.Property(row => row.BankName).HasMaxLength(200);
            system.Property(row => row.ClientId).HasMaxLength(100);
            system.Property(row => row.BaseAddresses).HasMaxLength(4000);
            system.Property(row => row.ProtectedSigningKey).HasMaxLength(2000);
        });
        modelBuilder.Entity<Delivery>(delivery =>
        {
            delivery.ToTable("Deliveries").HasKey(row => row.Id);
            delivery.Property(row => row.Id).ValueGeneratedNever();
            delivery.Property(row => row.Reason).HasMaxLength(Delivery.ReasonLengthMax);
            delivery.Property(row => row.Version).IsConcurrencyToken();
            // What a worker asks for; what an officer lists; what is forgotten.
            delivery.HasIndex(row => new { row.BankId, row.State, row.NextAttemptAt });
            delivery.HasIndex(row => new { row.BankId, row.QueuedAt, row.Id });
            delivery.HasIndex(row => new { row.ApplicationId, row.BankId });
            delivery.HasIndex(row => new { row.State, row.QueuedAt });
        });
        modelBuilder.Entity<UsedNonce>(nonce =>
        {
            nonce.ToTable("UsedNonces").HasKey(row => new { row.ClientId, row.Nonce });
            nonce.Property(row => row.ClientId).HasMaxLength(100);
            nonce.Property(row => row.Nonce).HasMaxLength(Signature.NonceLengthMax);
            nonce.HasIndex(row => row.At);
        });
    }
}

/// <summary>How to reach a bank's own system, as Registry last said.</summary>
internal sealed class PartnerSystem
{
    public Guid BankId { get; init; }
    public int Version { get; set; }
    public required string BankName { get; set; }
    /// <summary>One a line.</summary>
    public required string BaseAddresses { get; set; }
    public bool Enabled { get; set; }
    public required string ClientId { get; set; }
    public required string ProtectedSigningKey { get; set; }
    public int TimeoutSeconds { get; set; }
    public int ConcurrencyMax { get; set; }
}

/// <summary>A nonce that came with a valid signature; a second time it is a replay.</summary>
internal sealed class UsedNonce
{
    public required string ClientId { get; init; }
    public required string Nonce { get; init; }
    public DateTimeOffset At { get; init; }
}

internal sealed class GatewayDesignTimeDb : DesignTimeDb<GatewayDb>;
