using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Internal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace TalentFinance.Hosting;

/// <summary>Which database it is, and how contexts and migrations are told. Database:Provider is PostgreSql (default) or SqlServer.</summary>
internal static class Database
{
    public const string PostgreSql = "PostgreSql";
    public const string SqlServer = "SqlServer";

    public static void Use(DbContextOptionsBuilder options, IConfiguration configuration, Assembly migrations)
    {
        var connection = configuration.GetConnectionString("Database");
        switch (configuration["Database:Provider"] ?? PostgreSql)
        {
            case PostgreSql: options.UseNpgsql(Prepared(connection), npgsql => npgsql.MigrationsAssembly(migrations)); break;
            case SqlServer: options.UseSqlServer(connection, sql => sql.MigrationsAssembly(migrations)); break;
            case var other: throw new InvalidOperationException($"Database:Provider '{other}' is not known: {PostgreSql} or {SqlServer}");
        }
#pragma warning disable EF1001 // The one seam EF offers for two providers' migrations of one context.
        options.ReplaceService<IMigrationsAssembly, MigrationsOfProvider>();
#pragma warning restore EF1001
    }

    /// <summary>A service says the same few dozen statements for ever: PostgreSQL plans each once a connection, unless told otherwise.</summary>
    private static string? Prepared(string? connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        if (settings.MaxAutoPrepare == 0) (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (100, 2);
        // Nothing here leaves a state behind in a session (locks that outlive a transaction have connections of their own),
        // and seven statements of clean-up before each request would cost as much as the request.
        settings.NoResetOnClose = true;
        return settings.ConnectionString;
    }

    /// <summary>Brings the database up to date and seeds it; several replicas may start at once, one does it and the others wait.</summary>
    public static async Task Migrate<TDb>(IServiceProvider services, Func<TDb, IServiceProvider, CancellationToken, Task>? seed, CancellationToken cancel) where TDb : ServiceDb
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        await CreateIfAbsent(db, cancel);
        await using var held = await Locks.TryHold(db, "migrate", wait: true, cancel) ?? throw new TimeoutException("another replica is still migrating the database");
        await db.Database.MigrateAsync(cancel);
        // PostgreSQL reads from snapshots by itself; SQL Server does once it is told. Each statement is a transaction of its own, as this one must be.
        if (db.Database.IsSqlServer())
            await db.Database.ExecuteSqlRawAsync("IF EXISTS (SELECT 1 FROM sys.databases WHERE database_id = DB_ID() AND snapshot_isolation_state = 0) ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON", cancel);
        if (seed is not null)
        {
            await seed(db, scope.ServiceProvider, cancel);
            await db.SaveChangesAsync(cancel);
        }
    }

    private static async Task CreateIfAbsent(DbContext db, CancellationToken cancel)
    {
        var creator = db.GetService<Microsoft.EntityFrameworkCore.Storage.IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(cancel)) return;
        try { await creator.CreateAsync(cancel); }
        catch (Exception) when (creator.Exists()) { /* another replica made it in the same moment */ }
    }
}

#pragma warning disable EF1001
/// <summary>One assembly holds the migrations of both providers: those in the namespace ending in the provider's name count.</summary>
internal sealed class MigrationsOfProvider(
    ICurrentDbContext current, IDbContextOptions options, IMigrationsIdGenerator ids, IDiagnosticsLogger<DbLoggerCategory.Migrations> log)
    : MigrationsAssembly(current, options, ids, log)
{
    private readonly string ending = "." + (current.Context.Database.IsSqlServer() ? Database.SqlServer : Database.PostgreSql);
    private readonly Type context = current.Context.GetType();

    public override IReadOnlyDictionary<string, TypeInfo> Migrations =>
        base.Migrations.Where(migration => OfProvider(migration.Value)).ToDictionary(migration => migration.Key, migration => migration.Value);

    public override ModelSnapshot? ModelSnapshot => Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(ModelSnapshot)) && OfProvider(type) && type.GetCustomAttribute<DbContextAttribute>()?.ContextType == context)
        .Select(type => (ModelSnapshot)Activator.CreateInstance(type)!).SingleOrDefault();

    private bool OfProvider(Type type) => type.Namespace!.EndsWith(ending, StringComparison.Ordinal);
}
#pragma warning restore EF1001

/// <summary>Lets dotnet-ef make a context; a service derives one class of it. Database__Provider in the environment says for which provider.</summary>
public abstract class DesignTimeDb<TDb> : IDesignTimeDbContextFactory<TDb> where TDb : ServiceDb
{
    public TDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<TDb>();
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables()
            .AddInMemoryCollection([new("ConnectionStrings:Database", "Host=design;Server=design")]).Build();
        if (configuration["Database:Provider"] == Database.SqlServer) configuration["ConnectionStrings:Database"] = "Server=design";
        else configuration["ConnectionStrings:Database"] = "Host=design";
        Database.Use(options, configuration, typeof(TDb).Assembly);
        return (TDb)Activator.CreateInstance(typeof(TDb), options.Options)!;
    }
}
