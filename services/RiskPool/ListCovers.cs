using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>The covers behind every figure of the position; a bank and a firm see their own.</summary>
internal static class ListCovers
{
    /// <summary>In a filter: without a chain, a park, a talent.</summary>
    public const string None = "-";

    /// <summary>Principal that a cover holds now: any, a reservation not yet drawn, what is paid out and covered.</summary>
    internal enum Holds { Any, Reserved, Covered }

    /// <summary>From, until: days in China on which the cover was first heard of, both included. Pot: the purse that it draws on. Holds: what the position's sums count.</summary>
    internal sealed record Filter(string? Pool, string? Pot, Holds? Holds, Guid? Bank, Guid? Firm, string? Product, string? Chain, string? Park, [OneOrNoneOf(typeof(TalentClass))] string? TalentClass, CoverState? State, Guid? Application, string? Contract, DateOnly? From, DateOnly? Until);

    /// <summary>One cover with its payouts and its entries in the ledger.</summary>
    internal sealed record Detail(CoverView Cover, CoverTerms? Terms, IReadOnlyList<Payout> Payouts, IReadOnlyList<EntryView> Entries);

    public static void Map(RouteGroupBuilder covers)
    {
        covers.MapGet("", Handle).Allow([.. Visible.District, .. Visible.Bank, Role.Startup]).Exportable()
            .WithSummary("Covers, newest first; narrow by pool, purse (pot), what it holds (holds: Any, Reserved, Covered), bank, firm, product, chain, park, talentClass (- is none), state, application, contract, from, until");
        covers.MapGet("{id:guid}", One).Allow([.. Visible.District, .. Visible.Bank, Role.Startup]).WithSummary("One cover: terms, payouts, ledger entries. Its id is the accepted offer's");
    }

    private static async Task<Ok<Page<CoverView>>> Handle([AsParameters] Filter filter, RiskPoolDb db, Caller caller, PageRequest page, CancellationToken cancel)
    {
        var query = db.VisibleTo(caller);
        if (filter.Pool is { } pool) query = query.Where(cover => cover.PoolCode == pool);
        // What a cover took from a purse stands in the ledger, indexed by the cover.
        if (filter.Pot is { } pot) query = query.Where(cover => db.Entries.Any(entry => entry.SubjectId == cover.Id && entry.Postings.Any(posting => posting.Pot == pot)));
        // The state is not the sum: a cover that is being drawn holds a reservation and covers what was paid out. It is named for the index alone.
        if (filter.Holds is { } holds)
            query = holds switch
            {
                Holds.Reserved => query.Where(cover => (cover.State == CoverState.Reserved || cover.State == CoverState.Drawing || cover.State == CoverState.Exception) && cover.ReservedYuan > Yuan.Zero),
                Holds.Covered => query.Where(cover => cover.CoveredYuan > Yuan.Zero),
                _ => query.Where(cover => cover.ReservedYuan > Yuan.Zero || cover.CoveredYuan > Yuan.Zero),
            };
        if (filter.Bank is { } bank) query = query.Where(cover => cover.BankId == bank);
        if (filter.Firm is { } firm) query = query.Where(cover => cover.FirmId == firm);
        if (filter.Product is { } product) query = query.Where(cover => cover.ProductCode == product);
        if (OrNone(filter.Chain) is { } chain) query = query.Where(cover => cover.Chain == chain);
        if (OrNone(filter.Park) is { } park) query = query.Where(cover => cover.Park == park);
        if (filter.TalentClass is { } talent)
        {
            TalentClass? held = talent == None ? null : Enum.Parse<TalentClass>(talent, ignoreCase: true);
            query = query.Where(cover => cover.TalentClass == held);
        }
        if (filter.From is { } first && Begins(first) is var from) query = query.Where(cover => cover.At >= from);
        if (filter.Until is { } last && Begins(last.AddDays(1)) is var until) query = query.Where(cover => cover.At < until);
        if (filter.State is { } state) query = query.Where(cover => cover.State == state);
        if (filter.Application is { } application) query = query.Where(cover => cover.ApplicationId == application);
        if (filter.Contract is { } contract) query = query.Where(cover => db.Contracts.Any(row => row.ContractNumber == contract && row.CoverId == cover.Id));
        return TypedResults.Ok(await query.Page(page, cover => cover.At, cover => cover.Id, CoverView.Of, cancel));
    }

    private static string? OrNone(string? text) => text == None ? "" : text;

    private static DateTimeOffset Begins(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), WorkingCalendar.ChinaOffset).ToUniversalTime();

    private static async Task<Results<Ok<Detail>, NotFound>> One(Guid id, RiskPoolDb db, Caller caller, CancellationToken cancel)
    {
        var cover = await db.VisibleTo(caller).AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel);
        if (cover is null) return TypedResults.NotFound();
        var entries = await db.Entries.AsNoTracking().Include(entry => entry.Postings).Where(entry => entry.SubjectId == id).OrderBy(entry => entry.Number).Take(200).ToListAsync(cancel);
        // What other covers leave in an account is not a bank's or a firm's to see.
        var views = entries.Select(EntryView.Of).Select(entry => caller.IsAny(Visible.District) ? entry : entry with { Postings = [.. entry.Postings.Select(posting => posting with { BalanceAfterYuan = Yuan.Zero })] });
        return TypedResults.Ok(new Detail(CoverView.Of(cover), cover.Terms, cover.Payouts, [.. views]));
    }
}
