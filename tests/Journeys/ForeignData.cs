using System.Net;
using System.Text;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Xunit;
using static TalentFinance.Tests.Journeys.World;

namespace TalentFinance.Tests.Journeys;

/// <summary>What is another's looks absent: to another startup, another bank, another district, each with the right role.</summary>
public sealed class ForeignData(World world)
{
    private const string OtherDistrict = "370203";

    private sealed record Thing(string Path, Person Owner, RunningService Service, params Caller[] Strangers);

    [Fact]
    public async Task Foreign_ids_look_absent()
    {
        var firm = await world.FirmWithTalent("青岛私家科技有限公司");
        using var file = new ByteArrayContent([.. Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n")]);
        var document = Id((await firm.Contact.PostRaw("/api/registry/documents?name=licence.pdf", file)).Ok);
        var qualification = Id((await firm.Contact.Post("/api/registry/qualifications", new { code = "TECH_SME", certificateNumber = "2025370212000001", validFrom = "2025-01-01", validUntil = "2027-12-31" })).Ok);
        var application = await firm.Applies(400_000m, world.Harbour);
        var offer = await world.Harbour.OffersAtOnce(application, 400_000m);
        var invitation = Id(await world.Harbour.InvitationTo(application));
        await firm.Accepts(offer);
        await firm.SeesState(application, "Covered");
        var loan = Id((await world.Harbour.Officer.Post($"/api/loan/applications/{application}/contract", new { contractNumber = $"GW-{application:N}", signedOn = Today })).Ok);

        Caller startup = Actors.Startup((await world.FirmJoins("青岛路人科技有限公司")).Id), agent = Actors.Make(OrganisationKind.Agent, Guid.NewGuid(), Role.Agent);
        Caller bank = Actors.Bank(world.Hill.Id, Role.BankOfficer), approver = Actors.Bank(world.Hill.Id, Role.BankApprover), system = Actors.Bank(world.Hill.Id, Role.BankSystem);
        Caller officer = Elsewhere(Role.PoolOfficer), second = Elsewhere(Role.PoolApprover), auditor = Elsewhere(Role.Auditor);
        Caller[] market = [startup, bank, approver, system, officer, second, auditor], registry = [startup, agent, bank, officer, second, auditor];
        Thing[] things =
        [
            new($"/api/loan/applications/{application}", firm.Contact, world.Loan, market),
            new($"/api/loan/applications/{application}/offers", firm.Contact, world.Loan, market),
            new($"/api/loan/invitations/{invitation}", firm.Contact, world.Loan, market),
            new($"/api/loan/offers/{Id(offer)}", firm.Contact, world.Loan, startup, bank, approver, system),
            new($"/api/loan/loans/{loan}", firm.Contact, world.Loan, market),
            new($"/api/riskpool/covers/{Id(offer)}", firm.Contact, world.RiskPool, market),
            new($"/api/registry/organisations/{firm.Id}", firm.Contact, world.Registry, registry),
            new($"/api/registry/talents/{firm.TalentId}", firm.Contact, world.Registry, registry),
            new($"/api/registry/qualifications/{qualification}", firm.Contact, world.Registry, registry),
            new($"/api/registry/documents/{document}", firm.Contact, world.Registry, registry),
            new($"/api/registry/documents/{document}/content", firm.Contact, world.Registry, registry),
        ];
        var wrong = new List<string>();
        foreach (var thing in things)
        {
            if ((await thing.Owner.Get(thing.Path)).Status != HttpStatusCode.OK) wrong.Add($"{thing.Path} is not open to its owner");
            foreach (var stranger in thing.Strangers)
                if ((await world.System.As(stranger, thing.Service).Get(thing.Path)).Status is not HttpStatusCode.NotFound and var status) wrong.Add($"{thing.Path} for {stranger.Name} of {stranger.Kind} {stranger.DistrictCode}: {(int)status}");
        }

        // Lists: what the owner finds there, a stranger does not, however it asks.
        (string Path, Guid Row, RunningService Service, Caller[] Strangers)[] lists =
        [
            ("/api/loan/applications", application, world.Loan, market), ($"/api/loan/invitations?applicationId={application}", invitation, world.Loan, market),
            ("/api/loan/offers", Id(offer), world.Loan, [startup, bank, approver, system]), ($"/api/loan/loans?applicationId={application}", loan, world.Loan, market),
            ($"/api/riskpool/covers?application={application}", Id(offer), world.RiskPool, market), ($"/api/registry/organisations?creditCode={firm.CreditCode}", firm.Id, world.Registry, registry),
            ($"/api/registry/talents?firmId={firm.Id}", firm.TalentId, world.Registry, registry), ($"/api/registry/qualifications?firmId={firm.Id}", qualification, world.Registry, registry),
            ($"/api/registry/documents?firmId={firm.Id}", document, world.Registry, registry),
        ];
        foreach (var (path, row, service, strangers) in lists)
        {
            if (!await Lists(firm.Contact.Get(path), row)) wrong.Add($"{path} does not list its own row to its owner");
            foreach (var stranger in strangers)
                if (await Lists(world.System.As(stranger, service).Get(path), row)) wrong.Add($"{path} lists a foreign row to {stranger.Name} of {stranger.Kind} {stranger.DistrictCode}");
        }

        // Writes to foreign things find nothing either.
        (string Path, object? Body, RunningService Service, Caller Stranger)[] writes =
        [
            ($"/api/loan/applications/{application}/withdraw", null, world.Loan, startup), ($"/api/loan/offers/{Id(offer)}/accept", null, world.Loan, startup), ($"/api/loan/invitations/{invitation}/answer", new { text = "x" }, world.Loan, startup),
            ($"/api/loan/invitations/{invitation}/take", null, world.Loan, bank), ($"/api/loan/offers/{Id(offer)}/approve", null, world.Loan, approver),
            ($"/api/loan/applications/{application}/contract", new { contractNumber = "X", signedOn = Today }, world.Loan, bank), ($"/api/loan/loans/{loan}/disbursements", new { amountYuan = 1m, disbursedOn = Today, final = true }, world.Loan, system),
            ($"/api/registry/talents/{firm.TalentId}/end", new { why = "LeftFirm" }, world.Registry, startup), ($"/api/registry/talents/{firm.TalentId}/end", new { why = "Withdrawn" }, world.Registry, officer),
            ($"/api/registry/qualifications/{qualification}/record", null, world.Registry, officer),
        ];
        foreach (var (path, body, service, stranger) in writes)
            if ((await world.System.As(stranger, service).Post(path, body)).Status is not HttpStatusCode.NotFound and var status) wrong.Add($"POST {path} for {stranger.Name} of {stranger.Kind} {stranger.DistrictCode}: {(int)status}");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>A bank that the firm lets look sees just what it may: the profile, and no sales without a consent for those.</summary>
    [Fact]
    public async Task A_consent_opens_what_it_names()
    {
        var firm = await world.FirmJoins("青岛授权科技有限公司");
        var path = $"/api/registry/organisations/{firm.Id}";
        Assert.Equal(HttpStatusCode.NotFound, (await world.Hill.Officer.Get(path)).Status);
        var consent = Id((await firm.Contact.Post("/api/registry/consents", new { granteeId = world.Hill.Id, scopes = new[] { "Profile" }, purpose = "贷前了解", validUntil = Today.AddMonths(3) })).Ok);
        var profile = (await world.Hill.Officer.Get(path)).Ok["profile"]!;
        Assert.Equal(45, profile["staff"]!.GetValue<int>());
        Assert.Null(profile["salesYuan"]);
        Assert.Null(profile["assetsYuan"]);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Harbour.Officer.Get(path)).Status);
        Assert.Contains("look at Profile under consent", await world.AuditOf("registry", firm.Id));
        _ = (await firm.Contact.Post($"/api/registry/consents/{consent}/revoke")).Ok;
        Assert.Equal(HttpStatusCode.NotFound, (await world.Hill.Officer.Get(path)).Status);
    }

    private static Caller Elsewhere(Role role) => Actors.Make(OrganisationKind.District, Guid.NewGuid(), role) with { DistrictCode = OtherDistrict };

    private static async Task<bool> Lists(Task<Answer> asked, Guid row) => await asked is { Status: HttpStatusCode.OK } answer && Items(answer).Any(item => Id(item) == row);
}
