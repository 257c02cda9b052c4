using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>An account without anything secret.</summary>
internal sealed record AccountView(
    Guid Id, string UserName, string DisplayName, Guid OrganisationId, string OrganisationName, OrganisationKind OrganisationKind, Role[] Roles, bool Locked, bool TotpEnrolled)
{
    public static AccountView Of(Account account, Organisation organisation) => new(
        account.Id, account.UserName!, account.DisplayName, account.OrganisationId, organisation.Name, organisation.Kind, account.Roles, account.LockedAt is not null, account.TwoFactorEnabled);

    /// <summary>What a view is made of, read at once.</summary>
    internal sealed class Row
    {
        public required Account Account { get; init; }
        public required Organisation Organisation { get; init; }
    }
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
        var rows = from account in query join organisation in db.Organisations on account.OrganisationId equals organisation.Id select new AccountView.Row { Account = account, Organisation = organisation };
        return TypedResults.Ok(await rows.Page(page, row => row.Account.CreatedAt, row => row.Account.Id, row => AccountView.Of(row.Account, row.Organisation), cancel));
    }
}
