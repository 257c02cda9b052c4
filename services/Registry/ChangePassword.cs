using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using TalentFinance.Contracts;

namespace TalentFinance.Registry;

/// <summary>Somebody changes their own password; every ticket issued before is void.</summary>
internal static class ChangePassword
{
    internal sealed record Request(string CurrentPassword, string NewPassword);

    // No stored answer: a hash of the request, and so of a password, must not lie in the database.
    public static void Map(RouteGroupBuilder session) =>
        session.MapPut("password", Handle).AllowSignedIn().WithoutIdempotencyKey().WithSummary("Change one's own password; signs out everywhere");

    private static async Task<Results<NoContent, NotFound, Refused, ProblemHttpResult>> Handle(
        Request request, Caller caller, UserManager<Account> users, Credentials credentials, RegistryDb db, HttpContext http, CancellationToken cancel)
    {
        if (await users.FindByIdAsync(caller.AccountId.ToString()) is not { } account) return TypedResults.NotFound();
        var check = new Check().Text(request.NewPassword, "newPassword", Credentials.PasswordLengthMax);
        if (check.Refused is { } bad) return bad;
        if (await credentials.Verify(account.UserName!, request.CurrentPassword, cancel) is null) return Credentials.Failed();

        var changed = await users.ChangePasswordAsync(account, request.CurrentPassword, request.NewPassword);
        if (!changed.Succeeded) return Credentials.Refuse(changed);

        db.Publish(new AccessRevoked { AccountId = account.Id, IssuedBefore = DateTimeOffset.UtcNow });
        db.Audit(caller, "change password", "Account", account.Id);
        await db.SaveChangesAsync(cancel);
        await http.SignOutAsync(SignIn.CookieScheme);
        return TypedResults.NoContent();
    }
}
