using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>Qualifications and their kinds: the firm's own, the district's, an institution's under consent (each look recorded).</summary>
internal static class ListQualifications
{
    public static void Map(RouteGroupBuilder registry)
    {
        registry.MapGet("qualification-kinds", Kinds).AllowAnonymous().WithSummary("The kinds of qualification there are");
        registry.MapGet("qualifications", Handle).AllowSignedIn().WithSummary("Qualifications, newest first; an institution names the firm whose consent it holds");
        registry.MapGet("qualifications/{id:guid}", Show).AllowSignedIn().WithSummary("One qualification");
    }

    private static async Task<Ok<QualificationKind[]>> Kinds(RegistryDb db, CancellationToken cancel) =>
        TypedResults.Ok(await db.QualificationKinds.AsNoTracking().OrderBy(kind => kind.Code).Take(200).ToArrayAsync(cancel));

    private static async Task<Ok<Page<QualificationView>>> Handle(
        Caller caller, RegistryDb db, BusinessClock clock, PageRequest page, CancellationToken cancel, Guid? firmId = null, string? code = null, QualificationState? state = null)
    {
        var firms = await db.Opened(caller, firmId, ConsentScope.Qualifications, clock.Today, cancel);
        var query = db.Qualifications.Where(q => firms.Contains(q.FirmId));
        if (firmId is not null) query = query.Where(q => q.FirmId == firmId);
        if (code is not null) query = query.Where(q => q.Code == code);
        if (state is not null) query = query.Where(q => q.State == state);
        return TypedResults.Ok(await QualificationView.Read(query, db).Page(page, row => row.Qualification.ProposedAt, row => row.Qualification.Id, QualificationView.Of, cancel));
    }

    private static async Task<Results<Ok<QualificationView>, NotFound>> Show(Guid id, Caller caller, RegistryDb db, BusinessClock clock, CancellationToken cancel)
    {
        var row = await QualificationView.Read(db.Qualifications.Where(q => q.Id == id), db).AsNoTracking().SingleOrDefaultAsync(cancel);
        return row is not null && await db.MayLook(caller, row.Qualification.FirmId, ConsentScope.Qualifications, clock.Today, cancel)
            ? TypedResults.Ok(QualificationView.Of(row)) : TypedResults.NotFound();
    }
}
