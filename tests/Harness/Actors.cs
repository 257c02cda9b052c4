using TalentFinance.Contracts;
using TalentFinance.Hosting;

namespace TalentFinance.Tests.Harness;

/// <summary>People and systems that tests let act.</summary>
public static class Actors
{
    public const string District370212 = "370212";

    public static Caller District(params Role[] roles) => Make(OrganisationKind.District, new Guid("00000000-0000-4000-8000-000000370212"), roles);

    public static Caller Startup(Guid firmId) => Make(OrganisationKind.Startup, firmId, Role.Startup);

    public static Caller Bank(Guid bankId, params Role[] roles) => Make(OrganisationKind.Bank, bankId, roles);

    public static Caller Make(OrganisationKind kind, Guid organisationId, params Role[] roles) => new()
    {
        AccountId = Guid.NewGuid(),
        Name = string.Join('+', roles),
        Roles = roles,
        OrganisationId = organisationId,
        Kind = kind,
        DistrictCode = District370212,
    };
}
