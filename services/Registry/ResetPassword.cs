using Microsoft.AspNetCore.Identity;
using TalentFinance.Contracts;

namespace TalentFinance.Registry;

/// <summary>An administrator sets a new password for somebody who forgot theirs; tickets issued before are void, and its owner replaces it.</summary>
internal static class ResetPassword
{
    internal sealed record Request(string Password);

    // No stored answer, as in CreateAccount.
    public static void Map(RouteGroupBuilder accounts) =>
        accounts.MapPut("{id:guid}/password", Handle).Allow(Role.Administrator).WithoutIdempotencyKey().WithSummary("Set a new password for an account");

    private static async Task<Results<NoContent, NotFound, Refused>> Handle(Guid id, Request request, Caller caller, UserManager<Account> users, RegistryDb db, CancellationToken cancel)
    {
        if (new Check().Text(request.Password, "password", Credentials.PasswordLengthMax).Refused is { } bad) return bad;
        if (await users.FindByIdAsync(id.ToString()) is not { } account) return TypedResults.NotFound();
        await users.RemovePasswordAsync(account);
        var added = await users.AddPasswordAsync(account, request.Password);
        if (!added.Succeeded) return Credentials.Refuse(added);
        account.PasswordGiven = true;

        db.Publish(new AccessRevoked { AccountId = id, IssuedBefore = DateTimeOffset.UtcNow });
        db.Audit(caller, "reset password", "Account", id);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
