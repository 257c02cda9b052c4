using Microsoft.AspNetCore.Identity;
using TalentFinance.Contracts;

namespace TalentFinance.Registry;

/// <summary>
/// Somebody whose password was chosen by another replaces it before the first session, so that nobody else knows what signs for them. Signed by
/// the given password; opens no session, so it takes no authenticator.
/// </summary>
internal static class ReplaceGivenPassword
{
    internal sealed record Request(string UserName, string Password, string NewPassword);

    // No stored answer, as in ChangePassword.
    public static void Map(RouteGroupBuilder session) =>
        session.MapPost("password", Handle).AllowAnonymous().WithoutIdempotencyKey().WithSummary("Replace a password that somebody else gave; then sign in with the new one");

    private static async Task<Results<NoContent, Refused, ProblemHttpResult>> Handle(Request request, UserManager<Account> users, Credentials credentials, RegistryDb db, CancellationToken cancel)
    {
        if (new Check().Text(request.NewPassword, "newPassword", Credentials.PasswordLengthMax).Refused is { } bad) return bad;
        if (await credentials.Verify(request.UserName, request.Password, cancel) is not var (account, organisation)) return Credentials.Failed();
        if (!account.PasswordGiven) return new Refused(Refusal.State("replace", "one's own password", ["PUT /api/registry/session/password"]));
        if (request.NewPassword == request.Password) return new Refused(Refusal.Input("newPassword", "the new password is the one that was given", "choose one that only you know"));

        var changed = await users.ChangePasswordAsync(account, request.Password, request.NewPassword);
        if (!changed.Succeeded) return Credentials.Refuse(changed);
        account.PasswordGiven = false;
        db.Audit(OpenSession.CallerOf(account, organisation), "replace given password", "Account", account.Id);
        return await credentials.Succeed(account, cancel) ? TypedResults.NoContent() : Credentials.Failed();
    }
}
