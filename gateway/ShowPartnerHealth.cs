using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Gateway.Domain;
using TalentFinance.Hosting;

namespace TalentFinance.Gateway;

/// <summary>How the line to a bank's own system is, for that bank's officers and the district.</summary>
internal static class ShowPartnerHealth
{
    /// <summary>Who may look; a bank's people at their own bank only.</summary>
    public static readonly Role[] Readers = [Role.BankOfficer, Role.BankApprover, Role.PoolOfficer, Role.Auditor, Role.Administrator];

    public sealed record DestinationView(string Address, string Active, string Passive);

    /// <param name="Circuit">Closed: messages flow. Open: nothing gets through, the next try comes by itself.</param>
    /// <param name="Reachable">Whether messages are sent at the moment.</param>
    public sealed record PartnerHealthView(
        Guid BankId, string BankName, bool Enabled, bool Reachable, string Circuit, IReadOnlyList<DestinationView> Destinations, int Waiting, int Parked, DateTimeOffset? OldestWaitingAt);

    public static void Map(RouteGroupBuilder partners) => partners.MapGet("{bankId:guid}/health", Handle).Allow(Readers)
        .WithSummary("The line to a bank's own system: health of its addresses, circuit, what waits");

    /// <summary>Another bank's line looks absent.</summary>
    public static bool MaySee(Caller caller, Guid bankId) => caller.IsAny(Role.PoolOfficer, Role.Auditor, Role.Administrator) || caller.OrganisationId == bankId;

    private static async Task<Results<Ok<PartnerHealthView>, NotFound>> Handle(Guid bankId, Caller caller, DeliverToBanks lines, GatewayDb db, CancellationToken cancel)
    {
        if (!MaySee(caller, bankId) || lines.Line(bankId) is not { } line) return TypedResults.NotFound();
        var waiting = db.Deliveries.AsNoTracking().Where(delivery => delivery.BankId == bankId && delivery.State == DeliveryState.Waiting);
        var destinations = line.Cluster?.DestinationsState.AllDestinations ?? [];
        return TypedResults.Ok(new PartnerHealthView(
            bankId, line.Partner.BankName, line.Partner.Enabled, line.IsUp, line.Circuit.ToString(),
            [.. destinations.Select(destination => new DestinationView(destination.Model.Config.Address, destination.Health.Active.ToString(), destination.Health.Passive.ToString()))],
            await waiting.CountAsync(cancel),
            await db.Deliveries.CountAsync(delivery => delivery.BankId == bankId && delivery.State == DeliveryState.Parked, cancel),
            await waiting.MinAsync(delivery => (DateTimeOffset?)delivery.QueuedAt, cancel)));
    }
}
