using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Gateway.Domain;
using TalentFinance.Hosting;

namespace TalentFinance.Gateway;

// Each event becomes one delivery for each bank that it concerns, in the transaction in which it is consumed. Rows are
// written for banks without a system too: which of the two news came first does not matter then, and
// ForgetDeliveries removes what no system came for.

/// <summary>An application was submitted: every invited bank hears of its own invitation.</summary>
internal sealed class TellOfInvitations() : Tell<ApplicationSubmitted>(BankMessage.Of);

/// <summary>The startup answered, or the invitation lapsed or was cancelled.</summary>
internal sealed class TellOfInvitationMoved() : Tell<InvitationMoved>(@event => BankMessage.Of(@event) is { } message ? [message] : []);

/// <summary>The bank's offer was accepted.</summary>
internal sealed class TellOfAcceptance() : Tell<OfferAccepted>(@event => [BankMessage.Of(@event)]);

/// <summary>The acceptance will not become a loan.</summary>
internal sealed class TellOfAcceptanceEnded() : Tell<AcceptanceEnded>(@event => [BankMessage.Of(@event)]);

/// <summary>The application ended without a loan: every bank that was invited hears it.</summary>
internal sealed class TellOfApplicationEnded() : Tell<ApplicationEnded>(BankMessage.Of);

/// <summary>The pool holds capacity for the accepted offer: the bank may sign and pay out.</summary>
internal sealed class TellOfCoverReserved() : Tell<CoverReserved>(@event => [BankMessage.Of(@event)]);

/// <summary>The pool cannot stand for the accepted offer, or for a payout, and says why.</summary>
internal sealed class TellOfCoverRefused() : Tell<CoverRefused>(@event => [BankMessage.Of(@event)]);

/// <summary>A payout stands covered.</summary>
internal sealed class TellOfCoverConfirmed() : Tell<CoverConfirmed>(@event => [BankMessage.Of(@event)]);

/// <summary>Queues what is not queued yet; what is, is asked once for a whole batch.</summary>
internal abstract class Tell<TEvent>(Func<TEvent, IEnumerable<BankMessage>> messages) : IHandle<TEvent, GatewayDb>, IPrepare<TEvent, GatewayDb> where TEvent : class
{
    private HashSet<Guid> queued = [];

    public async Task Prepare(IReadOnlyList<TEvent> events, GatewayDb db, CancellationToken cancel)
    {
        var ids = events.SelectMany(messages).Select(message => message.DeliveryId).ToArray();
        queued = await db.Deliveries.Where(delivery => ids.Contains(delivery.Id)).Select(delivery => delivery.Id).ToHashSetAsync(cancel);
    }

    public Task Handle(TEvent @event, GatewayDb db, CancellationToken cancel)
    {
        foreach (var message in messages(@event))
            if (queued.Add(message.DeliveryId)) db.Deliveries.Add(Delivery.Of(message, DateTimeOffset.UtcNow));
        return Task.CompletedTask;
    }
}
