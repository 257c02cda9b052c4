using System.Net;
using System.Text.Json.Nodes;
using TalentFinance.Contracts;
using TalentFinance.Hosting;

namespace TalentFinance.Tests.Harness;

/// <summary>
/// Startups and banks on a running Loan service, in their own words. Who they are is told over the broker as Registry
/// tells it; what they do goes over HTTP.
/// </summary>
public sealed class Market(TestSystem system, Wire wire, params RunningService[] loan)
{
    public static FirmProfile Profile { get; } = new()
    {
        FoundedOn = new DateOnly(2020, 5, 6),
        IndustryCode = "C3940",
        Chain = "智能家电",
        Park = "崂山科技园",
        Staff = 45,
        SalesYuan = Yuan.Wan(3200),
        AssetsYuan = Yuan.Wan(2100),
        OwnPremises = false,
        LeaseMonths = 36,
        SeriousBreach = false,
    };

    /// <summary>A bank that lends TALENT loans to anybody.</summary>
    public async Task<Lender> BankJoins(string name)
    {
        var id = Guid.CreateVersion7();
        await wire.Publish(Registered(id, OrganisationKind.Bank, name, null));
        var bank = new Lender(id, name, system.StubbornAs(Actors.Bank(id, Role.BankOfficer), loan), system.StubbornAs(Actors.Bank(id, Role.BankApprover), loan));
        await Eventually.True(async () => (await bank.Officer.Put("/api/loan/banks/appetite", new { appetites = new[] { new { productCode = "TALENT", amountYuanMin = Yuan.Wan(1), amountYuanMax = Yuan.Wan(2000) } } })).Status == HttpStatusCode.OK, $"{name} is known to Loan");
        return bank;
    }

    /// <summary>A firm with one accredited talent.</summary>
    public async Task<Applicant> FirmJoins(TalentClass talentClass = TalentClass.C, FirmProfile? profile = null)
    {
        var firm = Guid.CreateVersion7();
        await wire.Publish(Registered(firm, OrganisationKind.Startup, "青岛某某科技有限公司", profile ?? Profile));
        await wire.Publish(new TalentAccredited
        {
            TalentId = Guid.CreateVersion7(),
            Version = 1,
            FirmId = firm,
            NameMasked = "张**",
            Class = talentClass,
            CertificateNumber = "QD-C-2025-000123",
            ValidFrom = new DateOnly(2025, 1, 1),
            ValidUntil = new DateOnly(2039, 12, 31),
            EmployedSince = new DateOnly(2021, 7, 1),
            DistrictCode = Actors.District370212,
            At = DateTimeOffset.UtcNow,
        });
        return new Applicant(firm, system.StubbornAs(Actors.Startup(firm), loan));
    }

    private static OrganisationChanged Registered(Guid id, OrganisationKind kind, string name, FirmProfile? profile) => new()
    {
        OrganisationId = id,
        Version = 1,
        Kind = kind,
        CreditCode = "91110000600037341L",
        Name = name,
        DistrictCode = Actors.District370212,
        Active = true,
        Profile = profile,
        At = DateTimeOffset.UtcNow,
    };

    /// <summary>A startup's side of the market.</summary>
    public sealed record Applicant(Guid FirmId, Session Session)
    {
        /// <summary>Submits at once to the named banks, or openly; answers the application's id. Waits until the firm and its talent are known.</summary>
        public async Task<Guid> Submits(decimal amountYuan, params Lender[] banks)
        {
            Answer? answer = null;
            await Eventually.True(async () => (answer = await Session.Post("/api/loan/applications", Request(amountYuan, banks))).Status == HttpStatusCode.Created,
                "the application is accepted", TimeSpan.FromSeconds(60), () => answer is { Status: HttpStatusCode.BadRequest } ? answer.Text : null);
            return IdOf(answer!.Ok);
        }

        public static object Request(decimal amountYuan, params Lender[] banks) => new
        {
            productCode = "TALENT",
            amountYuan = Yuan.Of(amountYuan),
            tenorMonths = 12,
            use = "RND",
            purpose = "研发投入",
            mode = banks.Length > 0 ? "Targeted" : "Open",
            bankIds = banks.Select(bank => bank.Id).ToArray(),
            submit = true,
        };

        public async Task<JsonNode> Application(Guid id) => (await Session.Get($"/api/loan/applications/{id}")).Ok["application"]!;

        public async Task<string> State(Guid id) => (await Application(id))["state"]!.GetValue<string>();

        public Task Sees(Guid id, string state, TimeSpan? within = null) => Eventually.Becomes(() => State(id), seen => seen == state, $"the application is {state}", within ?? TimeSpan.FromMinutes(2));

        public async Task Withdraws(Guid id) => _ = (await Session.Post($"/api/loan/applications/{id}/withdraw")).Ok;

        public async Task Accepts(Guid offerId) => _ = (await Session.Post($"/api/loan/offers/{offerId}/accept")).Ok;
    }

    /// <summary>A bank's side of the market.</summary>
    public sealed record Lender(Guid Id, string Name, Session Officer, Session Approver)
    {
        public async Task<Guid> InvitationTo(Guid applicationId) =>
            IdOf((await Officer.Get($"/api/loan/invitations?applicationId={applicationId}")).Ok["items"]!.AsArray().Single()!);

        /// <summary>Takes the invitation and makes a binding offer.</summary>
        public async Task<Guid> Offers(Guid applicationId, decimal amountYuan, int spreadBp = 10)
        {
            var invitation = await InvitationTo(applicationId);
            return IdOf((await Officer.Post($"/api/loan/invitations/{invitation}/offers", new { amountYuan = Yuan.Of(amountYuan), spreadBp, tenorMonths = 12, method = "EqualInstalment" })).Ok);
        }

        public async Task<Guid> Signs(Guid applicationId, string contractNumber, DateOnly on) =>
            IdOf((await Officer.Post($"/api/loan/applications/{applicationId}/contract", new { contractNumber, signedOn = on })).Ok);

        public async Task<JsonNode> PaysOut(Guid loanId, decimal amountYuan, DateOnly on, bool final = true) =>
            (await Officer.Post($"/api/loan/loans/{loanId}/disbursements", new { amountYuan = Yuan.Of(amountYuan), disbursedOn = on, final })).Ok;


    }

    private static Guid IdOf(JsonNode node) => node["id"]!.GetValue<Guid>();
}
