using TalentFinance.Contracts;
using TalentFinance.Hosting;

namespace TalentFinance.Gateway;

/// <summary>Registry says how a bank's system is reached; the gateway keeps it, and its routes follow without a restart.</summary>
internal sealed class KeepPartnerSystem : IHandle<PartnerSystemChanged, GatewayDb>
{
    public async Task Handle(PartnerSystemChanged @event, GatewayDb db, CancellationToken cancel)
    {
        var system = await db.PartnerSystems.FindAsync([@event.BankId], cancel);
        if (system is null)
        {
            db.PartnerSystems.Add(system = new PartnerSystem { BankId = @event.BankId, BankName = "", BaseAddresses = "", ClientId = "", ProtectedSigningKey = "" });
        }
        else if (@event.Version <= system.Version)
        {
            return;
        }
        system.Version = @event.Version;
        system.BankName = @event.BankName;
        system.BaseAddresses = string.Join('\n', @event.BaseAddresses);
        system.Enabled = @event.Enabled;
        system.ClientId = @event.ClientId;
        system.ProtectedSigningKey = @event.ProtectedSigningKey;
        system.TimeoutSeconds = @event.TimeoutSeconds;
        system.ConcurrencyMax = @event.ConcurrencyMax;
    }
}
