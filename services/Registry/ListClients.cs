using Microsoft.EntityFrameworkCore;

namespace TalentFinance.Registry;

/// <summary>An administrator looks at the systems that an organisation signs in with.</summary>
internal static class ListClients
{
    internal sealed record ClientView(string ClientId, string Name, Role Role, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);

    public static void Map(RouteGroupBuilder organisations) =>
        organisations.MapGet("{id:guid}/clients", Handle).Allow(Role.Administrator, Role.Auditor).WithSummary("An organisation's API clients");

    private static async Task<Results<Ok<Page<ClientView>>, NotFound>> Handle(Guid id, RegistryDb db, PageRequest page, CancellationToken cancel)
    {
        var organisation = await db.Organisations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, cancel);
        if (organisation is null) return TypedResults.NotFound();
        return TypedResults.Ok(await db.Clients.Where(client => client.OrganisationId == id).Page(page, client => client.CreatedAt, client => client.Id,
            client => new ClientView(client.ClientId, client.Name, RoleRules.OfClients[organisation.Kind], client.CreatedAt, client.RevokedAt), cancel));
    }
}
