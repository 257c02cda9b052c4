using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>The Loan service's own data. What is read as a whole is kept as a whole: frozen profiles, policies and schedules are JSON.</summary>
internal sealed class LoanDb(DbContextOptions<LoanDb> options) : ServiceDb(options)
{
    public DbSet<Application> Applications => Set<Application>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<Offer> Offers => Set<Offer>();
    public DbSet<LoanContract> Loans => Set<LoanContract>();
    public DbSet<Borrower> Borrowers => Set<Borrower>();
    public DbSet<Bank> Banks => Set<Bank>();
    public DbSet<Exposure> Exposures => Set<Exposure>();
    public DbSet<FirmSubject> FirmSubjects => Set<FirmSubject>();
    public DbSet<PolicyVersion> Policies => Set<PolicyVersion>();
    public DbSet<LprRate> LprRates => Set<LprRate>();
    public DbSet<MarketStamp> MarketStamps => Set<MarketStamp>();
    public DbSet<Recheck> Rechecks => Set<Recheck>();
    public DbSet<PledgedRight> PledgedRights => Set<PledgedRight>();
    public DbSet<Change> Changes => Set<Change>();
    public DbSet<ApplicationFact> ApplicationFacts => Set<ApplicationFact>();
    public DbSet<InvitationFact> InvitationFacts => Set<InvitationFact>();
    public DbSet<Tally> Tallies => Set<Tally>();
    public DbSet<BankTally> BankTallies => Set<BankTally>();
    public DbSet<WaitCount> WaitCounts => Set<WaitCount>();

    /// <summary>Whatever changes an application notes it beside the change: the figures cannot miss one, and no writer has to think of them.</summary>
    protected override void BeforeSave()
    {
        var changed = new HashSet<Guid>();
        foreach (var entry in ChangeTracker.Entries())
            if (entry.State is EntityState.Added or EntityState.Modified && ChangedBy(entry.Entity) is { } application) changed.Add(application);
        foreach (var application in changed) Changes.Add(new Change { ApplicationId = application });
    }

