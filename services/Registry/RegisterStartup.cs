using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>A startup registers itself with its first account (domain.md §8 ①).</summary>
internal static class RegisterStartup
{
    internal sealed record Request(string CreditCode, string Name, string DistrictCode, FirmProfile Profile, FirstAccount Account);
    internal sealed record FirstAccount(string UserName, string DisplayName, string Password);
    internal sealed record Registered(Guid OrganisationId, Guid AccountId);

    // Without a stored answer: nobody has signed in whose keys these would be, and the credit code is unique anyhow.
    public static void Map(RouteGroupBuilder registry) =>
        registry.MapPost("startups", Handle).AllowAnonymous().WithoutIdempotencyKey().WithSummary("A startup registers itself, with its first account");

    private static async Task<Results<Created<Registered>, Refused>> Handle(Request request, RegistryDb db, UserManager<Account> users, BusinessClock clock, CancellationToken cancel)
    {
        var check = new Check().Text(request.Account.DisplayName, "account.displayName", 100).Text(request.Account.UserName, "account.userName", 100)
            .Text(request.Account.Password, "account.password", Credentials.PasswordLengthMax);
        if (check.Refused is { } bad) return bad;
        var registered = Organisation.Register(Guid.CreateVersion7(), OrganisationKind.Startup, request.CreditCode, request.Name, request.DistrictCode, request.Profile, clock.Today, clock.Now);
        if (registered.IsRefused) return new Refused(registered.Refusals);
        if (await db.Organisations.AnyAsync(known => known.CreditCode == request.CreditCode, cancel)) return new Refused(RegisterOrganisation.Taken);

        var organisation = registered.Value;
        var account = new Account
        {
            Id = Guid.CreateVersion7(),
            UserName = request.Account.UserName,
            DisplayName = request.Account.DisplayName.Trim(),
            OrganisationId = organisation.Id,
            RoleNames = Account.Write([Role.Startup]),
            CreatedAt = clock.Now,
        };
        var created = await users.CreateAsync(account, request.Account.Password);
        if (!created.Succeeded) return Credentials.Refuse(created);

        db.Organisations.Add(organisation);
        db.Publish(organisation.Changed(clock.Now));
        db.Audit(OpenSession.CallerOf(account, organisation), "register", "Organisation", organisation.Id);
        try { await db.SaveChangesAsync(cancel); }
        catch (DbUpdateException failure) when (Sql.IsUniqueViolation(failure)) { return new Refused(RegisterOrganisation.Taken); }
        return TypedResults.Created($"/api/registry/organisations/{organisation.Id}", new Registered(organisation.Id, account.Id));
    }
}
