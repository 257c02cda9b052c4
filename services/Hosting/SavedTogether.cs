using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace TalentFinance.Hosting;

/// <summary>
/// Requests that only add rows, and that come in the same moment, are committed together: one round trip, one statement
/// a table and one flush for all of them, since that is what a commit costs (design.md §10). Nobody waits for company:
/// what has gathered while the last group was written is the next group. When a group fails, each of its requests saves
/// for itself, so that one bad request fails alone.
/// </summary>
internal sealed partial class SaveTogether<TDb>(IServiceScopeFactory scopes, OutboxSignal signal, ILogger<SaveTogether<TDb>> log, NoteLive? live = null) : BackgroundService where TDb : ServiceDb
{
    private const int GroupMax = 64;
    /// <summary>While one group is flushed, the next is sent.</summary>
    private const int Writers = 1;
    private readonly Channel<Work> queue = Channel.CreateBounded<Work>(4 * GroupMax);

    private sealed record Work(EntityEntry[] Rows, TaskCompletionSource<bool> Saved);

    /// <summary>False when nothing was saved and the caller is to save by itself.</summary>
    public async Task<bool> TrySave(TDb db, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is not null || db.Database.IsSqlServer()) return false;
        var changes = ChangesOf(db);
        if (changes.Any(entry => entry.State is not EntityState.Added || entry.Metadata.GetForeignKeys().Any())) return false;
        var work = new Work(changes, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await queue.Writer.WriteAsync(work, cancel);
        // Once in the queue it may be committed whatever the caller does.
        if (!await work.Saved.Task) return false;
        live?.Tell(changes);
        return true;
    }

    /// <summary>Looks for changes once, not with every question to the tracker.</summary>
    private static EntityEntry[] ChangesOf(TDb db)
    {
        db.ChangeTracker.DetectChanges();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            db.BeforeSave();
            return [.. db.ChangeTracker.Entries().Where(entry => entry.State is not EntityState.Unchanged)];
        }
        finally { db.ChangeTracker.AutoDetectChangesEnabled = true; }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Write(stoppingToken)));

    private async Task Write(CancellationToken cancel)
    {
        var group = new List<Work>(GroupMax);
        while (await queue.Reader.WaitToReadAsync(cancel))
        {
            while (group.Count < GroupMax && queue.Reader.TryRead(out var work)) group.Add(work);
            if (group.Count == 0) continue;
            var saved = await TryInsert(group);
            foreach (var work in group) work.Saved.SetResult(saved);
            group.Clear();
        }
    }

    private async Task<bool> TryInsert(List<Work> group)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var database = scope.ServiceProvider.GetRequiredService<TDb>().Database;
            await database.OpenConnectionAsync();
            try { await Bulk.Insert((NpgsqlConnection)database.GetDbConnection(), group.SelectMany(work => work.Rows), CancellationToken.None); }
            finally { await database.CloseConnectionAsync(); }
            signal.Wake();
            return true;
        }
        catch (Exception failure)
        {
            LogFailure(log, group.Count, failure);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A group of {Count} could not be saved together; each saves for itself")]
    private static partial void LogFailure(ILogger log, int count, Exception failure);
}

/// <summary>Metadata of endpoints whose work is saved together with that of others.</summary>
internal sealed class SavedTogether;

public static class SavedTogetherExtensions
{
    /// <summary>A hot endpoint that as a rule only adds rows: what comes in the same moment is committed together.</summary>
    public static TBuilder SaveTogether<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new SavedTogether());
}
