using TalentFinance.Contracts;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Tests.Domain.Loan;

/// <summary>Firms for examples, told through the events that make them.</summary>
internal static class Firms
{
    public static readonly DateOnly Today = new(2026, 6, 15);
    public static readonly DateTimeOffset Now = new(2026, 6, 15, 2, 0, 0, TimeSpan.Zero);
    public static readonly ProductPolicy Talent = TalentFinance.Loan.Seed.Products.Single(product => product.Code == "TALENT");
    public static readonly ProductPolicy HighTech = TalentFinance.Loan.Seed.Products.Single(product => product.Code == "HIGHTECH");
    public static readonly ProductPolicy IpPledge = TalentFinance.Loan.Seed.Products.Single(product => product.Code == "IP_PLEDGE");

    public static OrganisationChanged Registered(Guid firm, int version = 1, decimal salesWan = 800, bool active = true, int leaseMonths = 24, bool breach = false, DateOnly? founded = null) => new()
    {
        OrganisationId = firm,
        Version = version,
        Kind = OrganisationKind.Startup,
        CreditCode = "91110108551385082Q",
        Name = $"Firm {version}",
        DistrictCode = "370212",
        Active = active,
        At = Now,
        Profile = new()
        {
            FoundedOn = founded ?? new(2020, 5, 1),
            IndustryCode = "C3940",
            Chain = "智能制造",
            Park = "海创园",
            Staff = 30,
            SalesYuan = Yuan.Wan(salesWan),
            AssetsYuan = Yuan.Wan(900),
            OwnPremises = false,
            LeaseMonths = leaseMonths,
            SeriousBreach = breach,
        },
    };

    public static TalentAccredited Accredited(Guid firm, Guid talent, int version = 1, TalentClass @class = TalentClass.B, DateOnly? until = null, DateOnly? since = null, int? shareBp = null) => new()
    {
        TalentId = talent,
        Version = version,
        FirmId = firm,
        NameMasked = "张*",
        Class = @class,
        CertificateNumber = "T-1",
        ValidFrom = new(2024, 1, 1),
        ValidUntil = until ?? new(2028, 12, 31),
        EmployedSince = since ?? new(2023, 1, 1),
        ShareBp = shareBp,
        DistrictCode = "370212",
        At = Now,
    };

    public static TalentAccreditationEnded Ended(Guid firm, Guid talent, int version) => new() { TalentId = talent, Version = version, FirmId = firm, EndedOn = Today, Reason = "left", At = Now };

    public static QualificationChanged Qualified(Guid firm, Guid id, int version = 1, string code = "HNTE", bool active = true, DateOnly? until = null) => new()
    {
        QualificationId = id,
        Version = version,
        FirmId = firm,
        Code = code,
        CertificateNumber = "Q-1",
        ValidFrom = new(2024, 1, 1),
        ValidUntil = until ?? new(2027, 12, 31),
        Active = active,
        At = Now,
    };

    public static Borrower Sound(Guid firm, params TalentClass[] classes)
    {
        var borrower = Borrower.Unknown(firm);
        borrower.Hear(Registered(firm));
        foreach (var @class in classes) borrower.Hear(Accredited(firm, Guid.NewGuid(), @class: @class));
        borrower.Hear(Qualified(firm, Guid.NewGuid()));
        return borrower;
    }
}
