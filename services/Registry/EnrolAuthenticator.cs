using Microsoft.AspNetCore.Identity;
using TalentFinance.Contracts;

namespace TalentFinance.Registry;

/// <summary>
/// An officer enrols a TOTP authenticator: gets a key for the app, then proves with a code that the app has it. Signed by the password,
/// since without the authenticator there is no session yet; replacing an enrolled one takes its code too.
/// </summary>
internal static class EnrolAuthenticator
{
    internal sealed record Request(string UserName, string Password, string? Totp = null);
    internal sealed record KeyView(string SharedKey, string OtpauthUri);
    internal sealed record ConfirmRequest(string UserName, string Password, string Code);

    public static void Map(RouteGroupBuilder authenticator)
    {
        authenticator.MapPost("", Handle).AllowAnonymous().WithoutIdempotencyKey().WithSummary("A key for the authenticator app; confirm it with a code");
        authenticator.MapPost("confirm", Confirm).AllowAnonymous().WithoutIdempotencyKey().WithSummary("Proves that the app has the key: from now on signing in takes a code");
    }

    private static async Task<Results<Ok<KeyView>, ProblemHttpResult>> Handle(Request request, Credentials credentials, UserManager<Account> users, RegistryDb db, CancellationToken cancel)
    {
        if (await credentials.Verify(request.UserName, request.Password, cancel) is not var (account, organisation)) return Credentials.Failed();
        if (account.TwoFactorEnabled && !await credentials.VerifyTotp(account, request.Totp, cancel))
            return Credentials.Denied("totp-required", "an authenticator is enrolled: send its current code as totp, or ask an administrator to reset it");
        await users.ResetAuthenticatorKeyAsync(account);
        account.TwoFactorEnabled = false;
        db.Audit(OpenSession.CallerOf(account, organisation), "enrol authenticator", "Account", account.Id);
        if (!await credentials.Succeed(account, cancel)) return Credentials.Failed();
        var key = (await users.GetAuthenticatorKeyAsync(account))!;
        var label = Uri.EscapeDataString("TalentFinance:" + account.UserName);
        return TypedResults.Ok(new KeyView(key, $"otpauth://totp/{label}?secret={key}&issuer=TalentFinance&digits=6&period=30"));
    }

    private static async Task<Results<NoContent, Refused, ProblemHttpResult>> Confirm(ConfirmRequest request, Credentials credentials, RegistryDb db, CancellationToken cancel)
    {
        if (await credentials.Verify(request.UserName, request.Password, cancel) is not var (account, organisation)) return Credentials.Failed();
        if (account.TwoFactorEnabled || account.AuthenticatorKeyProtected is null)
            return new Refused(Refusal.State("confirm", account.TwoFactorEnabled ? "enrolled" : "not begun", ["POST /api/registry/authenticator"]));
        if (!await credentials.VerifyTotp(account, request.Code, cancel)) return Credentials.Denied("totp-wrong", "the authenticator's code is wrong: look at the clock of the device");
        account.TwoFactorEnabled = true;
        // The proof opens no session, so the same code may still sign in.
        account.ForgetTotps();
        db.Audit(OpenSession.CallerOf(account, organisation), "confirm authenticator", "Account", account.Id);
        return await credentials.Succeed(account, cancel) ? TypedResults.NoContent() : Credentials.Failed();
    }
}
