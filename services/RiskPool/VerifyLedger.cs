using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>
/// Recomputes a pool from its entries: the hash chain, every balance, and what covers, exposures and bank limits say. Nobody
/// who posts waits for it: what came since it began, and the comparison, are read as they stood together at one moment. And
/// whoever reads cannot keep the database busy with it: one at a time.
/// </summary>
internal static class VerifyLedger
{
    private static readonly SemaphoreSlim One = new(1);

    internal sealed record Fault(string What, string Where, string Expected, string Found);

    internal sealed record View(string Pool, bool Sound, long Entries, long Postings, string LastHash, Yuan DebitsYuan, Yuan CreditsYuan, long? FirstBrokenEntry, IReadOnlyList<Fault> Faults, DateTimeOffset At);

    public static void Map(RouteGroupBuilder ledger) => ledger.MapGet("verify", Handle).Allow(Visible.District)
        .WithSummary("Recompute balances and the hash chain of a pool and compare with what is kept (?pool=); names the first broken entry");

    private static async Task<Results<Ok<View>, NotFound, ProblemHttpResult>> Handle(string pool, RiskPoolDb db, Caller caller, BusinessClock clock, HttpResponse response, CancellationToken cancel)
    {
        if (!await One.WaitAsync(0, cancel))
        {
            response.Headers.RetryAfter = "5";
            return TypedResults.Problem(Problems.Of(StatusCodes.Status429TooManyRequests, "verification-running", "a verification is running; come back when it is done"));
        }
        try { return await Verify(pool, db, caller, clock, cancel); }
        finally { One.Release(); }
    }

    private static async Task<Results<Ok<View>, NotFound, ProblemHttpResult>> Verify(string pool, RiskPoolDb db, Caller caller, BusinessClock clock, CancellationToken cancel)
    {
        var known = await db.Pools.AsNoTracking().VisibleTo(caller).SingleOrDefaultAsync(row => row.Code == pool, cancel);
        if (known is null) return TypedResults.NotFound();

        var audit = new LedgerAudit(pool);
        await foreach (var entry in ReadLedger.From(db, pool, 1, known.LastNumber, cancel)) audit.Read(entry);

        await using var moment = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Snapshot, cancel);
        var head = await db.Pools.AsNoTracking().Include(row => row.Accounts).SingleAsync(row => row.Code == pool, cancel);
        await foreach (var entry in ReadLedger.From(db, pool, known.LastNumber + 1, head.LastNumber, cancel)) audit.Read(entry);
        audit.Finish(head);

        var covers = new CoverAudit();
        await foreach (var cover in db.Covers.AsNoTracking().Where(cover => cover.PoolCode == pool && (cover.State != CoverState.Released && cover.State != CoverState.Refused)).AsAsyncEnumerable().WithCancellation(cancel))
            covers.Read(cover);
        audit.Compare(head, covers,
            await db.Exposures.AsNoTracking().Where(row => row.PoolCode == pool).ToListAsync(cancel),
            await db.BankUses.AsNoTracking().Where(row => row.PoolCode == pool).ToListAsync(cancel));
        return TypedResults.Ok(new View(pool, audit.Faults.Count == 0, audit.Entries, audit.Postings, head.LastHash, audit.DebitsYuan, audit.CreditsYuan, audit.FirstBroken,
            [.. audit.Faults.Take(100).Select(fault => new Fault(fault.What, fault.Where, fault.Expected, fault.Found))], clock.Now));
    }
}
