using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Gateway.Domain;
using TalentFinance.Hosting;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;

namespace TalentFinance.Gateway;

/// <summary>
/// Sends what is queued, bank by bank, so that one slow bank holds up no other. While a bank is down its rows are not
/// touched and none of their tries is spent. Several replicas may run: a batch is claimed by one update, and the claim
/// ends by itself should its holder die; the bank knows a delivery that comes twice by its id.
/// </summary>
internal sealed partial class DeliverToBanks(
    IServiceScopeFactory scopes, Partners partners, IProxyStateLookup proxy, IEnumerable<ILoadBalancingPolicy> balancers, IDestinationHealthUpdater health, ILogger<DeliverToBanks> log)
    : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    /// <summary>Well before a stop is over (<see cref="Service.StopsWithin"/>).</summary>
    private static readonly TimeSpan SaveWithin = TimeSpan.FromSeconds(8);
    private readonly ConcurrentDictionary<Guid, BankLine> lines = new();
    private readonly Dictionary<Guid, Task> working = [];
    private readonly HashSet<Guid> down = [];
    private readonly ILoadBalancingPolicy balancer = balancers.Single(policy => policy.Name == LoadBalancingPolicies.PowerOfTwoChoices);

    /// <summary>The line to a bank; null when it has no system.</summary>
    public BankLine? Line(Guid bankId)
    {
        if (!partners.ByBank.TryGetValue(bankId, out var partner)) return null;
        if (lines.TryGetValue(bankId, out var line) && line.Partner.Version == partner.Version) return line;
        // A change of the bank's system begins with a clean circuit. The old line may still be in use and is left to its end.
        return lines.AddOrUpdate(bankId, _ => new(partner, proxy, balancer, health), (_, old) => old.Partner.Version == partner.Version ? old : new(partner, proxy, balancer, health));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var (bankId, partner) in partners.ByBank)
                {
                    if (!partner.Listens || Line(bankId) is not { } line || (working.TryGetValue(bankId, out var work) && !work.IsCompleted)) continue;
                    if (line.IsUp) working[bankId] = Work(line, back: down.Remove(bankId), stoppingToken);
                    else if (down.Add(bankId)) LogDown(log, line.Partner.BankName);
                }
            }
        }
        // What the banks took already is written down before the database goes.
        finally { await Task.WhenAll(working.Values); }
    }

    private async Task Work(BankLine line, bool back, CancellationToken cancel)
    {
        try
        {
            if (back)
            {
                LogBack(log, line.Partner.BankName);
                await MakeDue(line.Partner.BankId, cancel);
            }
            while (line.IsUp && await SendBatch(line, cancel)) { }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested) { }
        catch (Exception failure) { LogFailure(log, line.Partner.BankName, failure); }
    }

    /// <summary>False when there was less than a batch: the queue is empty.</summary>
    private async Task<bool> SendBatch(BankLine line, CancellationToken cancel)
    {
        var size = line.IsOnTrial ? 1 : Math.Min(100, 2 * line.Partner.ConcurrencyMax);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDb>();
        // Longer than the batch can take: two rounds through the slots, each of three tries.
        var batch = await Claim(db, line.Partner.BankId, size, 6 * (line.Partner.Timeout + TimeSpan.FromSeconds(1)) + TimeSpan.FromSeconds(30), cancel);
        if (batch.Count == 0) return false;
        var attempts = await Task.WhenAll(batch.Select(async delivery => (delivery, await Send(line, delivery, cancel))));

        var now = DateTimeOffset.UtcNow;
        foreach (var (delivery, attempt) in attempts)
        {
            delivery.Tried(attempt, now, Random.Shared.NextDouble());
            if (delivery.State == DeliveryState.Parked) LogParked(log, delivery.Id, line.Partner.BankName, delivery.Reason);
        }
        // The bank has them; a stop of ours should not make it hear them twice. Nor does the stop wait for a database that is gone.
        using var inTime = new CancellationTokenSource(SaveWithin);
        await db.SaveChangesAsync(inTime.Token);
        DeliveryMetrics.Tried(attempts.Select(pair => pair.Item2));
        return batch.Count == size;
    }

    /// <summary>What came of one delivery, whatever went wrong with it: the others of its batch are counted all the same.</summary>
    private async Task<Attempt> Send(BankLine line, Delivery delivery, CancellationToken cancel)
    {
        try { return await line.Send(delivery.Body, cancel); }
        catch (Exception failure)
        {
            LogBroken(log, delivery.Id, line.Partner.BankName, failure);
            return new Attempt.Later($"not sent: {failure.GetType().Name}", null);
        }
    }

    private static async Task<List<Delivery>> Claim(GatewayDb db, Guid bankId, int size, TimeSpan lease, CancellationToken cancel)
    {
        var now = DateTimeOffset.UtcNow;
        var due = db.Deliveries.Where(delivery => delivery.BankId == bankId && delivery.State == DeliveryState.Waiting && delivery.NextAttemptAt <= now);
        var ids = await due.OrderBy(delivery => delivery.NextAttemptAt).Select(delivery => delivery.Id).Take(size).ToListAsync(cancel);
        if (ids.Count == 0) return [];
        var claim = Guid.NewGuid();
        // Of two replicas that want the same row, the second finds it no longer due.
        await due.Where(delivery => ids.Contains(delivery.Id)).ExecuteUpdateAsync(set => set
            .SetProperty(delivery => delivery.Claim, claim).SetProperty(delivery => delivery.NextAttemptAt, now + lease), cancel);
        // Claimed: from here on a stop gives them back instead of leaving them to the end of the lease.
        return await db.Deliveries.Where(delivery => ids.Contains(delivery.Id) && delivery.Claim == claim).ToListAsync(CancellationToken.None);
    }

    /// <summary>A bank that is back need not wait for the back-off of its outage.</summary>
    private async Task MakeDue(Guid bankId, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = DateTimeOffset.UtcNow;
        await scope.ServiceProvider.GetRequiredService<GatewayDb>().Deliveries
            .Where(delivery => delivery.BankId == bankId && delivery.State == DeliveryState.Waiting && delivery.NextAttemptAt > now && delivery.Claim == null)
            .ExecuteUpdateAsync(set => set.SetProperty(delivery => delivery.NextAttemptAt, now), cancel);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Bank} cannot be reached; what it should hear waits")]
    private static partial void LogDown(ILogger log, string bank);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Bank} is back")]
    private static partial void LogBack(ILogger log, string bank);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {DeliveryId} to {Bank} is parked: {Reason}")]
    private static partial void LogParked(ILogger log, Guid deliveryId, string bank, string? reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {DeliveryId} to {Bank} was not sent")]
    private static partial void LogBroken(ILogger log, Guid deliveryId, string bank, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Deliveries to {Bank} failed; they go on at the next look")]
    private static partial void LogFailure(ILogger log, string bank, Exception failure);
}

internal static class DeliveryMetrics
{
    private static readonly System.Diagnostics.Metrics.Counter<long> Attempts = Telemetry.Meter.CreateCounter<long>("talentfinance.deliveries.tried", "deliveries");

    public static void Tried(IEnumerable<Attempt> attempts)
    {
        foreach (var outcome in attempts.GroupBy(attempt => attempt.GetType().Name))
            Attempts.Add(outcome.Count(), new KeyValuePair<string, object?>("outcome", outcome.Key));
    }
}
