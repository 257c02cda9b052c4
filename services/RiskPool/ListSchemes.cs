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

    private static IQueryable<Scheme> For(RiskPoolDb db, Caller caller) => caller.IsAny(Visible.District)
        ? db.Schemes.Where(scheme => scheme.DistrictCode == "" || scheme.DistrictCode == caller.DistrictCode)
        : db.Schemes.Where(scheme => scheme.State == DraftState.Approved);
}
