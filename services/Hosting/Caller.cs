using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using TalentFinance.Contracts;

namespace TalentFinance.Hosting;

/// <summary>What somebody may do, in the words of the field (design.md §6). One account may have several.</summary>
public enum Role
{
    /// <summary>Finance contact or legal representative of a startup.</summary>
    Startup,
    /// <summary>One-window service or park operator: registers firms, and acts for those that gave it a mandate.</summary>
    Agent,
    BankOfficer,
    /// <summary>Decides above the officer's limit; never on what the same person made.</summary>
    BankApprover,
    /// <summary>A bank's own system.</summary>
    BankSystem,
    Underwriter,
    FundManager,
    BoardOperator,
    /// <summary>District: prepares accreditation, funding, policy.</summary>
    PoolOfficer,
    /// <summary>District: the second pair of eyes.</summary>
    PoolApprover,
    /// <summary>District: reads everything, writes nothing.</summary>
    Auditor,
    Administrator,
}

/// <summary>Who is calling, as every service reads it from the ticket by itself.</summary>
public sealed record Caller
{
    public required Guid AccountId { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<Role> Roles { get; init; }
    public required Guid OrganisationId { get; init; }
    public required OrganisationKind Kind { get; init; }
    public required string DistrictCode { get; init; }
    /// <summary>The agent through which a firm acts; null when it acts by itself.</summary>
    public string? ActingThrough { get; init; }

    public bool Is(Role role) => Roles.Contains(role);
    public bool IsAny(params ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles) if (Roles.Contains(role)) return true;
        return false;
    }

    /// <summary>Somebody of the district, reading or deciding.</summary>
    public bool IsDistrict => Kind == OrganisationKind.District;

    /// <summary>The service itself, for what happens by time or by event.</summary>
    public static Caller System(string name) => new()
    {
        AccountId = Guid.Empty,
        Name = name,
        Roles = [],
        OrganisationId = Guid.Empty,
        Kind = OrganisationKind.District,
        DistrictCode = "",
    };

    public static class Claims
    {
        public const string Account = "sub", Name = "name", Role = "role", Organisation = "org", Kind = "kind", District = "district", Through = "through", IssuedAt = "iat";
    }

    /// <summary>The claims of a ticket for this caller.</summary>
    public ClaimsPrincipal ToPrincipal(string scheme, DateTimeOffset issuedAt)
    {
        var claims = new List<Claim>
        {
            new(Claims.Account, AccountId.ToString()), new(Claims.Name, Name), new(Claims.Organisation, OrganisationId.ToString()),
            new(Claims.Kind, Kind.ToString()), new(Claims.District, DistrictCode), new(Claims.IssuedAt, issuedAt.UtcTicks.ToString(global::System.Globalization.CultureInfo.InvariantCulture)),
        };
        claims.AddRange(Roles.Select(role => new Claim(Claims.Role, role.ToString())));
        if (ActingThrough is not null) claims.Add(new(Claims.Through, ActingThrough));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme, Claims.Name, Claims.Role));
    }

    /// <summary>Null when nobody has signed in.</summary>
    public static Caller? Of(ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        if (principal.Identity is not { IsAuthenticated: true } || principal.FindFirstValue(Claims.Account) is not { } account) return null;
        return new Caller
        {
            AccountId = Guid.Parse(account),
            Name = principal.FindFirstValue(Claims.Name) ?? "",
            Roles = [.. principal.FindAll(Claims.Role).Select(claim => Enum.Parse<Role>(claim.Value))],
            OrganisationId = Guid.Parse(principal.FindFirstValue(Claims.Organisation)!),
            Kind = Enum.Parse<OrganisationKind>(principal.FindFirstValue(Claims.Kind)!),
            DistrictCode = principal.FindFirstValue(Claims.District) ?? "",
            ActingThrough = principal.FindFirstValue(Claims.Through),
        };
    }

    /// <summary>Handlers take it as a parameter.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new(context.Items[typeof(Caller)] as Caller);
    }
}
