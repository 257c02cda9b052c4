using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>What banks have enrolled against their limits; a bank sees its own. And the proposals, for the district.</summary>
internal static class ListBankLimits
{
    /// <summary>Limit null: none is set. Headroom is what may still be enrolled before enrolment stops.</summary>
    internal sealed record View(string Pool, Guid BankId, string BankName, string ProductCode, int Year, Yuan? LimitYuan, bool IsDefault, Yuan UsedYuan, Yuan? HeadroomYuan, int? UsedBp, UsageStatus Status);

    public static void Map(RouteGroupBuilder limits)
    {
        limits.MapGet("", Handle).Allow([.. Visible.District, .. Visible.Bank]).Exportable().WithSummary("Use of bank limits in a year (?year=, this year when absent; ?pool=, ?bank=); a bank sees its own");
        limits.MapGet("proposals", Proposals).Allow(Visible.District).Exportable().WithSummary("Proposed bank limits, newest first; ?state= narrows the list");
    }

    private static async Task<Ok<Page<View>>> Handle(RiskPoolDb db, Desks desks, Caller caller, BusinessClock clock, CancellationToken cancel, int? year = null, string? pool = null, Guid? bank = null, [Within(1, PageRequest.LimitMax)] int limit = 50, [Within(0, PageRequest.OffsetMax)] int offset = 0)
    {
        if (caller.IsAny(Visible.Bank)) bank = caller.OrganisationId;
        var of = year ?? clock.Today.Year;
        var query = db.BankUses.AsNoTracking().Where(use => use.Year == of);
        if (bank is { } id) query = query.Where(use => use.BankId == id);
        else query = query.Where(use => db.Pools.Any(row => row.Code == use.PoolCode && (row.DistrictCode == "" || row.DistrictCode == caller.DistrictCode)));
        if (pool is not null) query = query.Where(use => use.PoolCode == pool);
        var rows = await query.OrderByDescending(use => use.UsedYuan).ThenBy(use => use.BankId).ThenBy(use => use.PoolCode).ThenBy(use => use.ProductCode).Skip(offset).Take(limit + 1).ToListAsync(cancel);

        var ids = rows.Select(use => use.BankId).Distinct().ToArray();
        var names = await db.Organisations.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancel);
        var book = await desks.Book(cancel);
        var views = rows.Take(limit).Select(use => Of(use, book.Of(use.PoolCode, clock.Today), names.GetValueOrDefault(use.BankId, "")));
        return TypedResults.Ok(new Page<View>([.. views], rows.Count > limit ? $"{offset + limit}" : null));
    }

    internal static View Of(BankUse use, Scheme? scheme, string name)
    {
        var limit = scheme is null ? use.LimitYuan : use.LimitUnder(scheme.Policy);
        var usage = limit is { } set && scheme is not null ? Usage.Of(use.UsedYuan, set, scheme.Policy) : null;
        return new(use.PoolCode, use.BankId, name, use.ProductCode, use.Year, limit, use.LimitYuan is null, use.UsedYuan, usage?.HeadroomYuan, usage?.UsedBp, usage?.Status ?? UsageStatus.Calm);
    }

    private static async Task<Ok<Page<BankLimitView>>> Proposals(RiskPoolDb db, Caller caller, PageRequest page, CancellationToken cancel, DraftState? state = null)
    {
        var query = db.BankLimits.Where(row => db.Pools.Any(pool => pool.Code == row.PoolCode && (pool.DistrictCode == "" || pool.DistrictCode == caller.DistrictCode)));
        if (state is not null) query = query.Where(row => row.State == state);
        return TypedResults.Ok(await query.Page(page, row => row.At, row => row.Id, BankLimitView.Of, cancel));
    }
}
