using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace TalentFinance.Hosting;

/// <summary>
/// New rows by the hundred: on PostgreSQL one statement a table, whatever the number of its rows, and all tables in one
/// round trip. On SQL Server nothing is needed here: EF's own batches are multi-row statements there.
/// </summary>
public static class Bulk
{
    /// <summary>Fewer rows than this are as quick without.</summary>
    private const int RowsMin = 20;

    private static readonly ConcurrentDictionary<IEntityType, Table> Tables = new();

    /// <summary>
    /// Inserts what was added of these types (and the outbox) and marks it as saved; the caller's SaveChanges does the rest.
    /// Types are given in the order in which they refer to each other. Change detection has run when it returns.
    /// </summary>
    public static async Task InsertAdded(this ServiceDb db, Type[] types, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (db.Database.CurrentTransaction is null || db.Database.IsSqlServer()) return;
        var added = db.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added).ToLookup(entry => entry.Metadata.ClrType);
        Type[] all = [.. types, typeof(OutboxMessage)];
        // All or none: rows that refer to each other must not go two ways.
        if (all.Sum(type => added[type].Count()) < RowsMin) return;
        var rows = all.SelectMany(type => added[type]).ToArray();
        await Insert((NpgsqlConnection)db.Database.GetDbConnection(), rows, cancel);
        foreach (var row in rows) row.State = EntityState.Unchanged;
    }

    /// <summary>Inserts rows, tables in the order in which they come first. Outside of a transaction the whole is one of its own.</summary>
    internal static async Task Insert(NpgsqlConnection connection, IEnumerable<EntityEntry> rows, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var table in rows.GroupBy(row => row.Metadata, row => row.Entity))
            batch.BatchCommands.Add(Tables.GetOrAdd(table.Key, entity => new Table(entity)).Insert([.. table]));
        await batch.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>How rows of a table are written: an array for each column that any of them fills.</summary>
    private sealed class Table
    {
        private readonly string name;
        private readonly Column[] columns;

        public Table(IEntityType entity)
        {
            var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
            name = table.Name;
            columns = [.. entity.GetProperties().Select(property => new Column(property, table))];
        }

        public NpgsqlBatchCommand Insert(object[] rows)
        {
            var filled = columns.Select(column => (column.Name, Values: column.Of(rows))).Where(column => column.Values is not null).ToArray();
            var command = new NpgsqlBatchCommand($"INSERT INTO \"{name}\" ({string.Join(", ", filled.Select(column => $"\"{column.Name}\""))}) SELECT * FROM unnest({string.Join(", ", filled.Select((_, i) => $"${i + 1}"))})");
            foreach (var (_, values) in filled) command.Parameters.Add(new NpgsqlParameter { Value = values });
            return command;
        }
    }

    private sealed class Column(IProperty property, StoreObjectIdentifier table)
    {
        private readonly IClrPropertyGetter getter = property.GetGetter();
        private readonly Func<object?, object?>? convert = property.GetTypeMapping().Converter?.ConvertToProvider;
        private readonly Type type = TypeOf(property);

        public string Name { get; } = property.GetColumnName(table)!;

        /// <summary>Null when no row has a value: new rows leave much for later, and a column costs even where it is empty.</summary>
        public Array? Of(object[] rows)
        {
            Array? values = null;
            for (var i = 0; i < rows.Length; i++)
                if (getter.GetClrValue(rows[i]) is { } value) (values ??= Array.CreateInstance(type, rows.Length)).SetValue(convert is null ? value : convert(value), i);
            return values;
        }

        private static Type TypeOf(IProperty property)
        {
            var type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
            type = Nullable.GetUnderlyingType(type) ?? type;
            return property.IsNullable && type.IsValueType ? typeof(Nullable<>).MakeGenericType(type) : type;
        }
    }
}
