using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>
/// Somebody must be able to begin. Where no administrator exists, the first is made of Registry:FirstAdministrator; without that the
/// service does not start, and there is no default password. Later starts need neither.
/// </summary>
internal static class FirstAdministrator
{
    // An office of the district; a real one is given by Registry:FirstAdministrator:CreditCode.
    private const string FictionalOffice = "11370212MB0000000";

    public static async Task Ensure(RegistryDb db, IServiceProvider services, CancellationToken cancel)
    {
        var role = Role.Administrator.ToString();
        if (await db.Accounts.AnyAsync(account => account.RoleNames.Contains(role), cancel)) return;

        var configured = services.GetRequiredService<IConfiguration>().GetSection("Registry:FirstAdministrator");
        if (configured["UserName"] is not { Length: > 0 } userName || configured["Password"] is not { Length: > 0 } password)
            throw new InvalidOperationException("no administrator exists yet: set Registry__FirstAdministrator__UserName and Registry__FirstAdministrator__Password in the environment for this start");
        var clock = services.GetRequiredService<BusinessClock>();
        var code = configured["CreditCode"] ?? FictionalOffice + CreditCode.CheckCharacter(FictionalOffice);
        var office = await db.Organisations.SingleOrDefaultAsync(known => known.CreditCode == code, cancel);
        if (office is null)
        {
            var registered = Organisation.Register(Guid.CreateVersion7(), OrganisationKind.District, code, configured["OrganisationName"] ?? "区人才金融服务中心",
                configured["DistrictCode"] ?? "370212", null, clock.Today, clock.Now);
            if (registered.IsRefused) throw new InvalidOperationException("Registry:FirstAdministrator: " + string.Join("; ", registered.Refusals.Select(refusal => $"{refusal.Field}: {refusal.Text}")));
            db.Organisations.Add(office = registered.Value);
            db.Publish(office.Changed(clock.Now));
        }
        var account = new Account
        {
            Id = Guid.CreateVersion7(),
            UserName = userName,
            DisplayName = configured["DisplayName"] ?? "系统管理员",
            OrganisationId = office.Id,
            RoleNames = role,
            CreatedAt = clock.Now,
        };
        var created = await services.GetRequiredService<UserManager<Account>>().CreateAsync(account, password);
        if (!created.Succeeded) throw new InvalidOperationException("Registry:FirstAdministrator: " + string.Join("; ", created.Errors.Select(error => error.Description)));
        db.Audit(Caller.System("first start"), "create", "Account", account.Id, role);
    }
}
