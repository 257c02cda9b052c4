using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using TalentFinance.Tests.Services.Loan;
using Xunit;

[assembly: AssemblyFixture(typeof(LoanSystem))]

namespace TalentFinance.Tests.Services.Loan;

/// <summary>Loan alone with its database and broker; Registry and RiskPool are spoken for over the wire.</summary>
public sealed class LoanSystem : IAsyncLifetime
{
    public TestSystem System { get; private set; } = null!;
    public RunningService Service { get; set; } = null!;
    public Wire Wire { get; private set; } = null!;
    public Session Nobody => new(() => Service.Http, null, null);
    public Session As(Caller caller) => System.As(caller, Service);
    public Session District(params Role[] roles) => As(Actors.District(roles));

    public async ValueTask InitializeAsync()
    {
        System = await TestSystem.Create();
        Wire = await Wire.Open(System.Broker);
        Service = await System.Start("loan");
    }

    public Task<List<object?[]>> Query(string sql) => Servers.Query(System.DatabaseOf("loan"), sql);

    /// <summary>A sound firm with a talent of class B, whose talent is heard of first.</summary>
    public async Task<Session> Startup(Guid? talentId = null, string district = Actors.District370212)
    {
        var firm = Guid.NewGuid();
        await Wire.Publish(new TalentAccredited
        {
            TalentId = talentId ?? Guid.NewGuid(),
            Version = 1,
            FirmId = firm,
            NameMasked = "张*",
            Class = TalentClass.B,
            CertificateNumber = "RC-1",
            ValidFrom = new(2024, 1, 1),
            ValidUntil = new(2099, 12, 31),
            EmployedSince = new(2021, 1, 1),
            DistrictCode = district,
            At = DateTimeOffset.UtcNow,
        });
        await Wire.Publish(Registered(firm, OrganisationKind.Startup, "海智", new()
        {
            FoundedOn = new(2020, 5, 6),
            IndustryCode = "C3940",
            Chain = "chain",
            Park = "park",
            Staff = 45,
            SalesYuan = Yuan.Wan(3200),
            AssetsYuan = Yuan.Wan(2100),
            OwnPremises = true,
            LeaseMonths = 0,
            SeriousBreach = false,
        }, district));
        var session = As(Actors.Startup(firm));
        await Eventually.True(async () => (await session.Post("/api/loan/eligibility", new { productCode = "TALENT", amountYuan = 100_000, tenorMonths = 12, use = "RND" })).Body?["eligible"]?.GetValue<bool>() == true, "Loan knows the firm and its talent");
        return session;
    }

    /// <summary>A bank with an officer.</summary>
    public async Task<(Guid Id, Session Officer)> Bank()
    {
        var id = Guid.NewGuid();
        await Wire.Publish(Registered(id, OrganisationKind.Bank, "银行", null));
        var officer = As(Actors.Bank(id, Role.BankOfficer));
        await Eventually.True(async () => (await officer.Get("/api/loan/banks/mine")).Body?["active"]?.GetValue<bool>() == true, "Loan knows the bank");
        return (id, officer);
    }

    public static object Ask(decimal amountYuan, bool submit, params Guid[] banks) => new
    {
        productCode = "TALENT",
        amountYuan,
        tenorMonths = 24,
        use = "RND",
        purpose = "试制",
        mode = banks.Length == 0 ? "Open" : "Targeted",
        bankIds = banks,
        submit,
    };

    public static object Terms(decimal amountYuan, int spreadBp = 20, bool inParts = false) => new { amountYuan, spreadBp, tenorMonths = 12, method = "EqualInstalment", inParts };

    public static string Invitation(Answer application, Guid bank) => application.Ok["invitations"]!.AsArray().Single(row => row!["bankId"]!.GetValue<Guid>() == bank)!["id"]!.GetValue<string>();

    public static async Task<string> StateOf(Session session, string application) => (await session.Get($"/api/loan/applications/{application}")).Ok["application"]!["state"]!.GetValue<string>();

    public static CoverReserved Reserved(Guid application, Guid offer, Guid bank, Guid firm) => new()
    {
        CoverId = offer,
        ApplicationId = application,
        OfferId = offer,
        Version = 1,
        BankId = bank,
        FirmId = firm,
        SchemeCode = "S",
        SchemeVersion = 1,
        PrincipalYuan = Yuan.Wan(100),
        Shares = [],
        ReservedUntil = new(2099, 1, 1),
        At = DateTimeOffset.UtcNow,
    };

    private static OrganisationChanged Registered(Guid id, OrganisationKind kind, string name, FirmProfile? profile, string district = Actors.District370212) => new()
    {
        OrganisationId = id,
        Version = 1,
        Kind = kind,
        CreditCode = "91110000600037341L",
        Name = name,
        DistrictCode = district,
        Active = true,
        Profile = profile,
        At = DateTimeOffset.UtcNow,
    };

    public async ValueTask DisposeAsync()
    {
        await Wire.DisposeAsync();
        await System.DisposeAsync();
    }
}
