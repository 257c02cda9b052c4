using Microsoft.AspNetCore.Identity;
using TalentFinance.Contracts;

namespace TalentFinance.Registry;

/// <summary>
/// An administrator locks an account, lets it back, changes its roles, or takes away an authenticator that was lost. Whatever the
/// account held before is void.
/// </summary>
internal static class LockAccount
{
    internal sealed record Request(string Reason);
    internal sealed record RolesRequest(Role[] Roles);

    public static void Map(RouteGroupBuilder accounts)
    {
        accounts.MapPost("{id:guid}/lock", Lock).Allow(Role.Administrator).WithSummary("Lock an account; its tickets are void");
        accounts.MapPost("{id:guid}/unlock", Unlock).Allow(Role.Administrator).WithSummary("Let a locked account back");
        accounts.MapPost("{id:guid}/authenticator/reset", ResetAuthenticator).Allow(Role.Administrator).WithSummary("Take away a lost authenticator; the person enrols a new one");
        accounts.MapPut("{id:guid}/roles", ChangeRoles).Allow(Role.Administrator).WithSummary("Change an account's roles; its tickets are void");
    }

    private static Task<Results<Ok<AccountView>, NotFound, Refused>> Lock(Guid id, Request request, Caller caller, RegistryDb db, UserManager<Account> users, BusinessClock clock) =>
        Change(id, "lock", request.Reason, caller, db, users, (account, _) =>
        {
            if (id == caller.AccountId) return Refusal.Rule("own-account", "nobody locks their own account", "design.md §6", "another administrator does it");
            if (account.LockedAt is not null) return Refusal.State("lock", "locked", ["unlock"]);
            account.LockedAt = clock.Now;
            return null;
        });

    private static Task<Results<Ok<AccountView>, NotFound, Refused>> Unlock(Guid id, Request request, Caller caller, RegistryDb db, UserManager<Account> users) =>
        Change(id, "unlock", request.Reason, caller, db, users, (account, _) =>
        {
            if (account.LockedAt is null && account.LockoutEnd is null) return Refusal.State("unlock", "not locked", ["lock"]);
            (account.LockedAt, account.LockoutEnd, account.AccessFailedCount) = (null, null, 0);
            return null;
        });

    private static Task<Results<Ok<AccountView>, NotFound, Refused>> ResetAuthenticator(Guid id, Request request, Caller caller, RegistryDb db, UserManager<Account> users) =>
        Change(id, "reset authenticator", request.Reason, caller, db, users, (account, _) =>
        {
            (account.TwoFactorEnabled, account.AuthenticatorKeyProtected) = (false, null);
            account.ForgetTotps();
            return null;
        });

    private static Task<Results<Ok<AccountView>, NotFound, Refused>> ChangeRoles(Guid id, RolesRequest request, Caller caller, RegistryDb db, UserManager<Account> users) =>
        Change(id, "change roles", string.Join(", ", request.Roles.Take(10)), caller, db, users, (account, kind) =>
        {
            if (RoleRules.Faults(kind, request.Roles).FirstOrDefault() is { } fault) return fault;
            if (id == caller.AccountId) return Refusal.Rule("own-account", "nobody changes their own roles", "design.md §6", "another administrator does it");
            account.RoleNames = Account.Write(request.Roles);
            return null;
        });

    private static async Task<Results<Ok<AccountView>, NotFound, Refused>> Change(
        Guid id, string action, string reason, Caller caller, RegistryDb db, UserManager<Account> users, Func<Account, OrganisationKind, Refusal?> change)
    {
        if (new Check().Text(reason, "reason", 500).Refused is { } bad) return bad;
        if (await users.FindByIdAsync(id.ToString()) is not { } account) return TypedResults.NotFound();
        var organisation = (await db.Organisations.FindAsync(account.OrganisationId))!;
        if (change(account, organisation.Kind) is { } refusal) return new Refused(refusal);
        await users.UpdateAsync(account);
        db.Publish(new AccessRevoked { AccountId = id, IssuedBefore = DateTimeOffset.UtcNow });
        db.Audit(caller, action, "Account", id, reason);
        return TypedResults.Ok(AccountView.Of(account, organisation));
    }
}