    private static Guid? ChangedBy(object entity) => entity switch
    {
        Application { State: not ApplicationState.Draft } row => row.Id,
        Invitation row => row.ApplicationId,
        LoanContract row => row.ApplicationId,
        _ => null,
    };

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Application>(application =>
        {
            Versioned(application);
            application.Property(row => row.Number).HasMaxLength(18);
            application.Property(row => row.FirmName).HasMaxLength(200);
            application.Property(row => row.DistrictCode).HasMaxLength(6);
            application.Property(row => row.ProductCode).HasMaxLength(40);
            application.Property(row => row.Use).HasMaxLength(40);
            application.Property(row => row.Purpose).HasMaxLength(1000);
            application.Property(row => row.EndReasonCode).HasMaxLength(60);
            Json(application.Property(row => row.Pledge));
            Json(application.Property(row => row.BankIds));
            Json(application.Property(row => row.Eligibility));
            Json(application.Property(row => row.Applicant));
            application.Ignore(row => row.Ask).Ignore(row => row.QualificationCodes).Ignore(row => row.AllowedMoves);
            application.HasIndex(row => row.Number).IsUnique();
            application.HasIndex(row => new { row.FirmId, row.CreatedAt, row.Id });
            application.HasIndex(row => new { row.DistrictCode, row.CreatedAt, row.Id });
            application.Property(row => row.Chain).HasMaxLength(100);
            application.Property(row => row.Park).HasMaxLength(100);
            application.HasIndex(row => row.PayoutBy).HasFilter("\"PayoutBy\" IS NOT NULL");
        });
        modelBuilder.Entity<Invitation>(invitation =>
        {
            Versioned(invitation);
            invitation.Property(row => row.DistrictCode).HasMaxLength(6);
            invitation.Property(row => row.Number).HasMaxLength(18);
            invitation.Property(row => row.FirmName).HasMaxLength(200);
            invitation.Property(row => row.ProductCode).HasMaxLength(40);
            invitation.Property(row => row.TakenByName).HasMaxLength(200);
            invitation.Property(row => row.Question).HasMaxLength(2000);
            invitation.Property(row => row.Answer).HasMaxLength(4000);
            invitation.Property(row => row.ReasonCode).HasMaxLength(60);
            invitation.Property(row => row.ReasonText).HasMaxLength(1000);
            invitation.Ignore(row => row.IsOpen).Ignore(row => row.AllowedMoves);
            invitation.HasIndex(row => new { row.ApplicationId, row.BankId }).IsUnique();
            invitation.HasIndex(row => new { row.BankId, row.InvitedAt, row.Id });
            // The district's list. It costs each invitation 12 µs when it is written, and without it each page reads them all.
            invitation.HasIndex(row => new { row.DistrictCode, row.InvitedAt, row.Id });
            invitation.HasIndex(row => new { row.BankId, row.DueAt, row.Id }).HasFilter("\"DueAt\" IS NOT NULL");
            invitation.HasIndex(row => new { row.DistrictCode, row.EscalatedAt, row.Id }).HasFilter("\"EscalatedAt\" IS NOT NULL");
            invitation.HasIndex(row => row.NextStepAt).HasFilter("\"NextStepAt\" IS NOT NULL");
        });
        modelBuilder.Entity<Offer>(offer =>
        {
            Versioned(offer);
            offer.Property(row => row.Number).HasMaxLength(18);
            offer.Property(row => row.FirmName).HasMaxLength(200);
            offer.Property(row => row.ProductCode).HasMaxLength(40);
            offer.Property(row => row.MadeByName).HasMaxLength(200);
            offer.Property(row => row.DecidedByName).HasMaxLength(200);
            offer.Property(row => row.RejectReason).HasMaxLength(500);
            offer.Property(row => row.Conditions).HasMaxLength(2000);
            Json(offer.Property(row => row.CoverRefusals));
            offer.Ignore(row => row.RateBp).Ignore(row => row.AllowedMoves);
            offer.HasIndex(row => row.ApplicationId);
            offer.HasIndex(row => new { row.BankId, row.MadeAt, row.Id });
            offer.HasIndex(row => new { row.FirmId, row.MadeAt, row.Id });
            offer.HasIndex(row => new { row.State, row.ExpiresAt });
        });
        modelBuilder.Entity<LoanContract>(loan =>
        {
            Versioned(loan);
            loan.ToTable("Loans");
            loan.Property(row => row.DistrictCode).HasMaxLength(6);
            loan.Property(row => row.ProductCode).HasMaxLength(40);
            loan.Property(row => row.FirmName).HasMaxLength(200);
            loan.Property(row => row.Chain).HasMaxLength(100);
            loan.Property(row => row.Park).HasMaxLength(100);
            loan.Property(row => row.ContractNumber).HasMaxLength(60);
            loan.Property(row => row.CoverNumber).HasMaxLength(60);
            Json(loan.Property(row => row.Schedule));
            Json(loan.Property(row => row.CoverRefusals));
            loan.Ignore(row => row.AllowedMoves);
            loan.HasMany(row => row.Disbursements).WithOne().HasForeignKey(part => part.LoanId);
            loan.HasIndex(row => new { row.BankId, row.ContractNumber }).IsUnique();
            loan.HasIndex(row => row.ApplicationId).IsUnique();
            loan.HasIndex(row => new { row.BankId, row.CreatedAt, row.Id });
            loan.HasIndex(row => new { row.FirmId, row.CreatedAt, row.Id });
            loan.HasIndex(row => new { row.DistrictCode, row.CreatedAt, row.Id });
        });
        modelBuilder.Entity<Disbursement>(part =>
        {
            part.ToTable("Disbursements").Property(row => row.Id).ValueGeneratedNever();
            part.Property(row => row.Reference).HasMaxLength(60);
            part.HasIndex(row => new { row.LoanId, row.Reference }).IsUnique();
        });
        modelBuilder.Entity<Borrower>(borrower =>
        {
            Versioned(borrower);
            borrower.Property(row => row.Name).HasMaxLength(200);
            borrower.Property(row => row.CreditCode).HasMaxLength(18);
            borrower.Property(row => row.DistrictCode).HasMaxLength(6);
            Json(borrower.Property(row => row.Facts));
        });
        modelBuilder.Entity<Bank>(bank =>
        {
            Versioned(bank);
            bank.Property(row => row.Name).HasMaxLength(200);
            Json(bank.Property(row => row.Appetites));
        });
        modelBuilder.Entity<Exposure>(exposure =>
        {
            exposure.HasKey(row => new { row.SubjectId, row.Group });
            exposure.Property(row => row.Group).HasMaxLength(40);
            exposure.Property(row => row.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<FirmSubject>().ToTable("FirmSubjects").HasKey(row => new { row.FirmId, row.SubjectId });
        modelBuilder.Entity<PolicyVersion>(policy =>
        {
            Versioned(policy);
            policy.Property(row => row.Code).HasMaxLength(40);
            policy.Property(row => row.MadeByName).HasMaxLength(200);
            policy.Property(row => row.DecidedByName).HasMaxLength(200);
            policy.Property(row => row.Reason).HasMaxLength(500);
            Json(policy.Property(row => row.Policy));
            policy.HasIndex(row => new { row.Code, row.Number }).IsUnique();
        });
        modelBuilder.Entity<LprRate>().HasKey(rate => rate.PublishedOn);
        modelBuilder.Entity<MarketStamp>().ToTable("MarketStamp").Property(row => row.Id).ValueGeneratedNever();
        modelBuilder.Entity<Recheck>(recheck =>
        {
            recheck.Property(row => row.Id).ValueGeneratedNever();
        });
        Pledges.Configure(modelBuilder);
        FigureTables.Configure(modelBuilder);
    }

    /// <summary>Products, banks or rates changed: every replica reads them anew with its next request.</summary>
    public async Task MarketChanged(CancellationToken cancel) =>
        (await MarketStamps.FindAsync([MarketStamp.TheOne], cancel))!.Value = Guid.CreateVersion7();

    private static void Versioned<T>(EntityTypeBuilder<T> entity) where T : class
    {
        entity.Property<Guid>("Id").ValueGeneratedNever();
        entity.Property<int>("Version").IsConcurrencyToken();
    }

    private static void Json<T>(PropertyBuilder<T> property) => property.HasConversion(new AsJson<T>(), new ByReference<T>());

    private sealed class AsJson<T>() : ValueConverter<T, string>(value => Write(value), text => Read(text))
    {
        private static string Write(T value) => JsonSerializer.Serialize(value, Stored);
        private static T Read(string text) => JsonSerializer.Deserialize<T>(text, Stored)!;
    }

    /// <summary>These values are never changed in place: another object is another value.</summary>
    private sealed class ByReference<T>() : ValueComparer<T>((left, right) => ReferenceEquals(left, right), value => value == null ? 0 : System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value), value => value);

    /// <summary>How values stand in JSON columns: compact, and open to fields that later versions add.</summary>
    private static readonly JsonSerializerOptions Stored = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };
}

/// <summary>
/// Whose exposures count when a firm submits: its own, and those of every talent that it was ever told of. A talent may work for two firms
/// and has one cap (domain.md §1), so both see one exposure; a row each, so that a submission finds them by keys alone.
/// </summary>
internal sealed class FirmSubject
{
    public required Guid FirmId { get; init; }
    public required Guid SubjectId { get; init; }
}

/// <summary>Which state of products, banks and rates counts; another value after each change.</summary>
internal sealed class MarketStamp
{
    public const int TheOne = 1;
    public int Id { get; init; } = TheOne;
    public Guid Value { get; set; }
}

/// <summary>
/// A bank's answer may have been the last one: the sweep looks whether the application is over. A row of its own, so that
/// two banks which answer in the same moment do not collide on the application.
/// </summary>
internal sealed class Recheck
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ApplicationId { get; init; }
}

/// <summary>An application changed, and the district's figures do not count it yet. A row of its own, so that writers never wait for each other over a sum.</summary>
internal sealed class Change
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ApplicationId { get; init; }
}

internal sealed class DesignTimeLoanDb : DesignTimeDb<LoanDb>;
