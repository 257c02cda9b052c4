using Microsoft.AspNetCore.Http.HttpResults;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace TalentFinance.Gateway;

/// <summary>Whether the services behind the gateway can be reached, for people and for monitors; names no addresses.</summary>
internal static class ShowHealth
{
    public sealed record ServiceView(string Name, string Status, int Replicas, int Ready);

    public sealed record HealthView(string Status, IReadOnlyList<ServiceView> Services);

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/health", Handle).AllowAnonymous().ExcludeFromDescription();

    private static JsonHttpResult<HealthView> Handle(IProxyStateLookup proxy, IConfiguration configuration, HttpContext http)
    {
        var services = ServiceRoutes.Configured(configuration).Keys.Order(StringComparer.Ordinal).Select(name => Of(name, proxy)).ToArray();
        var ready = services.All(service => service.Ready > 0);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new HealthView(ready ? "ready" : "degraded", services), statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static ServiceView Of(string name, IProxyStateLookup proxy)
    {
        if (!proxy.TryGetCluster(name, out var cluster)) return new(name, "unknown", 0, 0);
        var replicas = cluster.DestinationsState.AllDestinations;
        var ready = replicas.Count(replica => replica.Health.Active == DestinationHealth.Healthy && replica.Health.Passive != DestinationHealth.Unhealthy);
        return new(name, ready == replicas.Count ? "ready" : ready > 0 ? "degraded" : "down", replicas.Count, ready);
    }
}
