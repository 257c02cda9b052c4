using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>Schemes in all their versions. What is in force is public to everybody signed in; drafts are the district's.</summary>
internal static class ListSchemes
{
    public static void Map(RouteGroupBuilder schemes)
    {
        schemes.MapGet("", Handle).AllowSignedIn().WithSummary("Scheme versions, newest first; ?code= and ?state= narrow the list");
        schemes.MapGet("presets", () => TypedResults.Ok(SeedSchemes.Presets)).AllowSignedIn().WithSummary("Policies published elsewhere (qd80, sd70, gz2025, ah30) to draft from (domain.md §10 comp.presets)");
        schemes.MapGet("{id:guid}/diff", Difference).Allow(Visible.District).WithSummary("In which fields a scheme version differs from the one in force (for a version in force: from the one before it)");
        schemes.MapGet("{id:guid}", One).AllowSignedIn().WithSummary("One scheme version");
    }

    private static async Task<Ok<Page<SchemeView>>> Handle(RiskPoolDb db, Caller caller, PageRequest page, CancellationToken cancel, string? code = null, DraftState? state = null)
    {
        var query = For(db, caller);
        if (code is not null) query = query.Where(scheme => scheme.Code == code);
        if (state is not null) query = query.Where(scheme => scheme.State == state);
        return TypedResults.Ok(await query.Page(page, scheme => scheme.At, scheme => scheme.Id, SchemeView.Of, cancel));
    }

    private static async Task<Results<Ok<SchemeView>, NotFound>> One(Guid id, RiskPoolDb db, Caller caller, CancellationToken cancel) =>
        await For(db, caller).AsNoTracking().SingleOrDefaultAsync(scheme => scheme.Id == id, cancel) is { } found ? TypedResults.Ok(SchemeView.Of(found)) : TypedResults.NotFound();

    /// <summary>Against: the version that it is compared with; null when there is none.</summary>
    internal sealed record DifferenceView(Guid Id, string Code, int Number, int? Against, IReadOnlyList<JsonChange> Changes);

    private static async Task<Results<Ok<DifferenceView>, NotFound>> Difference(Guid id, RiskPoolDb db, Caller caller, BusinessClock clock, CancellationToken cancel)
    {
        var found = await For(db, caller).AsNoTracking().SingleOrDefaultAsync(scheme => scheme.Id == id, cancel);
        if (found is null) return TypedResults.NotFound();
        // A draft is compared with what is in force today, a version in force with what it followed.
        var others = await For(db, caller).AsNoTracking().Where(scheme => scheme.Code == found.Code && scheme.Id != id && scheme.State == DraftState.Approved && scheme.Number < found.Number).OrderByDescending(scheme => scheme.Number).Take(PageRequest.LimitMax).ToListAsync(cancel);
        var before = others.FirstOrDefault(scheme => scheme.InForceOn(found.State == DraftState.Approved ? found.EffectiveFrom : clock.Today)) ?? others.FirstOrDefault();
        return TypedResults.Ok(new DifferenceView(id, found.Code, found.Number, before?.Number, JsonDifference.Between(before is null ? null : Compared.Of(before), Compared.Of(found))));
    }

    private sealed record Compared(string Name, DateOnly EffectiveFrom, DateOnly? EffectiveUntil, SchemePolicy Policy)
    {
        public static Compared Of(Scheme scheme) => new(scheme.Name, scheme.EffectiveFrom, scheme.EffectiveUntil, scheme.Policy);
    }

    private static IQueryable<Scheme> For(RiskPoolDb db, Caller caller) => caller.IsAny(Visible.District)
        ? db.Schemes.Where(scheme => scheme.DistrictCode == "" || scheme.DistrictCode == caller.DistrictCode)
        : db.Schemes.Where(scheme => scheme.State == DraftState.Approved);
}
