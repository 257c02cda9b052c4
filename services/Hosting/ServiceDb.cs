using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TalentFinance.Contracts;

namespace TalentFinance.Hosting;

/// <summary>
/// A service's database: its own tables beside those that every service has (outbox, inbox, answers to repeated
/// requests, audit, revoked access). What is published or audited here commits with the change that caused it.
/// </summary>
public abstract class ServiceDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<AuditRecord> AuditRecords => Set<AuditRecord>();
    internal DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    internal DbSet<StoredAnswer> Answers => Set<StoredAnswer>();
    internal DbSet<RevokedAccess> RevokedAccess => Set<RevokedAccess>();

    /// <summary>Sends an event, once this context's changes are committed.</summary>
    public void Publish<TEvent>(TEvent @event) where TEvent : class => Outbox.Add(OutboxMessage.Of(@event));

    /// <summary>Records who did what to which aggregate, and why. <paramref name="reason"/> never holds personal data.</summary>
    public void Audit(Caller who, string action, string subjectType, Guid subjectId, string? reason = null)
    {
        ArgumentNullException.ThrowIfNull(who);
        AuditRecords.Add(new AuditRecord
        {
            Id = Guid.CreateVersion7(),
            At = DateTimeOffset.UtcNow,
            AccountId = who.AccountId,
            OrganisationId = who.OrganisationId,
            Who = who.ActingThrough is { } through ? $"{who.Name} ({through})" : who.Name,
            Action = action,
            SubjectType = subjectType,
            SubjectId = subjectId,
            Reason = reason,
            TraceId = Activity.Current?.TraceId.ToString(),
        });
    }

    /// <summary>Adds what goes with whatever is saved. Whoever saves this context in another way than SaveChanges calls it too.</summary>
    protected internal virtual void BeforeSave() { }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        BeforeSave();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<Yuan>().HaveConversion<YuanToDecimal>().HavePrecision(18, 2);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcMicroseconds>().HavePrecision(6);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        // Codes and keys compare by their characters, as they do on PostgreSQL.
        if (Database.IsSqlServer()) modelBuilder.UseCollation("Latin1_General_100_BIN2");

        modelBuilder.Entity<OutboxMessage>(outbox =>
        {
            outbox.ToTable("Outbox").HasKey(message => message.Id);
            outbox.Property(message => message.Exchange).HasMaxLength(200);
        });
        modelBuilder.Entity<InboxEntry>(inbox =>
        {
            inbox.ToTable("Inbox").HasKey(entry => new { entry.MessageId, entry.Consumer });
            inbox.Property(entry => entry.Consumer).HasMaxLength(100);
            inbox.HasIndex(entry => entry.At);
        });
        modelBuilder.Entity<StoredAnswer>(answer =>
        {
            answer.ToTable("Answers").HasKey(stored => new { stored.AccountId, stored.OrganisationId, stored.Key });
            answer.Property(stored => stored.Key).HasMaxLength(WriteFilter.KeyLengthMax);
            answer.Property(stored => stored.Location).HasMaxLength(400);
            answer.HasIndex(stored => stored.At);
        });
        modelBuilder.Entity<AuditRecord>(audit =>
        {
            audit.ToTable("Audit").HasKey(record => record.Id);
            // Two names of organisations, one in brackets.
            audit.Property(record => record.Who).HasMaxLength(450);
            audit.Property(record => record.Action).HasMaxLength(100);
            audit.Property(record => record.SubjectType).HasMaxLength(50);
            audit.Property(record => record.Reason).HasMaxLength(1000);
            audit.Property(record => record.TraceId).HasMaxLength(32);
            audit.HasIndex(record => new { record.SubjectId, record.At });
            audit.HasIndex(record => new { record.At, record.Id });
        });
        modelBuilder.Entity<RevokedAccess>(revoked => revoked.ToTable("RevokedAccess").HasKey(row => row.AccountId));
    }

    private sealed class YuanToDecimal() : ValueConverter<Yuan, decimal>(yuan => yuan.Amount, amount => Yuan.Of(amount));

    /// <summary>PostgreSQL keeps microseconds and UTC only; both databases are given that.</summary>
    private sealed class UtcMicroseconds() : ValueConverter<DateTimeOffset, DateTimeOffset>(
        instant => new DateTimeOffset(instant.UtcTicks - instant.UtcTicks % 10, TimeSpan.Zero), stored => stored);
}

/// <summary>Who did what to which aggregate, when and why.</summary>
public sealed class AuditRecord
{
    public Guid Id { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid AccountId { get; init; }
    public Guid OrganisationId { get; init; }
    public required string Who { get; init; }
    public required string Action { get; init; }
    public required string SubjectType { get; init; }
    public Guid SubjectId { get; init; }
    public string? Reason { get; init; }
    public string? TraceId { get; init; }
}
