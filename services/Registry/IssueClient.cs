using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>An administrator gives an organisation's system its sign-in. The secret is shown once and kept as a hash.</summary>
internal static class IssueClient
{
    private const int LiveClientsMax = 10;

    internal sealed record Request(string Name);
    internal sealed record Issued(string ClientId, string ClientSecret);

    // No stored answer: it would hold the secret. Repeating makes another client, which can be revoked.
    public static void Map(RouteGroupBuilder organisations) =>
        organisations.MapPost("{id:guid}/clients", Handle).Allow(Role.Administrator).WithoutIdempotencyKey().WithSummary("A new API client; the secret is shown once");

    private static async Task<Results<Created<Issued>, NotFound, Refused>> Handle(Guid id, Request request, Caller caller, RegistryDb db, BusinessClock clock, CancellationToken cancel)
    {
        if (new Check().Text(request.Name, "name", 100).Refused is { } bad) return bad;
        var organisation = await db.Organisations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, cancel);
        if (organisation is null) return TypedResults.NotFound();
        if (!RoleRules.OfClients.ContainsKey(organisation.Kind))
            return new Refused(Refusal.Rule("no-systems", $"a {organisation.Kind} has no API clients", "design.md §6", $"only these have: {string.Join(", ", RoleRules.OfClients.Keys)}"));
        if (await db.Clients.CountAsync(client => client.OrganisationId == id && client.RevokedAt == null, cancel) >= LiveClientsMax)
            return new Refused(Refusal.Rule("too-many-clients", $"an organisation has at most {LiveClientsMax} live clients", "limits", "revoke one that is not used"));

        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var client = ApiClient.Issue(Guid.NewGuid(), id, request.Name, IssueToken.HashOf(secret), clock.Now);
        db.Clients.Add(client);
        db.Audit(caller, "issue", "Client", client.Id, request.Name);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Created($"/api/registry/organisations/{id}/clients", new Issued(client.ClientId, secret));
    }
}
