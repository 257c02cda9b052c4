using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using TalentFinance.Contracts;

namespace TalentFinance.Registry;

/// <summary>A person who signs in, always for one organisation. Password, lockout and stamps are ASP.NET Core Identity's.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    public required string DisplayName { get; init; }
    public required Guid OrganisationId { get; init; }
    /// <summary>Comma-separated, as it is stored.</summary>
    public required string RoleNames { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    /// <summary>Set by an administrator; Identity's own lockout passes by itself.</summary>
    public DateTimeOffset? LockedAt { get; set; }
    /// <summary>Somebody else chose the password, and knows it: it opens no session until its owner has replaced it.</summary>
    public bool PasswordGiven { get; set; }
    public string? AuthenticatorKeyProtected { get; set; }
    /// <summary>The codes that opened a session lately, newest last: they open none again (RFC 6238 §5.2).</summary>
    public string? UsedTotps { get; private set; }

    public bool HasUsed(string totp) => UsedTotps?.Split(' ').Contains(totp) is true;

    /// <summary>A code is good for five steps of 30 s, in which no more than eight others can be: ten outlive it.</summary>
    public void Use(string totp) => UsedTotps = string.Join(' ', (UsedTotps?.Split(' ') ?? []).Append(totp).TakeLast(10));

    public void ForgetTotps() => UsedTotps = null;

    public Role[] Roles => [.. RoleNames.Split(',').Select(Enum.Parse<Role>)];

    public static string Write(IEnumerable<Role> roles) => string.Join(',', roles.Distinct().Order());
}

/// <summary>Which roles an organisation's people may have, and who must show a second factor (design.md §6).</summary>
internal static class RoleRules
{
    public static IReadOnlyDictionary<OrganisationKind, Role[]> ByKind { get; } = new Dictionary<OrganisationKind, Role[]>
    {
        [OrganisationKind.Startup] = [Role.Startup],
        [OrganisationKind.Agent] = [Role.Agent],
        [OrganisationKind.Bank] = [Role.BankOfficer, Role.BankApprover],
        [OrganisationKind.Insurer] = [Role.Underwriter],
        [OrganisationKind.Fund] = [Role.FundManager],
        [OrganisationKind.Board] = [Role.BoardOperator],
        [OrganisationKind.District] = [Role.PoolOfficer, Role.PoolApprover, Role.Auditor, Role.Administrator],
    };

    /// <summary>The role of an organisation's API clients; kinds that are absent have none.</summary>
    public static IReadOnlyDictionary<OrganisationKind, Role> OfClients { get; } = new Dictionary<OrganisationKind, Role>
    {
        [OrganisationKind.Bank] = Role.BankSystem,
        [OrganisationKind.Agent] = Role.Agent,
        [OrganisationKind.Startup] = Role.Startup,
    };

    public static IEnumerable<Refusal> Faults(OrganisationKind kind, Role[] roles)
    {
        var allowed = ByKind[kind];
        if (roles.Length == 0 || roles.Except(allowed).Any())
            yield return Refusal.Input("roles", $"people of a {kind} may be: {string.Join(", ", allowed)}", "choose one or more of these");
        if (roles.Contains(Role.Auditor) && roles.Distinct().Count() > 1)
            yield return Refusal.Rule("auditor-only-reads", "an auditor reads and never writes, so has no other role", "design.md §6", "give the other roles to another account") with { Field = "roles" };
    }

    /// <summary>Officers of institutions and the district; not the startups' and agents' own people.</summary>
    public static bool NeedsTotp(IEnumerable<Role> roles) => roles.Any(role => role is not (Role.Startup or Role.Agent));
}

/// <summary>
/// Identity's store on this service's own context. It never saves: what it changes commits with the handler's other changes,
/// audit and events included. Authenticator keys are encrypted at rest.
/// </summary>
internal sealed class AccountStore : UserOnlyStore<Account, RegistryDb, Guid>
{
    public const string KeyPurpose = "authenticator";
    private readonly ISecrets secrets;

    public AccountStore(RegistryDb db, ISecrets secrets) : base(db)
    {
        this.secrets = secrets;
        AutoSaveChanges = false;
    }

    /// <summary>The account is tracked; the base would attach it again, and so forget which stamp the database has when two steps change it in one request.</summary>
    public override Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken = default)
    {
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        return Task.FromResult(IdentityResult.Success);
    }

    public override Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.AuthenticatorKeyProtected is { } cipher ? secrets.Unprotect(KeyPurpose, cipher) : null);

    public override Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken)
    {
        user.AuthenticatorKeyProtected = secrets.Protect(KeyPurpose, key);
        return Task.CompletedTask;
    }
}
