using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Hosting;

namespace TalentFinance.RiskPool;

/// <summary>The whole ledger for auditors, one JSON object a line, with every hash, so that anyone can verify it without us.</summary>
internal static class ExportLedger
{
    public static void Map(RouteGroupBuilder ledger) => ledger.MapGet("export", Handle).Allow(Visible.District)
        .WithSummary("All entries of a pool as JSON lines, oldest first (?pool=, ?from=number)")
        .WithDescription("""
            Each line's hash is the lower-case hex SHA-256 of these UTF-8 lines, each ended by one line feed:
            `TF-LEDGER-1` / `{pool} {number} {previousHash}` / `{kind} {causeType} {causeId} {subjectId} {reverses, or -}` / `{valueOn} {at}` /
            then one line for each posting in order: `{pot} {account} {amountYuan with 2 decimals}`. The first previousHash is 64 zeros.
            """)
        .Produces(StatusCodes.Status200OK, contentType: "application/jsonl");

    private static async Task<Results<PushStreamHttpResult, NotFound>> Handle(string pool, RiskPoolDb db, Caller caller, CancellationToken cancel, long from = 1)
    {
        var last = await db.Pools.VisibleTo(caller).Where(row => row.Code == pool).Select(row => (long?)row.LastNumber).SingleOrDefaultAsync(cancel);
        if (last is null) return TypedResults.NotFound();
        return TypedResults.Stream(async body =>
        {
            await foreach (var entry in ReadLedger.From(db, pool, Math.Max(1, from), last.Value, cancel))
            {
                await JsonSerializer.SerializeAsync(body, EntryView.Of(entry), Problems.Json, cancel);
                await body.WriteAsync("\n"u8.ToArray(), cancel);
            }
        }, "application/jsonl", $"ledger-{pool}.jsonl");
    }
}
