using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;

namespace TalentFinance.Registry;

/// <summary>An administrator ends a system's sign-in; its tokens are void.</summary>
internal static class RevokeClient
{
    internal sealed record Revoked(string ClientId, DateTimeOffset RevokedAt);

    public static void Map(RouteGroupBuilder registry) =>
        registry.MapPost("clients/{clientId}/revoke", Handle).Allow(Role.Administrator).WithSummary("Revoke an API client");

    private static async Task<Results<Ok<Revoked>, NotFound, Refused>> Handle(string clientId, Caller caller, RegistryDb db, BusinessClock clock, CancellationToken cancel)
    {
        if (!Guid.TryParseExact(clientId, "N", out var id)) return TypedResults.NotFound();
        var client = await db.Clients.SingleOrDefaultAsync(c => c.Id == id, cancel);
        if (client is null) return TypedResults.NotFound();
        if (!client.Revoke(clock.Now)) return new Refused(Refusal.State("revoke", "revoked", []));

        db.Publish(new AccessRevoked { AccountId = id, IssuedBefore = DateTimeOffset.UtcNow });
        db.Audit(caller, "revoke", "Client", id);
        return TypedResults.Ok(new Revoked(client.ClientId, client.RevokedAt!.Value));
    }
}
