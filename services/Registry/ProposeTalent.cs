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
        var check = new Check().Text(request.Name, "name", 100).Text(request.CertificateNumber, "certificateNumber", 60);
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
        if (known is not null && known.Person.Name != request.Name.Trim())
            return new Refused(Refusal.Rule("name-mismatch", "name and identity number do not belong together", "real-name check, domain.md §8 ①", "write the name as on the identity card") with { Field = "name" });
        var talent = known?.Person ?? Talent.Of(
            Guid.CreateVersion7(), request.Name, fingerprint, secrets.Protect(Fingerprints.Purpose, request.IdentityNumber), IdentityNumber.Mask(request.IdentityNumber));
        var terms = new Accreditation.Terms(request.Class, request.CertificateNumber, request.ValidFrom, request.ValidUntil, request.EmployedSince, request.ShareBp);
        var outcome = Accreditation.Propose(Guid.CreateVersion7(), talent, firm, terms, caller.AccountId, clock.Today, clock.Now);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);

        db.Accreditations.Add(outcome.Value);
        db.Audit(caller, "propose", "Talent", outcome.Value.Id);
        return TypedResults.Created($"/api/registry/talents/{outcome.Value.Id}", TalentView.Of(outcome.Value));
    }
}

/// <summary>A talent at a firm, the identity number masked (first six, last four).</summary>
internal sealed record TalentView(
    Guid Id, Guid TalentId, int Version, Guid FirmId, string Name, string IdentityMasked, TalentClass Class, string CertificateNumber, DateOnly ValidFrom, DateOnly ValidUntil,
    DateOnly EmployedSince, int? ShareBp, AccreditationState State, DateOnly? EndedOn, string? Reason, DateTimeOffset ProposedAt)
{
    public static TalentView Of(Accreditation accreditation) => new(
        accreditation.Id, accreditation.TalentId, accreditation.Version, accreditation.FirmId, accreditation.Talent.Name, accreditation.Talent.IdentityMasked, accreditation.Class,
        accreditation.CertificateNumber, accreditation.ValidFrom, accreditation.ValidUntil, accreditation.EmployedSince, accreditation.ShareBp, accreditation.State,
        accreditation.EndedOn, accreditation.Reason, accreditation.ProposedAt);
}
