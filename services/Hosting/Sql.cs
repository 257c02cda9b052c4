using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace TalentFinance.Hosting;

/// <summary>The few statements that PostgreSQL and SQL Server write differently. Nothing provider-specific stands elsewhere.</summary>
public abstract class Sql
{
    private static readonly Sql OnPostgreSql = new PostgreSql();
    private static readonly Sql OnSqlServer = new SqlServer();

    public static Sql Of(DbContext db)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Database.IsSqlServer() ? OnSqlServer : OnPostgreSql;
    }

    /// <summary>Removes a batch of the oldest rows that no other replica holds, and returns them. {0} = how many; {1} = from which id on (version 7: from which time), where the database sorts them by time.</summary>
    internal abstract string TakeOutbox { get; }

    /// <summary>Notes messages as consumed and returns the ids of those that were not yet.</summary>
    internal abstract string NoteConsumed(int messages);

    /// <summary>Waits for a lock that ends with the transaction. {0} = its name.</summary>
    internal abstract string LockUntilCommit { get; }

    /// <summary>Whether a statement failed because a key or unique index has that value already.</summary>
    public static bool IsUniqueViolation(Exception failure) => failure is DbUpdateException { InnerException: { } inner }
        ? IsUniqueViolation(inner)
        : failure is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } or SqlException { Number: 2601 or 2627 };

    /// <summary>The index or key that was violated, where the database says so.</summary>
    public static string? ViolatedIndex(Exception failure) => failure switch
    {
        DbUpdateException { InnerException: { } inner } => ViolatedIndex(inner),
        PostgresException postgres => postgres.ConstraintName,
        SqlException sql => sql.Message,
        _ => null,
    };

    /// <summary>Serialisation failures and deadlocks: the same work again will do.</summary>
    internal static bool IsTransientConflict(Exception failure) => failure is DbUpdateException { InnerException: { } inner }
        ? failure is DbUpdateConcurrencyException || IsTransientConflict(inner)
        : failure is DbUpdateConcurrencyException or PostgresException { SqlState: "40001" or "40P01" } or SqlException { Number: 1205 };

    /// <summary>The database cannot be reached: nothing is wrong with the message, so it waits.</summary>
    internal static bool IsUnreachable(Exception? failure) => failure switch
    {
        null => false,
        PostgresException postgres => postgres.SqlState.StartsWith("57P", StringComparison.Ordinal) || postgres.SqlState.StartsWith("08", StringComparison.Ordinal) || postgres.SqlState == "53300",
        NpgsqlException => true,
        SqlException sql => sql.Number is -2 or -1 or 2 or 53 or 64 or 233 or 258 or 4060 or 10053 or 10054 or 10060 or 10061 or 18456,
        TimeoutException or System.Net.Sockets.SocketException => true,
        _ => IsUnreachable(failure.InnerException),
    };

    private sealed class PostgreSql : Sql
    {
        internal override string TakeOutbox => """
            DELETE FROM "Outbox" WHERE "Id" IN (SELECT "Id" FROM "Outbox" WHERE "Id" >= {1} ORDER BY "Id" LIMIT {0} FOR UPDATE SKIP LOCKED)
            RETURNING "Id", "Exchange", "Body", "Headers", "At"
            """;

        internal override string NoteConsumed(int messages) => $"""
            INSERT INTO "Inbox" ("MessageId", "Consumer", "At") VALUES {Rows(messages)}
            ON CONFLICT DO NOTHING RETURNING "MessageId" AS "Value"
            """;

        internal override string LockUntilCommit => "SELECT pg_advisory_xact_lock(hashtextextended({0}, 0))";
    }

    private sealed class SqlServer : Sql
    {
        internal override string TakeOutbox => """
            WITH batch AS (SELECT TOP ({0}) * FROM "Outbox" WITH (ROWLOCK, READPAST, UPDLOCK) ORDER BY "Id")
            DELETE FROM batch OUTPUT deleted."Id", deleted."Exchange", deleted."Body", deleted."Headers", deleted."At"
            """;

        internal override string NoteConsumed(int messages) => $"""
            INSERT INTO "Inbox" ("MessageId", "Consumer", "At") OUTPUT inserted."MessageId" AS "Value"
            SELECT v.m, v.c, v.a FROM (VALUES {Rows(messages)}) AS v(m, c, a)
            WHERE NOT EXISTS (SELECT 1 FROM "Inbox" i WITH (UPDLOCK, HOLDLOCK) WHERE i."MessageId" = v.m AND i."Consumer" = v.c)
            """;

        internal override string LockUntilCommit => "EXEC sp_getapplock @Resource = {0}, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 60000";
    }

    // {0} = consumer, {1} = now, {2}.. = message ids.
    private static string Rows(int messages)
    {
        var rows = new StringBuilder();
        for (var i = 0; i < messages; i++) rows.Append(i == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"({{{i + 2}}}, {{0}}, {{1}})");
        return rows.ToString();
    }
}

/// <summary>Locks by name, for the few places where one row's version is not enough.</summary>
public static class Locks
{
    /// <summary>Waits for the named lock and holds it until this context's transaction ends; begins one where there is none.</summary>
    public static async Task LockUntilCommit(this ServiceDb db, string name, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (db.Database.CurrentTransaction is null) await db.Database.BeginTransactionAsync(cancel);
        await db.Database.ExecuteSqlRawAsync(Sql.Of(db).LockUntilCommit, [name], cancel);
    }

    /// <summary>Tries to be the only one in the cluster that holds a name; the lock ends with the returned connection.</summary>
    internal static async Task<DbConnection?> TryHold(DbContext db, string name, bool wait, CancellationToken cancel)
    {
        // A connection of its own, outside the pool's reuse: a session lock must end when its holder does.
        var connection = db.Database.IsSqlServer()
            ? (DbConnection)new SqlConnection(new SqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false }.ConnectionString)
            : new NpgsqlConnection(new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("name", name);
        command.Parameters.Add(parameter);
        command.CommandTimeout = 120;
        command.CommandText = (db.Database.IsSqlServer(), wait) switch
        {
            (true, _) => $"DECLARE @r int; EXEC @r = sp_getapplock @Resource = @name, @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = {(wait ? 100_000 : 0)}; SELECT CASE WHEN @r >= 0 THEN 1 ELSE 0 END",
            (false, true) => "SELECT 1 FROM (SELECT pg_advisory_lock(hashtextextended(@name, 0))) held",
            (false, false) => "SELECT CASE WHEN pg_try_advisory_lock(hashtextextended(@name, 0)) THEN 1 ELSE 0 END",
        };
        if (Convert.ToInt32(await command.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture) == 1) return connection;
        await connection.DisposeAsync();
        return null;
    }
}
