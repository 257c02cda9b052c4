using System.Net;
using TalentFinance.Hosting;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;

namespace TalentFinance.Gateway;

/// <summary>The way in: one route and one cluster a service. Services:{name} names the addresses of its replicas, separated by ';'.</summary>
internal static class ServiceRoutes
{
    /// <summary>A service that says nothing for so long has not answered: ServiceTimeoutSeconds in the configuration.</summary>
    private static TimeSpan AnswerWithin(IConfiguration configuration) => TimeSpan.FromSeconds(configuration.GetValue("ServiceTimeoutSeconds", 60.0));

    /// <summary>The services that are configured, with their addresses.</summary>
    public static IReadOnlyDictionary<string, string[]> Configured(IConfiguration configuration) => configuration.GetSection("Services").GetChildren().ToDictionary(
        service => service.Key.ToLowerInvariant(),
        service => service.Value?.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [.. service.GetChildren().Select(address => address.Value!)]);

    public static IReadOnlyList<RouteConfig> Routes(IConfiguration configuration) =>
    [
        .. Configured(configuration).Keys.Select(service => new RouteConfig
        {
            RouteId = service, ClusterId = service, Match = new RouteMatch { Path = $"/api/{service}/{{**rest}}" },
            // The services check tickets and roles themselves (design.md §6).
            AuthorizationPolicy = "anonymous",
        }),
    ];

    public static IReadOnlyList<ClusterConfig> Clusters(IConfiguration configuration) =>
    [
        .. Configured(configuration).Select(service => new ClusterConfig
        {
            ClusterId = service.Key,
            LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
            Destinations = service.Value.Select((address, i) => (Name: $"{service.Key}-{i}", address)).ToDictionary(pair => pair.Name, pair => new DestinationConfig { Address = pair.address }),
            HttpRequest = new ForwarderRequestConfig { ActivityTimeout = AnswerWithin(configuration), Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower },
            HealthCheck = new HealthCheckConfig
            {
                // A wrong guess about the last replica is better than refusing everybody.
                AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
                Active = new ActiveHealthCheckConfig { Enabled = true, Interval = TimeSpan.FromSeconds(3), Timeout = TimeSpan.FromSeconds(3), Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures, Path = "/health/ready" },
                Passive = new PassiveHealthCheckConfig { Enabled = true, Policy = HealthCheckConstants.PassivePolicy.TransportFailureRate, ReactivationPeriod = TimeSpan.FromSeconds(5) },
            },
        }),
    ];

    public static void Tune(HttpMessageHandler handler)
    {
        if (handler is not SocketsHttpHandler sockets) return;
        sockets.ConnectTimeout = TimeSpan.FromSeconds(2);
        sockets.PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2);
        // New addresses behind a name are found in time.
        sockets.PooledConnectionLifetime = TimeSpan.FromMinutes(10);
        sockets.MaxResponseHeadersLength = 32;
    }

    /// <summary>A live stream has no end of its own and would hold up a stop; its client comes again by itself, to another replica.</summary>
    public static async Task EndStreams(HttpContext context, RequestDelegate next, CancellationToken stopping)
    {
        if (!context.Request.Path.Value!.EndsWith("/live", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }
        await using var ends = stopping.Register(context.Abort);
        await next(context);
    }

    /// <summary>Drops what a caller could claim about where it comes from; YARP itself replaces the X-Forwarded-* set.</summary>
    public static void DropForged(IHeaderDictionary headers)
    {
        foreach (var header in Forged) headers.Remove(header);
    }

    private static readonly string[] Forged = ["Forwarded", "X-Real-IP", "X-Original-URL", "X-Rewrite-URL", "X-Original-Host", "X-Original-For", "X-Original-Proto"];
}
