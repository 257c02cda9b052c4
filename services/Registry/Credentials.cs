using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>
/// Checks passwords and authenticator codes; counts failures, so that Identity's lockout holds. A wrong name, a wrong password, a
/// locked account and a suspended organisation answer alike and take as long.
/// </summary>
internal sealed class Credentials(UserManager<Account> users, RegistryDb db)
{
    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<Account>(
        Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = IterationCount })).HashPassword(null!, Guid.NewGuid().ToString()));

    /// <summary>PBKDF2-HMAC-SHA512 as OWASP advises.</summary>
    public const int IterationCount = 210_000;
    public const int PasswordLengthMax = 128;

    /// <summary>The account and its organisation, tracked; null when they may not sign in.</summary>
    public async Task<(Account Account, Organisation Organisation)?> Verify(string userName, string password, CancellationToken cancel)
    {
        var account = userName.Length <= 100 && password.Length <= PasswordLengthMax ? await users.FindByNameAsync(userName) : null;
        if (account is null || account.LockedAt is not null || await users.IsLockedOutAsync(account))
        {
            users.PasswordHasher.VerifyHashedPassword(null!, NobodysHash.Value, password.Length <= PasswordLengthMax ? password : "");
            return null;
        }
        if (!await users.CheckPasswordAsync(account, password)) return await Fail(account, cancel);
        var organisation = await db.Organisations.SingleAsync(o => o.Id == account.OrganisationId, cancel);
        return organisation.Active ? (account, organisation) : null;
    }

    /// <summary>A code of the enrolled authenticator, each once. A wrong one counts as a failure.</summary>
    public async Task<bool> VerifyTotp(Account account, string? code, CancellationToken cancel)
    {
        if (code is { Length: 6 } && !account.HasUsed(code)
            && await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code))
        {
            account.Use(code);
            await users.UpdateAsync(account);
            return true;
        }
        await Fail(account, cancel);
        return false;
    }

    /// <summary>Saves what a successful check changed; false when somebody else used the account in the same moment.</summary>
    public async Task<bool> Succeed(Account account, CancellationToken cancel)
    {
        await users.ResetAccessFailedCountAsync(account);
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException) { return false; }
    }

    private async Task<(Account, Organisation)?> Fail(Account account, CancellationToken cancel)
    {
        await users.AccessFailedAsync(account);
        try { await db.SaveChangesAsync(cancel); }
        catch (DbUpdateConcurrencyException) { /* another failure was counted in the same moment */ }
        return null;
    }

    /// <summary>Identity's faults as refusals of the fields.</summary>
    public static Refused Refuse(IdentityResult result) => new([.. result.Errors.Select(error => error.Code switch
    {
        nameof(IdentityErrorDescriber.DuplicateUserName) => TalentFinance.Contracts.Refusal.Rule("user-name-taken", "this user name is in use", "uniqueness", "choose another user name") with { Field = "userName" },
        nameof(IdentityErrorDescriber.InvalidUserName) => TalentFinance.Contracts.Refusal.Input("userName", "a user name has letters, digits and -._@+ only", "choose another user name"),
        _ => TalentFinance.Contracts.Refusal.Input("password", error.Description, "at least 12 characters, 6 of them different, and not the user name"),
    })]);

    /// <summary>The answer to a sign-in that failed.</summary>
    public static ProblemHttpResult Denied(string code, string text, int status = StatusCodes.Status401Unauthorized) => TypedResults.Problem(Problems.Of(status, code, text));

    public static ProblemHttpResult Failed() => Denied("sign-in-failed", "user name or password are wrong, or the account is locked for a while after failures");
}

/// <summary>A password is not the user's name.</summary>
internal sealed class NotTheUserName : IPasswordValidator<Account>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) => Task.FromResult(
        string.Equals(user.UserName, password, StringComparison.OrdinalIgnoreCase)
            ? IdentityResult.Failed(new IdentityError { Code = "PasswordIsUserName", Description = "the password is the user name" }) : IdentityResult.Success);
}
