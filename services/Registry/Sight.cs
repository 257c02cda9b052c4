using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>
/// Who sees and acts for whom (design.md §6). A startup: itself. An agent: firms with a live mandate. The district: its firms.
/// An institution: what a firm's live consent opens, and each look is recorded. What one may not see looks absent.
/// </summary>
internal static class Sight
{
    private const int ConsentsReadMax = 50;

    /// <summary>Firms whose data is open to the caller without a consent. Says nothing about tracking: one AsNoTracking within would silence a whole composed query.</summary>
    public static IQueryable<Organisation> FirmsOf(this RegistryDb db, Caller caller, DateOnly today)
    {
        var firms = db.Organisations.Where(firm => firm.Kind == OrganisationKind.Startup);
        if (caller.Is(Role.Administrator)) return firms;
        if (caller.IsDistrict) return firms.Where(firm => firm.DistrictCode == caller.DistrictCode);
        if (caller.Is(Role.Agent)) return firms.Where(firm => db.Mandates.Any(mandate =>
            mandate.AgentId == caller.OrganisationId && mandate.FirmId == firm.Id && mandate.RevokedAt == null && mandate.ValidFrom <= today && mandate.ValidUntil >= today));
        return firms.Where(firm => firm.Id == caller.OrganisationId && caller.Kind == OrganisationKind.Startup);
    }

    /// <summary>The active firm that the caller writes for: a startup itself, an agent or the district the one it names. Null when it may not.</summary>
    public static Task<Organisation?> ActedFor(this RegistryDb db, Caller caller, Guid? firmId, DateOnly today, CancellationToken cancel)
    {
        var id = firmId ?? caller.OrganisationId;
        return db.FirmsOf(caller, today).AsNoTracking().SingleOrDefaultAsync(firm => firm.Id == id && firm.State == OrganisationState.Active, cancel);
    }

    public static bool IsInstitution(this Caller caller) => Institutions.Contains(caller.Kind);

    /// <summary>
    /// Ids of the firms whose data of a scope the caller may list; an institution names one firm and needs its consent, and the look is
    /// recorded at once, before the data leaves.
    /// </summary>
    public static async Task<IQueryable<Guid>> Opened(this RegistryDb db, Caller caller, Guid? firmId, ConsentScope scope, DateOnly today, CancellationToken cancel)
    {
        if (!caller.IsInstitution()) return db.FirmsOf(caller, today).Select(firm => firm.Id);
        var consent = firmId is { } firm ? await db.LiveConsent(caller, firm, scope, today, cancel) : null;
        if (consent is null) return db.Organisations.Where(_ => false).Select(none => none.Id);
        db.Audit(caller, $"look at {scope} under consent", "Organisation", consent.FirmId, $"consent {consent.Id}: {consent.Purpose}");
        await db.SaveChangesAsync(cancel);
        return db.Organisations.Where(only => only.Id == consent.FirmId).Select(only => only.Id);
    }

    /// <summary>Whether one row's firm is open to the caller; records the look as <see cref="Opened"/> does.</summary>
    public static async Task<bool> MayLook(this RegistryDb db, Caller caller, Guid firmId, ConsentScope scope, DateOnly today, CancellationToken cancel) =>
        await (await db.Opened(caller, firmId, scope, today, cancel)).AnyAsync(id => id == firmId, cancel);

    public static async Task<Consent?> LiveConsent(this RegistryDb db, Caller caller, Guid firmId, ConsentScope scope, DateOnly today, CancellationToken cancel)
    {
        var consents = await db.Consents.AsNoTracking()
            .Where(consent => consent.GranteeId == caller.OrganisationId && consent.FirmId == firmId && consent.RevokedAt == null && consent.ValidUntil >= today)
            .OrderByDescending(consent => consent.GrantedAt).Take(ConsentsReadMax).ToListAsync(cancel);
        return consents.Find(consent => consent.Covers(scope, today));
    }

    /// <summary>
    /// What was done to a firm, to its papers and people, is its district's to read; institutions serve all districts, so their records are all
    /// districts' to read. The administrator reads everything, as in <see cref="FirmsOf"/>.
    /// </summary>
    public static IQueryable<AuditRecord> AuditOf(this RegistryDb db, Caller caller)
    {
        if (caller.Is(Role.Administrator)) return db.AuditRecords;
        var organisations = db.Organisations.Where(own => own.DistrictCode == caller.DistrictCode || Institutions.Contains(own.Kind)).Select(own => own.Id);
        return db.AuditRecords.Where(record =>
            !OfOrganisations.Contains(record.SubjectType)
            || (record.SubjectType == "Organisation" && organisations.Contains(record.SubjectId))
            || (record.SubjectType == "Account" && db.Accounts.Any(own => own.Id == record.SubjectId && organisations.Contains(own.OrganisationId)))
            || (record.SubjectType == "Client" && db.Clients.Any(own => own.Id == record.SubjectId && organisations.Contains(own.OrganisationId)))
            || (record.SubjectType == "Talent" && db.Accreditations.Any(own => own.Id == record.SubjectId && organisations.Contains(own.FirmId)))
            || (record.SubjectType == "Qualification" && db.Qualifications.Any(own => own.Id == record.SubjectId && organisations.Contains(own.FirmId)))
            || (record.SubjectType == "Document" && db.Documents.Any(own => own.Id == record.SubjectId && organisations.Contains(own.FirmId)))
            || (record.SubjectType == "Consent" && db.Consents.Any(own => own.Id == record.SubjectId && organisations.Contains(own.FirmId)))
            || (record.SubjectType == "Mandate" && db.Mandates.Any(own => own.Id == record.SubjectId && organisations.Contains(own.FirmId))));
    }

    private static readonly string[] OfOrganisations = ["Organisation", "Account", "Client", "Talent", "Qualification", "Document", "Consent", "Mandate"];
    private static readonly OrganisationKind[] Institutions = [OrganisationKind.Bank, OrganisationKind.Insurer, OrganisationKind.Fund, OrganisationKind.Board];

    /// <summary>Voids every ticket of an organisation's people and systems, and those with which agents act for it.</summary>
    public static async Task RevokeAccess(this RegistryDb db, Guid organisationId, CancellationToken cancel)
    {
        var now = DateTimeOffset.UtcNow;
        var ids = await db.Accounts.Where(account => account.OrganisationId == organisationId).Select(account => account.Id)
            .Union(db.Clients.Where(client => client.RevokedAt == null && (client.OrganisationId == organisationId
                || db.Mandates.Any(mandate => mandate.FirmId == organisationId && mandate.AgentId == client.OrganisationId && mandate.RevokedAt == null))).Select(client => client.Id))
            .ToListAsync(cancel);
        foreach (var id in ids) db.Publish(new AccessRevoked { AccountId = id, IssuedBefore = now });
    }
}
