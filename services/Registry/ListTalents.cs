using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>Talents and where their accreditation stands: the firm's own, the district's, an institution's under consent (each look recorded).</summary>
internal static class ListTalents
{
    public static void Map(RouteGroupBuilder talents)
    {
        talents.MapGet("", Handle).AllowSignedIn().WithSummary("Talents, newest proposal first; an institution names the firm whose consent it holds");
        talents.MapGet("{id:guid}", Show).AllowSignedIn().WithSummary("One talent at one firm");
    }

    private static async Task<Ok<Page<TalentView>>> Handle(
        Caller caller, RegistryDb db, BusinessClock clock, PageRequest page, CancellationToken cancel, Guid? firmId = null, AccreditationState? state = null, TalentClass? @class = null)
    {
        var query = db.Accreditations.AsQueryable();
        // The district's own column spares the join in its long lists.
        if (caller.IsDistrict) query = caller.Is(Role.Administrator) ? query : query.Where(a => a.DistrictCode == caller.DistrictCode);
        else
        {
            var firms = await db.Opened(caller, firmId, ConsentScope.Talents, clock.Today, cancel);
            query = query.Where(a => firms.Contains(a.FirmId));
        }
        if (firmId is not null) query = query.Where(a => a.FirmId == firmId);
        if (state is not null) query = query.Where(a => a.State == state);
        if (@class is not null) query = query.Where(a => a.Class == @class);
        return TypedResults.Ok(await TalentView.Read(query, db).Page(page, row => row.Accreditation.ProposedAt, row => row.Accreditation.Id, row => TalentView.Of(row, caller), cancel));
    }

    private static async Task<Results<Ok<TalentView>, NotFound>> Show(Guid id, Caller caller, RegistryDb db, BusinessClock clock, CancellationToken cancel)
    {
        var row = await TalentView.Read(db.Accreditations.Where(a => a.Id == id), db).AsNoTracking().SingleOrDefaultAsync(cancel);
        return row is not null && await db.MayLook(caller, row.Accreditation.FirmId, ConsentScope.Talents, clock.Today, cancel)
            ? TypedResults.Ok(TalentView.Of(row, caller)) : TypedResults.NotFound();
    }
}
