using Microsoft.AspNetCore.Http.HttpResults;
using TalentFinance.Hosting;

namespace TalentFinance.Gateway;

/// <summary>A bank's officer, or the administrator, has a message sent again: after a repair, or because the bank lost it.</summary>
internal static class ResendDelivery
{
    public static void Map(RouteGroupBuilder partners) => partners.MapPost("{bankId:guid}/deliveries/{deliveryId:guid}/resend", Handle)
        .Allow(Role.BankOfficer, Role.BankApprover, Role.Administrator)
        .WithSummary("Sends a parked or delivered message to the bank's system again, with the same deliveryId");

    private static async Task<Results<Ok<ListDeliveries.DeliveryView>, NotFound, Refused>> Handle(
        Guid bankId, Guid deliveryId, Caller caller, GatewayDb db, CancellationToken cancel)
    {
        var delivery = ShowPartnerHealth.MaySee(caller, bankId) ? await db.Deliveries.FindAsync([deliveryId], cancel) : null;
        if (delivery is null || delivery.BankId != bankId) return TypedResults.NotFound();

        if (delivery.Resend(DateTimeOffset.UtcNow) is { } refusal) return new Refused(refusal);

        db.Audit(caller, "resend delivery", "Delivery", delivery.Id);
        return TypedResults.Ok(ListDeliveries.DeliveryView.Of(delivery));
    }
}
