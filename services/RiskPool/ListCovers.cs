using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>The covers behind every figure of the position; a bank and a firm see their own.</summary>
internal static class ListCovers
{
    internal sealed record Filter(string? Pool, Guid? Bank, Guid? Firm, string? Product, string? Chain, string? Park, CoverState? State, Guid? Application, string? Contract);

    /// <summary>One cover with its payouts and its entries in the ledger.</summary>
    internal sealed record Detail(CoverView Cover, CoverTerms? Terms, IReadOnlyList<Payout> Payouts, IReadOnlyList<EntryView> Entries);

    public static void Map(RouteGroupBuilder covers)
    {
        covers.MapGet("", Handle).Allow([.. Visible.District, .. Visible.Bank, Role.Startup])
            .WithSummary("Covers, newest first; narrow by pool, bank, firm, product, chain, park, state, application, contract");
        covers.MapGet("{id:guid}", One).Allow([.. Visible.District, .. Visible.Bank, Role.Startup]).WithSummary("One cover: terms, payouts, ledger entries. Its id is the accepted offer's");
    }

    private static async Task<Ok<Page<CoverView>>> Handle([AsParameters] Filter filter, RiskPoolDb db, Caller caller, PageRequest page, CancellationToken cancel)
    {
        var query = db.VisibleTo(caller);
        if (filter.Pool is { } pool) query = query.Where(cover => cover.PoolCode == pool);
        if (filter.Bank is { } bank) query = query.Where(cover => cover.BankId == bank);
        if (filter.Firm is { } firm) query = query.Where(cover => cover.FirmId == firm);
        if (filter.Product is { } product) query = query.Where(cover => cover.ProductCode == product);
        if (filter.Chain is { } chain) query = query.Where(cover => cover.Chain == chain);
        if (filter.Park is { } park) query = query.Where(cover => cover.Park == park);
        if (filter.State is { } state) query = query.Where(cover => cover.State == state);
        if (filter.Application is { } application) query = query.Where(cover => cover.ApplicationId == application);
        if (filter.Contract is { } contract) query = query.Where(cover => db.Contracts.Any(row => row.ContractNumber == contract && row.CoverId == cover.Id));
        return TypedResults.Ok(await query.Page(page, cover => cover.At, cover => cover.Id, CoverView.Of, cancel));
    }

    private static async Task<Results<Ok<Detail>, NotFound>> One(Guid id, RiskPoolDb db, Caller caller, CancellationToken cancel)
    {
        var cover = await db.VisibleTo(caller).AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel);
        if (cover is null) return TypedResults.NotFound();
        var entries = await db.Entries.AsNoTracking().Include(entry => entry.Postings).Where(entry => entry.SubjectId == id).OrderBy(entry => entry.Number).Take(200).ToListAsync(cancel);
        // What other covers leave in an account is not a bank's or a firm's to see.
        var views = entries.Select(EntryView.Of).Select(entry => caller.IsAny(Visible.District) ? entry : entry with { Postings = [.. entry.Postings.Select(posting => posting with { BalanceAfterYuan = Contracts.Yuan.Zero })] });
        return TypedResults.Ok(new Detail(CoverView.Of(cover), cover.Terms, cover.Payouts, [.. views]));
    }
}
