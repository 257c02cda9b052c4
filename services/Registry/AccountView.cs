using Microsoft.EntityFrameworkCore;

namespace TalentFinance.Registry;

/// <summary>An account without anything secret.</summary>
internal sealed record AccountView(Guid Id, string UserName, string DisplayName, Guid OrganisationId, Role[] Roles, bool Locked, bool TotpEnrolled)
{
    public static AccountView Of(Account account) => new(
        account.Id, account.UserName!, account.DisplayName, account.OrganisationId, account.Roles, account.LockedAt is not null, account.TwoFactorEnabled);
}

/// <summary>Accounts: an administrator sees all, a startup its own.</summary>
internal static class ListAccounts
{
    public static void Map(RouteGroupBuilder accounts) =>
        accounts.MapGet("", Handle).Allow(Role.Administrator, Role.Auditor, Role.Startup).WithSummary("Accounts, newest first");

    private static async Task<Ok<Page<AccountView>>> Handle(Caller caller, RegistryDb db, PageRequest page, CancellationToken cancel, Guid? organisationId = null)
    {
        var only = caller.Is(Role.Startup) ? caller.OrganisationId : organisationId;
        var query = only is null ? db.Accounts : db.Accounts.Where(account => account.OrganisationId == only);
        return TypedResults.Ok(await query.Page(page, account => account.CreatedAt, account => account.Id, AccountView.Of, cancel));
    }
}
