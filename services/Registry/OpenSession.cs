using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>Somebody signs in with a browser: password, and for officers the authenticator's code (design.md §6).</summary>
internal static class OpenSession
{
    internal sealed record Request(string UserName, string Password, string? Totp = null);

    public static void Map(RouteGroupBuilder session)
    {
        session.MapPost("", Handle).AllowAnonymous().WithoutIdempotencyKey().WithSummary("Sign in: sets the session cookie");
        session.MapGet("", Show).AllowSignedIn().WithSummary("Who has signed in");
        session.MapDelete("", (Delegate)Close).AllowAnonymous().WithoutIdempotencyKey().WithSummary("Sign out");
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> Handle(
        Request request, Credentials credentials, RegistryDb db, IConfiguration configuration, HttpContext http, CancellationToken cancel)
    {
        if (await credentials.Verify(request.UserName, request.Password, cancel) is not var (account, organisation)) return Credentials.Failed();
        if (account.PasswordGiven && configuration.GetValue("SignIn:GivenPasswordsReplaced", true))
            return Credentials.Denied("password-replacement-required", "this password was given by somebody else: replace it first, POST /api/registry/session/password", StatusCodes.Status403Forbidden);
        if (account.TwoFactorEnabled || (RoleRules.NeedsTotp(account.Roles) && configuration.GetValue("SignIn:TotpRequired", true)))
        {
            if (!account.TwoFactorEnabled) return Credentials.Denied("totp-enrolment-required", "this account must enrol an authenticator first: POST /api/registry/authenticator", StatusCodes.Status403Forbidden);
            if (request.Totp is null) return Credentials.Denied("totp-required", "send the authenticator's current code as totp");
            if (!await credentials.VerifyTotp(account, request.Totp, cancel)) return Credentials.Denied("totp-wrong", "the authenticator's code is wrong or was used before: wait for the next one");
        }
        var caller = CallerOf(account, organisation);
        db.Audit(caller, "sign in", "Account", account.Id);
        if (!await credentials.Succeed(account, cancel)) return Credentials.Failed();
        await http.SignInAsync(SignIn.CookieScheme, caller.ToPrincipal(SignIn.CookieScheme, DateTimeOffset.UtcNow));
        return TypedResults.Ok(SessionView.Of(caller, organisation));
    }

    public static Caller CallerOf(Account account, Organisation organisation) => new()
    {
        AccountId = account.Id,
        Name = account.DisplayName,
        Roles = account.Roles,
        OrganisationId = organisation.Id,
        Kind = organisation.Kind,
        DistrictCode = organisation.DistrictCode,
    };

    /// <summary>A ticket outlives a database that was set up anew: its organisation is nobody here, so nobody has signed in.</summary>
    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> Show(Caller caller, RegistryDb db, CancellationToken cancel) =>
        await db.Organisations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == caller.OrganisationId, cancel) is { } organisation
            ? TypedResults.Ok(SessionView.Of(caller, organisation))
            : Credentials.Denied("organisation-unknown", "the organisation of this ticket is not registered here: sign in again");

    private static async Task<NoContent> Close(HttpContext http)
    {
        await http.SignOutAsync(SignIn.CookieScheme);
        return TypedResults.NoContent();
    }
}

internal sealed record SessionView(
    Guid AccountId, string Name, IReadOnlyList<Role> Roles, Guid OrganisationId, OrganisationKind Kind, string DistrictCode, string OrganisationName, string CreditCode, string? ActingThrough)
{
    public static SessionView Of(Caller caller, Organisation organisation) => new(
        caller.AccountId, caller.Name, caller.Roles, caller.OrganisationId, caller.Kind, caller.DistrictCode, organisation.Name, organisation.CreditCode, caller.ActingThrough);
}
