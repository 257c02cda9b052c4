using System.Collections.Frozen;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;

namespace TalentFinance.Gateway;

/// <summary>A partner bank's system, ready for use.</summary>
internal sealed record Partner(Guid BankId, int Version, string BankName, string[] BaseAddresses, bool Enabled, string ClientId, byte[] SigningKey, TimeSpan Timeout, int ConcurrencyMax)
{
    public string ClusterId { get; } = $"bank-{BankId:N}";
    /// <summary>Takes messages. A system without an address only calls us, and finds its tasks in its lists.</summary>
    public bool Listens => Enabled && BaseAddresses.Length > 0;
}

/// <summary>
/// The partner banks as this process knows them, and YARP's configuration of them: one cluster a bank, no route, so
/// that nothing reaches a bank but our own deliveries. Read again from the database every few seconds, because any
/// replica may have heard the news.
/// </summary>
internal sealed partial class Partners(IServiceScopeFactory scopes, ISecrets secrets, IConfiguration configuration, ILogger<Partners> log) : BackgroundService, IProxyConfigProvider
{
    public const string HealthPath = "/talentfinance/v1/health";

    private readonly TimeSpan probeEvery = TimeSpan.FromSeconds(configuration.GetValue("Partners:ProbeSeconds", 5));
    private volatile Snapshot current = new([], []);

    /// <summary>By bank.</summary>
    public IReadOnlyDictionary<Guid, Partner> ByBank => current.ByBank;

    /// <summary>By the id that signatures name.</summary>
    public Partner? WithKey(string clientId) => current.ByClient.GetValueOrDefault(clientId);

    public IProxyConfig GetConfig() => current;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
        do
        {
            try { await Refresh(stoppingToken); }
            catch (Exception failure) when (failure is not OperationCanceledException) { LogFailure(log, failure); }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Refresh(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<GatewayDb>().PartnerSystems.AsNoTracking().ToListAsync(cancel);
        var known = current.ByBank;
        if (rows.Count == known.Count && rows.All(row => known.TryGetValue(row.BankId, out var partner) && partner.Version == row.Version)) return;

        var partners = new List<Partner>();
        foreach (var row in rows)
        {
            if (known.TryGetValue(row.BankId, out var same) && same.Version == row.Version) partners.Add(same);
            else if (Open(row) is { } partner) partners.Add(partner);
        }
        var old = current;
        current = new Snapshot(partners, [.. partners.Where(partner => partner.Listens).Select(Cluster)]);
        LogChanged(log, partners.Count);
        old.Dispose();
    }

    private Partner? Open(PartnerSystem row)
    {
        try
        {
            return new(row.BankId, row.Version, row.BankName, row.BaseAddresses.Split('\n', StringSplitOptions.RemoveEmptyEntries), row.Enabled, row.ClientId,
                Encoding.UTF8.GetBytes(secrets.Unprotect(PartnerSystemChanged.SigningKeyPurpose, row.ProtectedSigningKey)),
                TimeSpan.FromSeconds(Math.Clamp(row.TimeoutSeconds, 1, 120)), Math.Clamp(row.ConcurrencyMax, 1, 256));
        }
        catch (System.Security.Cryptography.CryptographicException failure)
        {
            // One bank's unreadable key must not take the others' routes away.
            LogKey(log, row.BankId, failure);
            return null;
        }
    }

    private ClusterConfig Cluster(Partner partner) => new()
    {
        ClusterId = partner.ClusterId,
        LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
        Destinations = partner.BaseAddresses.Select((address, i) => ($"{i}", address)).ToDictionary(pair => pair.Item1, pair => new DestinationConfig { Address = pair.address.TrimEnd('/') }),
        HttpClient = new HttpClientConfig { MaxConnectionsPerServer = partner.ConcurrencyMax },
        HealthCheck = new HealthCheckConfig
        {
            AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyAndUnknown,
            Active = new ActiveHealthCheckConfig { Enabled = true, Interval = probeEvery, Timeout = TimeSpan.FromSeconds(Math.Min(5, partner.Timeout.TotalSeconds)), Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures, Path = HealthPath },
            // Its policy is BankLine: what is sent goes through the cluster's client, not through a route.
            Passive = new PassiveHealthCheckConfig { Enabled = true, Policy = HealthCheckConstants.PassivePolicy.TransportFailureRate, ReactivationPeriod = probeEvery },
        },
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Partner systems could not be read; the last known ones count")]
    private static partial void LogFailure(ILogger log, Exception failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "Routes to {Count} partner banks")]
    private static partial void LogChanged(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The signing key of bank {BankId} cannot be read: set it anew in Registry")]
    private static partial void LogKey(ILogger log, Guid bankId, Exception failure);

    private sealed class Snapshot : IProxyConfig, IDisposable
    {
        private readonly CancellationTokenSource changed = new();

        public Snapshot(IReadOnlyCollection<Partner> partners, IReadOnlyList<ClusterConfig> clusters)
        {
            ByBank = partners.ToFrozenDictionary(partner => partner.BankId);
            ByClient = partners.DistinctBy(partner => partner.ClientId).ToFrozenDictionary(partner => partner.ClientId);
            Clusters = clusters;
            ChangeToken = new CancellationChangeToken(changed.Token);
        }

        public FrozenDictionary<Guid, Partner> ByBank { get; }
        public FrozenDictionary<string, Partner> ByClient { get; }
        public IReadOnlyList<RouteConfig> Routes => [];
        public IReadOnlyList<ClusterConfig> Clusters { get; }
        public IChangeToken ChangeToken { get; }

        /// <summary>Tells YARP that there is a newer one.</summary>
        public void Dispose()
        {
            changed.Cancel();
            changed.Dispose();
        }
    }
}
