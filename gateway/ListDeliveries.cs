using Microsoft.AspNetCore.Http.HttpResults;
using TalentFinance.Gateway.Domain;
using TalentFinance.Hosting;

namespace TalentFinance.Gateway;

/// <summary>What a bank's system was told, is still to be told, or would not take.</summary>
internal static class ListDeliveries
{
    public sealed record DeliveryView(
        Guid Id, Guid BankId, Guid ApplicationId, BankMessageKind Kind, DeliveryState State, int Attempts, DateTimeOffset QueuedAt, DateTimeOffset? NextAttemptAt, DateTimeOffset? DeliveredAt, string? Reason)
    {
        public static DeliveryView Of(Delivery delivery) => new(
            delivery.Id, delivery.BankId, delivery.ApplicationId, delivery.Kind, delivery.State, delivery.Attempts, delivery.QueuedAt,
            delivery.State == DeliveryState.Waiting ? delivery.NextAttemptAt : null, delivery.DeliveredAt, delivery.Reason);
    }

    public static void Map(RouteGroupBuilder partners) => partners.MapGet("{bankId:guid}/deliveries", Handle).Allow(ShowPartnerHealth.Readers)
        .WithSummary("Messages to a bank's own system, newest first; state, kind and applicationId filter");

    private static async Task<Results<Ok<Page<DeliveryView>>, NotFound>> Handle(
        Guid bankId, PageRequest page, Caller caller, GatewayDb db, CancellationToken cancel, DeliveryState? state = null, BankMessageKind? kind = null, Guid? applicationId = null)
    {
        if (!ShowPartnerHealth.MaySee(caller, bankId)) return TypedResults.NotFound();
        var deliveries = db.Deliveries.Where(delivery => delivery.BankId == bankId);
        if (state is not null) deliveries = deliveries.Where(delivery => delivery.State == state);
        if (kind is not null) deliveries = deliveries.Where(delivery => delivery.Kind == kind);
        if (applicationId is not null) deliveries = deliveries.Where(delivery => delivery.ApplicationId == applicationId);
        return TypedResults.Ok(await deliveries.Page(page, delivery => delivery.QueuedAt, delivery => delivery.Id, DeliveryView.Of, cancel));
    }
}
