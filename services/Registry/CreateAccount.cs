using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;

namespace TalentFinance.Registry;

/// <summary>An administrator gives a person of any organisation an account; a startup gives one to a colleague. The password is for the first sign-in only.</summary>
internal static class CreateAccount
{
    internal sealed record Request(Guid OrganisationId, string UserName, string DisplayName, string Password, Role[] Roles);

    // No stored answer: a hash of the request, and so of the password, must not lie in the database. The user name is unique anyhow.
    public static void Map(RouteGroupBuilder accounts) =>
        accounts.MapPost("", Handle).Allow(Role.Administrator, Role.Startup).WithoutIdempotencyKey().WithSummary("Create an account");

    private static async Task<Results<Created<AccountView>, NotFound, Refused>> Handle(
        Request request, Caller caller, RegistryDb db, UserManager<Account> users, BusinessClock clock, CancellationToken cancel)
    {
        var check = new Check().Text(request.UserName, "userName", 100).Text(request.DisplayName, "displayName", 100).Text(request.Password, "password", Credentials.PasswordLengthMax);
        check.Count(request.Roles, "roles", 10, min: 1);
        if (check.Refused is { } bad) return bad;
        if (!caller.Is(Role.Administrator) && (request.OrganisationId != caller.OrganisationId || caller.ActingThrough is not null)) return TypedResults.NotFound();
        var organisation = await db.Organisations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == request.OrganisationId, cancel);
        if (organisation is null) return TypedResults.NotFound();
        if (RoleRules.Faults(organisation.Kind, request.Roles).ToArray() is { Length: > 0 } faults) return new Refused(faults);

        var account = new Account
        {
            Id = Guid.CreateVersion7(),
            UserName = request.UserName,
            DisplayName = request.DisplayName.Trim(),
            OrganisationId = organisation.Id,
            RoleNames = Account.Write(request.Roles),
            CreatedAt = clock.Now,
            PasswordGiven = true,
        };
        var created = await users.CreateAsync(account, request.Password);
        if (!created.Succeeded) return Credentials.Refuse(created);

        db.Audit(caller, "create", "Account", account.Id, account.RoleNames);
        try { await db.SaveChangesAsync(cancel); }
        catch (DbUpdateException failure) when (Sql.IsUniqueViolation(failure)) { return Credentials.Refuse(IdentityResult.Failed(new IdentityErrorDescriber().DuplicateUserName(""))); }
        return TypedResults.Created($"/api/registry/accounts/{account.Id}", AccountView.Of(account, organisation));
    }
}
