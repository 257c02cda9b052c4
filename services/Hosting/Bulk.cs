using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace TalentFinance.Hosting;

/// <summary>
/// New rows by the thousand: on PostgreSQL they go in by COPY, within the running transaction, instead of one statement a
/// row. On SQL Server nothing is needed here: EF's own batches are multi-row statements there.
/// </summary>
public static class Bulk
{
    /// <summary>Fewer rows than this are as quick without.</summary>
    private const int RowsMin = 20;

    /// <summary>
    /// Inserts what was added of these types (and the outbox) and marks it as saved; the caller's SaveChanges does the rest.
    /// Types are given in the order in which they refer to each other. Change detection has run when it returns.
    /// </summary>
    public static async Task CopyAdded(this ServiceDb db, Type[] types, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (db.Database.CurrentTransaction is null || db.Database.IsSqlServer()) return;
        var added = db.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added).ToLookup(entry => entry.Metadata.ClrType);
        Type[] all = [.. types, typeof(OutboxMessage)];
        // All or none: rows that refer to each other must not go two ways.
        if (all.Sum(type => added[type].Count()) < RowsMin) return;
        foreach (var type in all)
            if (added[type].ToArray() is { Length: > 0 } rows) await Copy((NpgsqlConnection)db.Database.GetDbConnection(), rows, cancel);
    }

    private static async Task Copy(NpgsqlConnection connection, EntityEntry[] rows, CancellationToken cancel)
    {
        var entity = rows[0].Metadata;
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var columns = entity.GetProperties().Select(property => (Name: property.GetColumnName(table)!, Getter: property.GetGetter(), property.GetTypeMapping().Converter)).ToArray();
        await using var import = await connection.BeginBinaryImportAsync(
            $"COPY \"{table.Name}\" ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}) FROM STDIN (FORMAT BINARY)", cancel);
        foreach (var row in rows)
        {
            await import.StartRowAsync(cancel);
            foreach (var (_, getter, converter) in columns)
            {
                var value = getter.GetClrValue(row.Entity);
                if (converter is not null && value is not null) value = converter.ConvertToProvider(value);
                if (value is null) await import.WriteNullAsync(cancel);
                else await import.WriteAsync(value, cancel);
            }
        }
        await import.CompleteAsync(cancel);
        foreach (var row in rows) row.State = EntityState.Unchanged;
    }
}
