using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>
/// A firm, or its agent, proposes a talent who works for it (domain.md §1). The identity number is checked by GB 11643, kept encrypted,
/// and never shown again but masked.
/// </summary>
internal static class ProposeTalent
{
    internal sealed record Request(
        string Name, string IdentityNumber, TalentClass Class, string CertificateNumber, DateOnly ValidFrom, DateOnly ValidUntil, DateOnly EmployedSince,
        int? ShareBp = null, Guid? FirmId = null);

    public static void Map(RouteGroupBuilder talents) =>
        talents.MapPost("", Handle).Allow(Role.Startup, Role.Agent).WithSummary("Propose a talent of one's firm; an agent names the firm. shareBp: share in basis points");

    private static async Task<Results<Created<TalentView>, NotFound, Refused>> Handle(
        Request request, Caller caller, RegistryDb db, ISecrets secrets, Fingerprints fingerprints, BusinessClock clock, CancellationToken cancel)
    {
        var check = new Check().Text(request.Name, "name", Talent.NameLengthMax).Text(request.CertificateNumber, "certificateNumber", 60);
        if (IdentityNumber.Fault(request.IdentityNumber, clock.Today) is { } fault)
            check.That(false, "identityNumber", fault, "give the number on the identity card (GB 11643), a foreign permanent resident's included");
        if (check.Refused is { } bad) return bad;
        var firm = await db.ActedFor(caller, request.FirmId, clock.Today, cancel);
        if (firm is null) return TypedResults.NotFound();

        var fingerprint = fingerprints.Of(request.IdentityNumber);
        var known = await db.Talents.Where(person => person.IdentityFingerprint == fingerprint)
            .Select(person => new { Person = person, Live = db.Accreditations.Any(a => a.TalentId == person.Id && a.FirmId == firm.Id && a.LiveKey != null) }).SingleOrDefaultAsync(cancel);
        if (known is { Live: true })
            return new Refused(Refusal.Rule("talent-live", "this talent has a live proposal or accreditation at this firm", "one live accreditation a talent and firm", "end it first, or wait for the district") with { Field = "identityNumber" });
        var talent = known?.Person ?? Talent.Of(
            Guid.CreateVersion7(), fingerprint, secrets.Protect(Fingerprints.Purpose, request.IdentityNumber), IdentityNumber.Mask(request.IdentityNumber));
        var terms = new Accreditation.Terms(request.Name, request.Class, request.CertificateNumber, request.ValidFrom, request.ValidUntil, request.EmployedSince, request.ShareBp);
        var outcome = Accreditation.Propose(Guid.CreateVersion7(), talent, firm, terms, caller.AccountId, clock.Today, clock.Now);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);

        db.Accreditations.Add(outcome.Value);
        db.Audit(caller, "propose", "Talent", outcome.Value.Id);
        return TypedResults.Created($"/api/registry/talents/{outcome.Value.Id}", TalentView.Of(new() { Accreditation = outcome.Value, FirmName = firm.Name }, caller));
    }
}

/// <summary>A talent at a firm, the identity number masked (first six, last four). Reviewed and confirmed: by whom of the district, for the district itself; for others always null.</summary>
internal sealed record TalentView(
    Guid Id, Guid TalentId, int Version, Guid FirmId, string FirmName, string Name, string IdentityMasked, TalentClass Class, string CertificateNumber, DateOnly ValidFrom, DateOnly ValidUntil,
    DateOnly EmployedSince, int? ShareBp, AccreditationState State, DateOnly? EndedOn, string? Reason, DateTimeOffset ProposedAt, TalentView.Person? ReviewedBy, TalentView.Person? ConfirmedBy)
{
    internal sealed record Person(Guid AccountId, string Name);

    /// <summary>What a view is made of, read at once.</summary>
    internal sealed class Row
    {
        public required Accreditation Accreditation { get; init; }
        public required string FirmName { get; init; }
        public string? Reviewer { get; init; }
        public string? Confirmer { get; init; }
    }

    /// <summary>Rows with the names that belong to them: a list of people is read in one question, not one a row.</summary>
    public static IQueryable<Row> Read(IQueryable<Accreditation> accreditations, RegistryDb db) =>
        from accreditation in accreditations.Include(a => a.Talent)
        join firm in db.Organisations on accreditation.FirmId equals firm.Id
        select new Row
        {
            Accreditation = accreditation,
            FirmName = firm.Name,
            Reviewer = db.Accounts.Where(account => account.Id == accreditation.ReviewedBy).Select(account => account.DisplayName).FirstOrDefault(),
            Confirmer = db.Accounts.Where(account => account.Id == accreditation.ConfirmedBy).Select(account => account.DisplayName).FirstOrDefault(),
        };

    public static TalentView Of(Row row, Caller caller)
    {
        var a = row.Accreditation;
        return new(a.Id, a.TalentId, a.Version, a.FirmId, row.FirmName, a.Name, a.Talent.IdentityMasked, a.Class, a.CertificateNumber, a.ValidFrom, a.ValidUntil, a.EmployedSince, a.ShareBp, a.State,
            a.EndedOn, a.Reason, a.ProposedAt, Who(a.ReviewedBy, row.Reviewer, caller), Who(a.ConfirmedBy, row.Confirmer, caller));
    }

    // Who decided just now is the caller: the row was read before.
    private static Person? Who(Guid? id, string? name, Caller caller) =>
        caller.IsDistrict && id is { } account ? new(account, name ?? (account == caller.AccountId ? caller.Name : "")) : null;
}
