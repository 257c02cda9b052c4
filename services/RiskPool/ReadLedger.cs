using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>Reads a pool's entries in order, a thousand at a time, so that memory stays flat however long the ledger is.</summary>
internal static class ReadLedger
{
    private const int Chunk = 1000;

    public static async IAsyncEnumerable<Entry> From(RiskPoolDb db, string pool, long first, long last, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var from = first; from <= last; from += Chunk)
        {
            var until = Math.Min(from + Chunk - 1, last);
            var entries = await db.Entries.AsNoTracking().Where(entry => entry.PoolCode == pool && entry.Number >= from && entry.Number <= until).OrderBy(entry => entry.Number).ToListAsync(cancel);
            var postings = (await db.Postings.AsNoTracking().Where(posting => posting.PoolCode == pool && posting.Number >= from && posting.Number <= until)
                .OrderBy(posting => posting.Number).ThenBy(posting => posting.LineNumber).ToListAsync(cancel)).ToLookup(posting => posting.Number);
            foreach (var entry in entries)
            {
                entry.Postings.AddRange(postings[entry.Number]);
                yield return entry;
            }
        }
    }
}
