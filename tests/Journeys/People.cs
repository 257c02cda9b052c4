using System.Net;
using System.Text.Json.Nodes;
using TalentFinance.Contracts;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Journeys;

/// <summary>Somebody who signed in at the gateway.</summary>
public sealed class Person(Session session, Guid accountId, string userName)
{
    public string UserName => userName;
    public Guid AccountId => accountId;
    public Task<Answer> Get(string path) => session.Get(path);
    public Task<Answer> Post(string path, object? body = null) => session.Post(path, body);
    public Task<Answer> Put(string path, object body) => session.Put(path, body);
    public Task<Answer> PostRaw(string path, HttpContent content) => session.PostRaw(path, content);
}

/// <summary>A startup's finance contact, in the words of the field.</summary>
public sealed class Firm(World world, Guid id, string creditCode, Person contact)
{
    public Guid Id => id;
    public string CreditCode => creditCode;
    public Person Contact => contact;
    /// <summary>The accreditation, once there is one.</summary>
    public Guid TalentId { get; set; }

    public async Task<Guid> ProposesTalent(TalentClass talentClass = TalentClass.C, string name = "张伟明") => World.Id((await contact.Post("/api/registry/talents", new
    {
        name,
        identityNumber = World.NewIdentityNumber(),
        @class = talentClass,
        certificateNumber = "QD-2025-000123",
        validFrom = "2024-01-01",
        validUntil = "2039-12-31",
        employedSince = "2021-07-01",
        shareBp = 3000,
    })).Ok);

    /// <summary>Proposed by the firm, checked by one officer of the district, confirmed by another.</summary>
    public async Task<Guid> Accredits(TalentClass talentClass = TalentClass.C, string name = "张伟明")
    {
        var talent = await ProposesTalent(talentClass, name);
        _ = (await world.Officer.Post($"/api/registry/talents/{talent}/accredit")).Ok;
        Assert.Equal("InForce", World.Text((await world.Approver.Post($"/api/registry/talents/{talent}/confirm")).Ok, "state"));
        return talent;
    }

    public static object Request(decimal amountYuan, params Lender[] banks) => new
    {
        productCode = "TALENT",
        amountYuan,
        tenorMonths = 12,
        use = "RND",
        purpose = "研发投入",
        mode = banks.Length > 0 ? "Targeted" : "Open",
        bankIds = banks.Select(bank => bank.Id).ToArray(),
        submit = true,
    };

    /// <summary>"Am I eligible?" The codes of what speaks against it.</summary>
    public async Task<JsonNode> AsksWhetherEligible(decimal amountYuan = 1_000_000m) =>
        (await contact.Post("/api/loan/eligibility", new { productCode = "TALENT", amountYuan, tenorMonths = 12, use = "RND" })).Ok;

    /// <summary>Waits until what the district decided has arrived at Loan.</summary>
    public Task IsEligible() => Eventually.True(async () => await contact.Post("/api/loan/eligibility", new { productCode = "TALENT", amountYuan = 100_000m, tenorMonths = 12, use = "RND" })
        is { Status: HttpStatusCode.OK, Body: { } body } && body["eligible"]!.GetValue<bool>(), "Loan knows the firm and its talent");

    public async Task<Guid> Applies(decimal amountYuan, params Lender[] banks) => World.Id((await contact.Post("/api/loan/applications", Request(amountYuan, banks))).Ok);

    public async Task<JsonNode> Sees(Guid application) => (await contact.Get($"/api/loan/applications/{application}")).Ok;

    public Task SeesState(Guid application, string state) =>
        Eventually.Becomes(async () => World.Text((await Sees(application))["application"]!, "state"), seen => seen == state, $"the application is {state}", TimeSpan.FromSeconds(60));

    /// <summary>Offers that bind, cheapest by true annual cost first.</summary>
    public async Task<JsonNode[]> Compares(Guid application) => [.. World.Items(await contact.Get($"/api/loan/applications/{application}/offers")).Where(offer => World.Text(offer, "state") == "Live")];

    public async Task<JsonNode> OfferOf(Guid application, Lender bank)
    {
        JsonNode? offer = null;
        await Eventually.True(async () => (offer = (await Compares(application)).SingleOrDefault(live => World.Id(live, "bankId") == bank.Id)) is not null, $"{bank.Name} has made an offer", TimeSpan.FromSeconds(60));
        return offer!;
    }

    public async Task Accepts(JsonNode offer) => Assert.Equal("Accepted", World.Text((await contact.Post($"/api/loan/offers/{World.Id(offer)}/accept")).Ok, "state"));
}

/// <summary>A bank's people in the portal.</summary>
public sealed record Lender(Guid Id, string Name, Person Officer, Person Approver)
{
    public async Task<JsonNode> InvitationTo(Guid application) => World.Items(await Officer.Get($"/api/loan/invitations?applicationId={application}")).Single();

    public Task<Answer> Offers(Guid invitation, decimal amountYuan, int spreadBp = 10, decimal feeYuan = 0) =>
        Officer.Post($"/api/loan/invitations/{invitation}/offers", new { amountYuan, spreadBp, tenorMonths = 12, method = "EqualInstalment", feeYuan, conditions = "" });

    /// <summary>Signs the contract as soon as the pool has reserved.</summary>
    public async Task<Guid> Signs(Guid application)
    {
        Answer? answer = null;
        await Eventually.True(async () => (answer = await Officer.Post($"/api/loan/applications/{application}/contract", new { contractNumber = $"HT-{application:N}", signedOn = World.Today })).Status == HttpStatusCode.Created, "the pool has reserved and the bank has signed");
        return World.Id(answer!.Ok);
    }

    public async Task<JsonNode> OffersAtOnce(Guid application, decimal amountYuan, int spreadBp = 10) => (await Offers(World.Id(await InvitationTo(application)), amountYuan, spreadBp)).Ok;
}
