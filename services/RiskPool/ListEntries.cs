using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>The ledger as it was written, and what its accounts stand at now or stood at any time.</summary>
internal static class ListEntries
{
    internal sealed record AccountView(string Pool, string Pot, AccountName Account, AccountKind Kind, Yuan BalanceYuan);

    /// <summary>Debit positive. Entry: the last one that counts, 0 before the first.</summary>
    internal sealed record BalanceView(string Pool, string Pot, AccountName Account, DateTimeOffset At, Yuan BalanceYuan, long Entry);

    public static void Map(RouteGroupBuilder ledger)
    {
        ledger.MapGet("entries", Entries).Allow(Visible.District).WithSummary("Entries of a pool with their postings, newest first (?pool=, ?pot=, ?account=, ?before=number of the page before, ?limit=); debits are positive");
        ledger.MapGet("accounts", Accounts).Allow(Visible.District).WithSummary("The accounts of a pool and their balances (yuan, debit positive)");
        ledger.MapGet("balance", Balance).Allow(Visible.District).WithSummary("An account's balance as recorded at an instant (?pool=&pot=&account=&at=)");
    }

    private static async Task<Results<Ok<Page<EntryView>>, NotFound>> Entries(string pool, RiskPoolDb db, Caller caller, CancellationToken cancel, string? pot = null, AccountName? account = null, long? before = null, [Within(1, PageRequest.LimitMax)] int limit = 50)
    {
        if (!await db.Pools.VisibleTo(caller).AnyAsync(row => row.Code == pool, cancel)) return TypedResults.NotFound();
        var query = db.Entries.AsNoTracking().Include(entry => entry.Postings).Where(entry => entry.PoolCode == pool);
        if (pot is not null || account is not null)
            query = query.Where(entry => entry.Postings.Any(posting => (pot == null || posting.Pot == pot) && (account == null || posting.Account == account)));
        if (before is { } end) query = query.Where(entry => entry.Number < end);
        var rows = await query.OrderByDescending(entry => entry.Number).Take(limit).ToListAsync(cancel);
        return TypedResults.Ok(new Page<EntryView>([.. rows.Select(EntryView.Of)], rows.Count == limit && rows[^1].Number > 1 ? $"{rows[^1].Number}" : null));
    }

    private static async Task<Results<Ok<IReadOnlyList<AccountView>>, NotFound>> Accounts(string pool, RiskPoolDb db, Caller caller, CancellationToken cancel)
    {
        var found = await db.Pools.AsNoTracking().Include(row => row.Accounts).VisibleTo(caller).SingleOrDefaultAsync(row => row.Code == pool, cancel);
        if (found is null) return TypedResults.NotFound();
        return TypedResults.Ok<IReadOnlyList<AccountView>>([.. found.Accounts.OrderBy(account => account.Pot, StringComparer.Ordinal).ThenBy(account => account.Name)
            .Select(account => new AccountView(pool, account.Pot, account.Name, Chart.KindOf(account.Name), account.BalanceYuan))]);
    }

    private static async Task<Results<Ok<BalanceView>, NotFound>> Balance(string pool, string pot, AccountName account, RiskPoolDb db, Caller caller, BusinessClock clock, CancellationToken cancel, DateTimeOffset? at = null)
    {
        if (!await db.Pools.VisibleTo(caller).AnyAsync(row => row.Code == pool, cancel)) return TypedResults.NotFound();
        var instant = at ?? clock.Now;
        // Recorded time rises with the number, so the last entry by then bounds the account's postings.
        var number = await db.Entries.Where(entry => entry.PoolCode == pool && entry.At <= instant).OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Number).Select(entry => entry.Number).FirstOrDefaultAsync(cancel);
        var last = await db.Postings.AsNoTracking().Where(posting => posting.PoolCode == pool && posting.Pot == pot && posting.Account == account && posting.Number <= number)
            .OrderByDescending(posting => posting.Number).FirstOrDefaultAsync(cancel);
        return TypedResults.Ok(new BalanceView(pool, pot, account, instant, last?.BalanceAfterYuan ?? Yuan.Zero, last?.Number ?? 0));
    }
}
