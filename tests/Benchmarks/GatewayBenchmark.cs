using System.Diagnostics;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;

namespace TalentFinance.Tests.Benchmarks;

/// <summary>The gateway with sign-in and limits on, beside nginx proxying the same upstream.</summary>
internal static class GatewayBenchmark
{
    private const int Connections = 64;
    private const int Seconds = 10;

    public static async Task<Figure> Run()
    {
        await using var system = await TestSystem.Create();
        var database = system.DatabaseOf("floor");
        await using var upstream = await FloorEndpoint.Start(database);
        var gateway = await system.Start("gateway", ("Services__loan", upstream.Address.ToString()), ("Services__registry", upstream.Address.ToString()), ("Services__riskpool", upstream.Address.ToString()),
            ("RateLimits__Person__PerSecond", "1000000"), ("RateLimits__Person__Burst", "1000000"));
        var token = system.Token(Actors.Startup(Guid.NewGuid()));
        var script = $"wrk.headers[\"Authorization\"] = \"Bearer {token}\"";
        await using var nginx = await Nginx.Start(upstream.Address, system.Folder);

        await Wrk.Rate(new Uri(gateway.Address, "/api/loan/ping"), Connections, 5, script);
        var floor = await Wrk.Rate(new Uri(nginx.Address, "/api/loan/ping"), Connections, Seconds, script);
        var rate = await Wrk.Rate(new Uri(gateway.Address, "/api/loan/ping"), Connections, Seconds, script);
        await Servers.DropDatabase(database);
        return new("gateway, sign-in and limits on", rate, "nginx proxying the same upstream", floor, 0.5);
    }

    private sealed class Nginx : IAsyncDisposable
    {
        private readonly Process process;

        private Nginx(Process process, Uri address) => (this.process, Address) = (process, address);

        public Uri Address { get; }

        public static async Task<Nginx> Start(Uri upstream, string folder)
        {
            var port = RunningService.FreePort();
            var file = Path.Combine(folder, "nginx.conf");
            await File.WriteAllTextAsync(file, $$"""
                daemon off; worker_processes 2; pid {{folder}}/nginx.pid; error_log {{folder}}/nginx.log;
                events { worker_connections 4096; }
                http {
                    access_log off; client_body_temp_path {{folder}}/b; proxy_temp_path {{folder}}/p; fastcgi_temp_path {{folder}}/f; uwsgi_temp_path {{folder}}/u; scgi_temp_path {{folder}}/s;
                    upstream service { server {{upstream.Host}}:{{upstream.Port}}; keepalive 128; }
                    server { listen 127.0.0.1:{{port}}; keepalive_requests 1000000; location / { proxy_pass http://service; proxy_http_version 1.1; proxy_set_header Connection ""; } }
                }
                """);
            var process = Process.Start(new ProcessStartInfo("nginx", ["-c", file, "-e", Path.Combine(folder, "nginx.log")]))!;
            var address = new Uri($"http://127.0.0.1:{port}");
            using var http = new HttpClient { BaseAddress = address };
            await Eventually.True(async () =>
            {
                try { return (await http.GetAsync(new Uri("/api/loan/ping", UriKind.Relative))).IsSuccessStatusCode; }
                catch (HttpRequestException) { return false; }
            }, "nginx answers");
            return new(process, address);
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
