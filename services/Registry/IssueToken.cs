using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>
/// A system signs in with its client id and secret and gets a bearer token for 15 minutes. An agent's system may ask to act for a firm
/// that gave it a mandate: it is then that firm's Startup caller, and every record says through whom.
/// </summary>
internal static class IssueToken
{
    internal sealed record Request(string ClientId, string ClientSecret, string? ActingFor = null);
    internal sealed record TokenView(string AccessToken, string TokenType, int ExpiresInSeconds);

    public static void Map(RouteGroupBuilder registry) =>
        registry.MapPost("token", Handle).AllowAnonymous().WithoutIdempotencyKey().WithSummary("A bearer token for a system, 15 minutes; actingFor: a firm's credit code");

    private static async Task<Results<Ok<TokenView>, ProblemHttpResult>> Handle(Request request, RegistryDb db, BusinessClock clock, IOptionsMonitor<BearerTokenOptions> bearer, CancellationToken cancel)
    {
        if (!Guid.TryParseExact(request.ClientId, "N", out var id) || request.ClientSecret.Length > 100) return Denied();
        var today = clock.Today;
        var found = await db.Clients.AsNoTracking().Where(client => client.Id == id && client.RevokedAt == null)
            .Join(db.Organisations, client => client.OrganisationId, organisation => organisation.Id, (client, organisation) => new
            {
                client.SecretHash,
                organisation.Id,
                organisation.Kind,
                organisation.Name,
                organisation.DistrictCode,
                organisation.State,
                Firm = db.Organisations.Where(firm => request.ActingFor != null && firm.CreditCode == request.ActingFor && firm.State == OrganisationState.Active && db.Mandates.Any(mandate =>
                    mandate.AgentId == organisation.Id && mandate.FirmId == firm.Id && mandate.RevokedAt == null && mandate.ValidFrom <= today && mandate.ValidUntil >= today))
                    .Select(firm => new { firm.Id, firm.Name, firm.DistrictCode }).FirstOrDefault(),
            }).SingleOrDefaultAsync(cancel);
        if (found is null || !CryptographicOperations.FixedTimeEquals(HashOf(request.ClientSecret), found.SecretHash) || found.State != OrganisationState.Active) return Denied();
        if (request.ActingFor is not null && (found.Kind != OrganisationKind.Agent || found.Firm is null))
            return Credentials.Denied("no-mandate", "no active firm of this credit code has given this agent a live mandate", StatusCodes.Status403Forbidden);

        var caller = found.Firm is { } firm
            ? new Caller { AccountId = id, Name = firm.Name, Roles = [Role.Startup], OrganisationId = firm.Id, Kind = OrganisationKind.Startup, DistrictCode = firm.DistrictCode, ActingThrough = found.Name }
            : new Caller { AccountId = id, Name = found.Name, Roles = [RoleRules.OfClients[found.Kind]], OrganisationId = found.Id, Kind = found.Kind, DistrictCode = found.DistrictCode };
        var now = DateTimeOffset.UtcNow;
        var ticket = new AuthenticationTicket(
            caller.ToPrincipal(SignIn.BearerScheme, now), new AuthenticationProperties { ExpiresUtc = now + SignIn.TokenLifetime }, SignIn.BearerScheme + ":AccessToken");
        return TypedResults.Ok(new TokenView(bearer.Get(SignIn.BearerScheme).BearerTokenProtector.Protect(ticket), "Bearer", (int)SignIn.TokenLifetime.TotalSeconds));
    }

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static ProblemHttpResult Denied() => Credentials.Denied("token-refused", "client id or secret are wrong, or the client was revoked");
}
