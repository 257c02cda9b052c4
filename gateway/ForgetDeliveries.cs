using Microsoft.EntityFrameworkCore;
using TalentFinance.Gateway.Domain;
using TalentFinance.Hosting;

namespace TalentFinance.Gateway;

/// <summary>Forgets what has served: old nonces, old deliveries, and news for banks that no system ever came for.</summary>
internal sealed class ForgetDeliveries(GatewayDb db, IConfiguration configuration) : IRecurring
{
    public async Task Run(CancellationToken cancel)
    {
        var now = DateTimeOffset.UtcNow;
        var keepDelivered = TimeSpan.FromDays(configuration.GetValue("Deliveries:KeepDeliveredDays", 30));
        var keepWithoutSystem = TimeSpan.FromHours(configuration.GetValue("Deliveries:KeepWithoutSystemHours", 24));

        // A nonce need only outlive the time stamps it came with, on both sides of our clock.
        await db.UsedNonces.Where(nonce => nonce.At < now - 3 * Signature.ClockSkewMax).ExecuteDeleteAsync(cancel);
        await db.Deliveries.Where(delivery => delivery.State == DeliveryState.Delivered && delivery.QueuedAt < now - keepDelivered).ExecuteDeleteAsync(cancel);
        await db.Deliveries.Where(delivery => delivery.State == DeliveryState.Waiting && delivery.QueuedAt < now - keepWithoutSystem
            && !db.PartnerSystems.Any(system => system.BankId == delivery.BankId && system.BaseAddresses != "")).ExecuteDeleteAsync(cancel);
    }
}
