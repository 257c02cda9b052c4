using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;

namespace TalentFinance.Hosting;

/// <summary>
/// Behind something that ends TLS, the caller's address and scheme stand in X-Forwarded-For and X-Forwarded-Proto. They count only when
/// the connection comes from <c>Proxies:Trusted</c> (addresses or networks, separated by ';'), hop by hop; from anybody else they
/// are what a stranger claims and are ignored. The gateway trusts what stands before it; services trust the gateway.
/// </summary>
internal sealed class TrustedProxies(IConfiguration configuration) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        // First of all: limits, cookies and security headers go by the result.
        if (Options(configuration["Proxies:Trusted"]) is { } options) app.UseForwardedHeaders(options);
        next(app);
    };

    private static ForwardedHeadersOptions? Options(string? trusted)
    {
        string[] entries = trusted?.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if (entries.Length == 0) return null;
        // No limit of hops: each one must be trusted by itself.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var entry in entries)
        {
            if (IPAddress.TryParse(entry, out var address)) options.KnownProxies.Add(address);
            else if (System.Net.IPNetwork.TryParse(entry, out var network)) options.KnownIPNetworks.Add(network);
            else throw new InvalidOperationException($"Proxies:Trusted holds '{entry}', which is neither an address (10.0.0.7) nor a network (10.0.0.0/8)");
        }
        return options;
    }
}
