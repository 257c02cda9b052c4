using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>Who is who, and what may they see.</summary>
internal sealed class RegistryDb(DbContextOptions<RegistryDb> options) : ServiceDb(options)
{
    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<ApiClient> Clients => Set<ApiClient>();
    public DbSet<Mandate> Mandates => Set<Mandate>();
    public DbSet<PartnerSystem> PartnerSystems => Set<PartnerSystem>();
    public DbSet<Talent> Talents => Set<Talent>();
    public DbSet<Accreditation> Accreditations => Set<Accreditation>();
    public DbSet<QualificationKind> QualificationKinds => Set<QualificationKind>();
    public DbSet<Qualification> Qualifications => Set<Qualification>();
    public DbSet<Consent> Consents => Set<Consent>();
    public DbSet<Document> Documents => Set<Document>();
    public DbSet<KeptSecret> Secrets => Set<KeptSecret>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Organisation>(organisation =>
        {
            organisation.ToTable("Organisations").Property(o => o.Id).ValueGeneratedNever();
            organisation.Property(o => o.Version).IsConcurrencyToken();
            organisation.Property(o => o.CreditCode).HasMaxLength(18);
            organisation.Property(o => o.Name).HasMaxLength(Organisation.NameLengthMax);
            organisation.Property(o => o.DistrictCode).HasMaxLength(6);
            organisation.OwnsOne(o => o.Profile, profile =>
            {
                profile.Property(p => p.IndustryCode).HasMaxLength(5);
                profile.Property(p => p.Chain).HasMaxLength(FirmProfiles.ChainLengthMax);
                profile.Property(p => p.Park).HasMaxLength(FirmProfiles.ParkLengthMax);
                profile.HasIndex(p => p.Chain);
                profile.HasIndex(p => p.Park);
            });
            organisation.HasIndex(o => o.CreditCode).IsUnique();
            organisation.HasIndex(o => o.Name);
            organisation.HasIndex(o => new { o.RegisteredAt, o.Id });
            organisation.HasIndex(o => new { o.Kind, o.RegisteredAt, o.Id });
            organisation.HasIndex(o => new { o.DistrictCode, o.RegisteredAt, o.Id });
        });
        modelBuilder.Entity<Account>(Account);
        modelBuilder.Entity<ApiClient>(client =>
        {
            client.ToTable("Clients").Property(c => c.Id).ValueGeneratedNever();
            client.Property(c => c.Name).HasMaxLength(100);
            client.Property(c => c.SecretHash).HasMaxLength(32);
            client.Property(c => c.RevokedAt).IsConcurrencyToken();
            client.HasOne<Organisation>().WithMany().HasForeignKey(c => c.OrganisationId).OnDelete(DeleteBehavior.Restrict);
            client.HasIndex(c => new { c.OrganisationId, c.CreatedAt, c.Id });
        });
        modelBuilder.Entity<Mandate>(mandate =>
        {
            mandate.ToTable("Mandates").Property(m => m.Id).ValueGeneratedNever();
            mandate.Property(m => m.Version).IsConcurrencyToken();
            mandate.HasOne<Organisation>().WithMany().HasForeignKey(m => m.FirmId).OnDelete(DeleteBehavior.Restrict);
            mandate.HasOne<Organisation>().WithMany().HasForeignKey(m => m.AgentId).OnDelete(DeleteBehavior.Restrict);
            mandate.HasIndex(m => new { m.AgentId, m.FirmId });
            mandate.HasIndex(m => new { m.FirmId, m.GivenAt, m.Id });
            mandate.HasIndex(m => new { m.AgentId, m.GivenAt, m.Id });
            mandate.HasIndex(m => new { m.GivenAt, m.Id });
        });
        modelBuilder.Entity<PartnerSystem>(system =>
        {
            system.ToTable("PartnerSystems").HasKey(s => s.BankId);
            system.Property(s => s.BankId).ValueGeneratedNever();
            system.Property(s => s.Version).IsConcurrencyToken();
            system.Property(s => s.BaseAddresses).HasMaxLength(2000).HasConversion(
                addresses => string.Join('\n', addresses), text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries), ByElements<string>());
            system.Property(s => s.ClientId).HasMaxLength(32);
            system.Property(s => s.ProtectedSigningKey).HasMaxLength(1000);
            system.HasOne<Organisation>().WithOne().HasForeignKey<PartnerSystem>(s => s.BankId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<Talent>(talent =>
        {
            talent.ToTable("Talents").Property(t => t.Id).ValueGeneratedNever();
            talent.Property(t => t.Version).IsConcurrencyToken();
            talent.Property(t => t.Name).HasMaxLength(Talent.NameLengthMax);
            talent.Property(t => t.IdentityFingerprint).HasMaxLength(64);
            talent.Property(t => t.IdentityProtected).HasMaxLength(1000);
            talent.Property(t => t.IdentityMasked).HasMaxLength(18);
            talent.HasIndex(t => t.IdentityFingerprint).IsUnique();
        });
        modelBuilder.Entity<Accreditation>(Accreditation);
        modelBuilder.Entity<QualificationKind>(kind =>
        {
            kind.ToTable("QualificationKinds").HasKey(k => k.Code);
            kind.Property(k => k.Code).HasMaxLength(30);
            kind.Property(k => k.Name).HasMaxLength(60);
            kind.Property(k => k.Source).HasMaxLength(200);
            kind.HasData(ReferenceData.QualificationKinds);
        });
        modelBuilder.Entity<Qualification>(qualification =>
        {
            qualification.ToTable("Qualifications").Property(q => q.Id).ValueGeneratedNever();
            qualification.Property(q => q.Version).IsConcurrencyToken();
            qualification.Property(q => q.Code).HasMaxLength(30);
            qualification.Property(q => q.CertificateNumber).HasMaxLength(60);
            qualification.Property(q => q.LiveKey).HasMaxLength(100);
            qualification.Property(q => q.Reason).HasMaxLength(500);
            qualification.HasOne<Organisation>().WithMany().HasForeignKey(q => q.FirmId).OnDelete(DeleteBehavior.Restrict);
            qualification.HasOne<QualificationKind>().WithMany().HasForeignKey(q => q.Code).OnDelete(DeleteBehavior.Restrict);
            qualification.HasIndex(q => q.LiveKey).IsUnique();
            qualification.HasIndex(q => new { q.FirmId, q.ProposedAt, q.Id });
            qualification.HasIndex(q => new { q.State, q.ProposedAt, q.Id });
            qualification.HasIndex(q => new { q.ProposedAt, q.Id });
        });
        modelBuilder.Entity<Consent>(consent =>
        {
            consent.ToTable("Consents").Property(c => c.Id).ValueGeneratedNever();
            consent.Property(c => c.Version).IsConcurrencyToken();
            consent.Property(c => c.Purpose).HasMaxLength(Consent.PurposeLengthMax);
            consent.Property(c => c.Scopes).HasMaxLength(200).HasConversion(
                scopes => string.Join(',', scopes), text => text.Split(',', StringSplitOptions.None).Select(Enum.Parse<ConsentScope>).ToArray(), ByElements<ConsentScope>());
            consent.HasOne<Organisation>().WithMany().HasForeignKey(c => c.FirmId).OnDelete(DeleteBehavior.Restrict);
            consent.HasOne<Organisation>().WithMany().HasForeignKey(c => c.GranteeId).OnDelete(DeleteBehavior.Restrict);
            consent.HasIndex(c => new { c.FirmId, c.GrantedAt, c.Id });
            consent.HasIndex(c => new { c.GranteeId, c.GrantedAt, c.Id });
            consent.HasIndex(c => new { c.GranteeId, c.FirmId });
            consent.HasIndex(c => new { c.GrantedAt, c.Id });
        });
        modelBuilder.Entity<Document>(document =>
        {
            document.ToTable("Documents").Property(d => d.Id).ValueGeneratedNever();
            document.Property(d => d.Name).HasMaxLength(Document.NameLengthMax);
            document.Property(d => d.Sha256).HasMaxLength(64);
            document.HasOne<Organisation>().WithMany().HasForeignKey(d => d.FirmId).OnDelete(DeleteBehavior.Restrict);
            document.HasIndex(d => new { d.FirmId, d.UploadedAt, d.Id });
            // The district's lists, newest first: most rows are of its firms, so the few others are passed over.
            document.HasIndex(d => new { d.UploadedAt, d.Id });
        });
        modelBuilder.Entity<KeptSecret>(secret =>
        {
            secret.ToTable("Secrets").HasKey(s => s.Name);
            secret.Property(s => s.Name).HasMaxLength(50);
            secret.Property(s => s.Protected).HasMaxLength(1000);
        });
    }

    private static void Account(EntityTypeBuilder<Account> account)
    {
        account.ToTable("Accounts").Property(a => a.Id).ValueGeneratedNever();
        foreach (var unused in (string[])["Email", "NormalizedEmail", "EmailConfirmed", "PhoneNumber", "PhoneNumberConfirmed"]) account.Ignore(unused);
        account.Property(a => a.UserName).HasMaxLength(100).IsRequired();
        account.Property(a => a.NormalizedUserName).HasMaxLength(100).IsRequired();
        account.Property(a => a.PasswordHash).HasMaxLength(500);
        account.Property(a => a.SecurityStamp).HasMaxLength(100);
        account.Property(a => a.ConcurrencyStamp).HasMaxLength(100).IsConcurrencyToken();
        account.Property(a => a.DisplayName).HasMaxLength(100);
        account.Property(a => a.RoleNames).HasMaxLength(200);
        account.Property(a => a.AuthenticatorKeyProtected).HasMaxLength(1000);
        account.Property(a => a.UsedTotps).HasMaxLength(80);
        account.HasOne<Organisation>().WithMany().HasForeignKey(a => a.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        account.HasIndex(a => a.NormalizedUserName).IsUnique();
        account.HasIndex(a => new { a.OrganisationId, a.CreatedAt, a.Id });
        account.HasIndex(a => new { a.CreatedAt, a.Id });
    }

    private static void Accreditation(EntityTypeBuilder<Accreditation> accreditation)
    {
        accreditation.ToTable("Accreditations").Property(a => a.Id).ValueGeneratedNever();
        accreditation.Property(a => a.Version).IsConcurrencyToken();
        accreditation.Property(a => a.DistrictCode).HasMaxLength(6);
        accreditation.Property(a => a.Name).HasMaxLength(Talent.NameLengthMax);
        accreditation.Property(a => a.CertificateNumber).HasMaxLength(60);
        accreditation.Property(a => a.Reason).HasMaxLength(500);
        accreditation.Property(a => a.LiveKey).HasMaxLength(65);
        accreditation.HasOne(a => a.Talent).WithMany().HasForeignKey(a => a.TalentId).OnDelete(DeleteBehavior.Restrict);
        accreditation.HasOne<Organisation>().WithMany().HasForeignKey(a => a.FirmId).OnDelete(DeleteBehavior.Restrict);
        accreditation.HasIndex(a => a.LiveKey).IsUnique();
        accreditation.HasIndex(a => new { a.FirmId, a.ProposedAt, a.Id });
        accreditation.HasIndex(a => new { a.DistrictCode, a.State, a.ProposedAt, a.Id });
        accreditation.HasIndex(a => new { a.DistrictCode, a.ProposedAt, a.Id });
        accreditation.HasIndex(a => new { a.ProposedAt, a.Id });
        accreditation.HasIndex(a => new { a.State, a.ValidUntil });
    }

    private static ValueComparer<T[]> ByElements<T>() => new(
        (left, right) => left!.SequenceEqual(right!), values => values.Aggregate(0, (hash, value) => HashCode.Combine(hash, value)), values => values.ToArray());
}

/// <summary>A secret of the service itself, encrypted with the shared key ring.</summary>
internal sealed class KeptSecret
{
    public required string Name { get; init; }
    public required string Protected { get; init; }
}

/// <summary>Makes the context for dotnet-ef.</summary>
internal sealed class DesignTimeRegistryDb : DesignTimeDb<RegistryDb>;
