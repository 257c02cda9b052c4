using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>A startup opens named data to one institution for a purpose until a day, and takes it back when it likes (domain.md §9, §10 privacy).</summary>
internal static class GrantConsent
{
    internal sealed record Request(Guid GranteeId, ConsentScope[] Scopes, string Purpose, DateOnly ValidUntil);

    public static void Map(RouteGroupBuilder consents)
    {
        consents.MapPost("", Handle).Allow(Role.Startup).WithSummary("Let an institution see data for a purpose, at most 12 months");
        consents.MapPost("{id:guid}/revoke", Revoke).Allow(Role.Startup).WithSummary("Take a consent back");
        consents.MapGet("", List).AllowSignedIn().WithSummary("Consents: a startup's own, those an institution holds, the district's firms'");
    }

    private static async Task<Results<Created<ConsentView>, Refused>> Handle(Request request, Caller caller, RegistryDb db, BusinessClock clock, CancellationToken cancel)
    {
        var check = new Check().Text(request.Purpose, "purpose", Consent.PurposeLengthMax).Count(request.Scopes, "scopes", 10, min: 1);
        if (check.Refused is { } bad) return bad;
        if (!await db.Organisations.AnyAsync(o => o.Id == request.GranteeId && o.State == OrganisationState.Active
            && (o.Kind == OrganisationKind.Bank || o.Kind == OrganisationKind.Insurer || o.Kind == OrganisationKind.Fund || o.Kind == OrganisationKind.Board), cancel))
            return new Refused(Refusal.Input("granteeId", "no active institution has this id", "look it up: GET /api/registry/organisations?kind=Bank"));

        var outcome = Consent.Grant(Guid.CreateVersion7(), caller.OrganisationId, request.GranteeId, request.Scopes, request.Purpose, clock.Today, request.ValidUntil, clock.Now);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);

        db.Consents.Add(outcome.Value);
        db.Publish(outcome.Value.Changed(clock.Now));
        db.Audit(caller, "grant", "Consent", outcome.Value.Id);
        return TypedResults.Created($"/api/registry/consents/{outcome.Value.Id}", ConsentView.Of(outcome.Value, clock.Today));
    }

    private static async Task<Results<Ok<ConsentView>, NotFound, Refused>> Revoke(Guid id, Caller caller, RegistryDb db, BusinessClock clock, CancellationToken cancel)
    {
        var consent = await db.Consents.SingleOrDefaultAsync(c => c.Id == id && c.FirmId == caller.OrganisationId, cancel);
        if (consent is null) return TypedResults.NotFound();

        var outcome = consent.Revoke(clock.Now);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);

        db.Publish(consent.Changed(clock.Now));
        db.Audit(caller, "revoke", "Consent", id);
        return TypedResults.Ok(ConsentView.Of(consent, clock.Today));
    }

    private static async Task<Ok<Page<ConsentView>>> List(Caller caller, RegistryDb db, BusinessClock clock, PageRequest page, CancellationToken cancel, Guid? firmId = null)
    {
        var today = clock.Today;
        var firms = db.FirmsOf(caller, today).Select(firm => firm.Id);
        var query = caller.IsInstitution() ? db.Consents.Where(c => c.GranteeId == caller.OrganisationId) : db.Consents.Where(c => firms.Contains(c.FirmId));
        if (firmId is not null) query = query.Where(c => c.FirmId == firmId);
        return TypedResults.Ok(await query.Page(page, c => c.GrantedAt, c => c.Id, c => ConsentView.Of(c, today), cancel));
    }
}

internal sealed record ConsentView(Guid Id, int Version, Guid FirmId, Guid GranteeId, ConsentScope[] Scopes, string Purpose, DateOnly ValidFrom, DateOnly ValidUntil, bool Live)
{
    public static ConsentView Of(Consent consent, DateOnly today) => new(
        consent.Id, consent.Version, consent.FirmId, consent.GranteeId, consent.Scopes, consent.Purpose, consent.ValidFrom, consent.ValidUntil,
        consent.Scopes.Length > 0 && consent.Covers(consent.Scopes[0], today));
}
