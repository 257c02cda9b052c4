using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TalentFinance.Tests.Harness;

namespace TalentFinance.Tests.Benchmarks;

/// <summary>The least that an endpoint can do which writes durably: one insert with EF, committed. Runs as a process of its own, as a service does.</summary>
internal sealed class FloorEndpoint : IAsyncDisposable
{
    private readonly Process process;

    private FloorEndpoint(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<FloorEndpoint> Start(string database)
    {
        var address = new Uri("http://127.0.0.1:" + RunningService.FreePort());
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(FloorEndpoint).Assembly.Location, "floor-endpoint", Servers.DatabaseConnection(database), address.ToString()]))!;
        using var http = new HttpClient { BaseAddress = address };
        await Eventually.True(async () =>
        {
            try { return (await http.GetAsync(new Uri("/api/loan/ping", UriKind.Relative))).IsSuccessStatusCode; }
            catch (HttpRequestException) { return false; }
        }, "the floor endpoint answers");
        return new(process, address);
    }

    /// <summary>The process itself.</summary>
    public static async Task Serve(string connection, string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        builder.Services.AddDbContextPool<FloorDb>(options => options.UseNpgsql(connection));
        await using var app = builder.Build();
        await using (var scope = app.Services.CreateAsyncScope()) await scope.ServiceProvider.GetRequiredService<FloorDb>().Database.EnsureCreatedAsync();
        app.MapGet("/api/loan/ping", () => TypedResults.Ok(new Row { Name = "ping" }));
        app.MapPost("/api/loan/rows", async (Row row, FloorDb db) =>
        {
            row.Id = Guid.CreateVersion7();
            db.Rows.Add(row);
            await db.SaveChangesAsync();
            return TypedResults.Ok(row);
        });
        await app.RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private sealed class FloorDb(DbContextOptions<FloorDb> options) : DbContext(options)
    {
        public DbSet<Row> Rows => Set<Row>();
    }

    private sealed class Row
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public decimal AmountYuan { get; set; }
    }
}
