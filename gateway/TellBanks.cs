using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Gateway.Domain;
using TalentFinance.Hosting;

namespace TalentFinance.Gateway;

// Each event becomes one delivery for each bank that it concerns, in the transaction in which it is consumed. Rows are
// written for banks without a system too: which of the two news came first does not matter then, and
// ForgetDeliveries removes what no system came for.

/// <summary>An application was submitted: every invited bank hears of its own invitation. What is queued already is asked once for a whole batch.</summary>
internal sealed class TellOfInvitations : IHandle<ApplicationSubmitted, GatewayDb>, IPrepare<ApplicationSubmitted, GatewayDb>
{
    private HashSet<Guid> queued = [];

    public async Task Prepare(IReadOnlyList<ApplicationSubmitted> events, GatewayDb db, CancellationToken cancel)
    {
        var ids = events.SelectMany(BankMessage.Of).Select(message => message.DeliveryId).ToArray();
        queued = await db.Deliveries.Where(delivery => ids.Contains(delivery.Id)).Select(delivery => delivery.Id).ToHashSetAsync(cancel);
    }

    public Task Handle(ApplicationSubmitted @event, GatewayDb db, CancellationToken cancel)
    {
        foreach (var message in BankMessage.Of(@event))
            if (queued.Add(message.DeliveryId)) db.Deliveries.Add(Delivery.Of(message, DateTimeOffset.UtcNow));
        return Task.CompletedTask;
    }
}

/// <summary>The startup answered, or the invitation lapsed or was cancelled.</summary>
internal sealed class TellOfInvitationMoved : IHandle<InvitationMoved, GatewayDb>
{
    public Task Handle(InvitationMoved @event, GatewayDb db, CancellationToken cancel) => db.Queue(BankMessage.Of(@event) is { } message ? [message] : [], cancel);
}

/// <summary>The bank's offer was accepted.</summary>
internal sealed class TellOfAcceptance : IHandle<OfferAccepted, GatewayDb>
{
    public Task Handle(OfferAccepted @event, GatewayDb db, CancellationToken cancel) => db.Queue([BankMessage.Of(@event)], cancel);
}

/// <summary>The acceptance will not become a loan.</summary>
internal sealed class TellOfAcceptanceEnded : IHandle<AcceptanceEnded, GatewayDb>
{
    public Task Handle(AcceptanceEnded @event, GatewayDb db, CancellationToken cancel) => db.Queue([BankMessage.Of(@event)], cancel);
}

/// <summary>The application ended without a loan: every bank that was invited hears it.</summary>
internal sealed class TellOfApplicationEnded : IHandle<ApplicationEnded, GatewayDb>
{
    public Task Handle(ApplicationEnded @event, GatewayDb db, CancellationToken cancel) => db.Queue(BankMessage.Of(@event), cancel);
}

/// <summary>The pool holds capacity for the accepted offer: the bank may sign and pay out.</summary>
internal sealed class TellOfCoverReserved : IHandle<CoverReserved, GatewayDb>
{
    public Task Handle(CoverReserved @event, GatewayDb db, CancellationToken cancel) => db.Queue([BankMessage.Of(@event)], cancel);
}

/// <summary>The pool cannot stand for the accepted offer, and says why.</summary>
internal sealed class TellOfCoverRefused : IHandle<CoverRefused, GatewayDb>
{
    public Task Handle(CoverRefused @event, GatewayDb db, CancellationToken cancel) => db.Queue([BankMessage.Of(@event)], cancel);
}

/// <summary>A payout stands covered.</summary>
internal sealed class TellOfCoverConfirmed : IHandle<CoverConfirmed, GatewayDb>
{
    public Task Handle(CoverConfirmed @event, GatewayDb db, CancellationToken cancel) => db.Queue([BankMessage.Of(@event)], cancel);
}

internal static class DeliveryQueue
{
    /// <summary>Queues what is not queued yet.</summary>
    public static async Task Queue(this GatewayDb db, IEnumerable<BankMessage> messages, CancellationToken cancel)
    {
        foreach (var message in messages)
            if (await db.Deliveries.FindAsync([message.DeliveryId], cancel) is null)
                db.Deliveries.Add(Delivery.Of(message, DateTimeOffset.UtcNow));
    }
}
