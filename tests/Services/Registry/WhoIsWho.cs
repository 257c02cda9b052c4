using System.Net;
using TalentFinance.Contracts;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Services.Registry;

/// <summary>What Registry answers is what its rows say afterwards, what others hear, and what the wrong people do not see.</summary>
public sealed class WhoIsWho(RegistrySystem registry)
{
    private const string Api = "/api/registry";

    [Fact]
    public async Task A_text_with_NUL_is_named_wherever_it_comes_in()
    {
        Assert.Equal("userName", Assert.Single((await registry.Nobody.Post($"{Api}/session", new { userName = "a\0b", password = "x" })).RefusedFields));
        Assert.Equal("actingFor", Assert.Single((await registry.Nobody.Post($"{Api}/token", new { clientId = Guid.NewGuid().ToString("N"), clientSecret = "x", actingFor = "\0" })).RefusedFields));
        var (agent, _, _) = await registry.Agent();
        var body = System.Text.Json.JsonSerializer.SerializeToNode(RegistrySystem.Firm(RegistrySystem.NewCode()), TalentFinance.Hosting.Problems.Json)!;
        body["profile"]!["park"] = "park\0";
        Assert.Equal("profile.park", Assert.Single((await agent.Post($"{Api}/organisations", body)).RefusedFields));
    }

    [Fact]
    public async Task Who_did_it_fits_however_long_the_names_are()
    {
        var (agent, clientId, secret) = await registry.Agent();
        var code = RegistrySystem.NewCode();
        var firm = (await agent.Post($"{Api}/organisations", RegistrySystem.Firm(code))).Ok["id"]!.GetValue<Guid>();
        var agentId = (await agent.Get($"{Api}/session")).Ok["organisationId"]!.GetValue<Guid>();
        foreach (var id in (Guid[])[firm, agentId]) await registry.Query($"""UPDATE "Organisations" SET "Name" = repeat('名', 200) WHERE "Id" = '{id}'""");
        var acting = await registry.SignIn(clientId, secret, code);
        var bank = await registry.Institution(OrganisationKind.Bank);
        var consent = await acting.Post($"{Api}/consents", new { granteeId = bank, scopes = new[] { "Profile" }, purpose = "loan review", validUntil = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(30)) });
        Assert.Equal(HttpStatusCode.Created, consent.Status);
        Assert.Equal(403, (int)(await registry.Query($"""SELECT length("Who") FROM "Audit" WHERE "SubjectId" = '{consent.Ok["id"]}'"""))[0][0]!);
    }

    [Theory]
    [InlineData("Documents", "UploadedAt")]
    [InlineData("Consents", "GrantedAt")]
    [InlineData("Mandates", "GivenAt")]
    public async Task The_districts_lists_are_not_sorted_at_each_look(string table, string at)
    {
        var plan = await registry.Query($"""
            SET enable_seqscan = off; SET enable_sort = off; EXPLAIN SELECT row.* FROM "{table}" row
            WHERE EXISTS (SELECT 1 FROM "Organisations" firm WHERE firm."Kind" = 'Startup' AND firm."DistrictCode" = '370212' AND firm."Id" = row."FirmId") ORDER BY row."{at}" DESC, row."Id" DESC LIMIT 51
            """);
        Assert.DoesNotContain(plan, line => ((string)line[0]!).Contains("Sort", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_credit_code_is_one_organisation_however_many_ask_at_once()
    {
        var (agent, _, _) = await registry.Agent();
        var code = RegistrySystem.NewCode();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => agent.Post($"{Api}/organisations", RegistrySystem.Firm(code))));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.All(answers, answer => Assert.True((int)answer.Status is 201 or 409 or 422, answer.Text));
        Assert.Equal(1L, (await registry.Query($"""SELECT count(*) FROM "Organisations" WHERE "CreditCode" = '{code}'"""))[0][0]);
    }

    [Fact]
    public async Task An_agent_acts_for_a_firm_only_while_it_has_its_mandate()
    {
        var (agent, clientId, secret) = await registry.Agent();
        var code = RegistrySystem.NewCode();
        var mandate = (await agent.Post($"{Api}/organisations", RegistrySystem.Firm(code))).Ok["mandateId"]!.GetValue<Guid>();
        var firm = await registry.SignIn(clientId, secret, code);
        var session = (await firm.Get($"{Api}/session")).Ok;
        Assert.Equal(("Startup", code), (session["roles"]![0]!.GetValue<string>(), session["creditCode"]!.GetValue<string>()));
        Assert.NotNull(session["actingThrough"]);
        Assert.Equal("firm-itself", (await firm.Post($"{Api}/mandates", new { agentId = Guid.NewGuid(), validUntil = "2099-01-01" })).Code);

        Assert.False((await firm.Post($"{Api}/mandates/{mandate}/revoke")).Ok["live"]!.GetValue<bool>());
        await Eventually.True(async () => (await firm.Get($"{Api}/session")).Status == HttpStatusCode.Unauthorized, "the token is void");
        Assert.Equal("no-mandate", (await registry.Nobody.Post($"{Api}/token", new { clientId, clientSecret = secret, actingFor = code })).Code);
        Assert.Equal(HttpStatusCode.OK, (await (await registry.SignIn(clientId, secret)).Get($"{Api}/session")).Status);
    }

    [Fact]
    public async Task An_institution_sees_what_a_live_consent_opens_and_each_look_is_recorded()
    {
        var bankId = await registry.Institution(OrganisationKind.Bank);
        var bank = registry.System.As(Actors.Bank(bankId, TalentFinance.Hosting.Role.BankOfficer), registry.Service);
        var (agent, clientId, secret) = await registry.Agent();
        var code = RegistrySystem.NewCode();
        var firmId = (await agent.Post($"{Api}/organisations", RegistrySystem.Firm(code))).Ok["id"]!.GetValue<Guid>();
        var firm = await registry.SignIn(clientId, secret, code);
        Assert.Equal(HttpStatusCode.NotFound, (await bank.Get($"{Api}/organisations/{firmId}")).Status);

        var consent = (await firm.Post($"{Api}/consents", new { granteeId = bankId, scopes = new[] { "Profile" }, purpose = "loan review", validUntil = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(30)) })).Ok["id"];
        var seen = (await bank.Get($"{Api}/organisations/{firmId}")).Ok["profile"]!;
        Assert.Equal("C3940", seen["industryCode"]!.GetValue<string>());
        Assert.Null(seen["salesYuan"]);
        Assert.Empty((await bank.Get($"{Api}/talents?firmId={firmId}")).Ok["items"]!.AsArray());
        Assert.Equal(1L, (await registry.Query($"""SELECT count(*) FROM "Audit" WHERE "SubjectId" = '{firmId}' AND "Action" = 'look at Profile under consent' AND "OrganisationId" = '{bankId}'"""))[0][0]);

        Assert.False((await firm.Post($"{Api}/consents/{consent}/revoke")).Ok["live"]!.GetValue<bool>());
        Assert.Equal(HttpStatusCode.NotFound, (await bank.Get($"{Api}/organisations/{firmId}")).Status);
    }

    [Fact]
    public async Task An_auditor_reads_the_own_districts_records_and_those_of_institutions()
    {
        var (agent, clientId, secret) = await registry.Agent();
        var code = RegistrySystem.NewCode();
        var firm = (await agent.Post($"{Api}/organisations", RegistrySystem.Firm(code))).Ok["id"]!.GetValue<Guid>();
        var talent = (await agent.Post($"{Api}/talents", RegistrySystem.Talent(firm, RegistrySystem.NewIdentityNumber()))).Ok["id"]!.GetValue<Guid>();
        var bank = await registry.Institution(OrganisationKind.Bank);
        var consent = (await (await registry.SignIn(clientId, secret, code)).Post($"{Api}/consents", new { granteeId = bank, scopes = new[] { "Profile" }, purpose = "loan review", validUntil = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(30)) })).Ok["id"]!.GetValue<Guid>();
        Session Auditor(string district, params TalentFinance.Hosting.Role[] roles) => registry.System.As(Actors.District(roles) with { DistrictCode = district }, registry.Service);
        foreach (var subject in (Guid[])[firm, talent, consent, bank])
        {
            async Task<int> Records(Session session) => (await session.Get($"{Api}/audit?subjectId={subject}")).Ok["items"]!.AsArray().Count;
            Assert.Equal((1, subject == bank ? 1 : 0, 1), (await Records(Auditor(Actors.District370212, TalentFinance.Hosting.Role.Auditor)), await Records(Auditor("370214", TalentFinance.Hosting.Role.Auditor)), await Records(Auditor("370214", TalentFinance.Hosting.Role.Administrator))));
        }
        Assert.DoesNotContain((await Auditor("370214", TalentFinance.Hosting.Role.Auditor).Get($"{Api}/audit?limit=200")).Ok["items"]!.AsArray(), row => row!["subjectId"]!.GetValue<Guid>() == firm);
    }

    [Fact]
    public async Task A_document_is_taken_by_its_content_and_comes_back_as_it_was()
    {
        var (agent, _, _) = await registry.Agent();
        var firm = (await agent.Post($"{Api}/organisations", RegistrySystem.Firm(RegistrySystem.NewCode()))).Ok["id"]!.GetValue<Guid>();
        const string pdf = "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n";
        using var refused = new StringContent("<html>no paper</html>");
        Assert.Equal("document-refused", (await agent.PostRaw($"{Api}/documents?firmId={firm}&name=licence.pdf", refused)).Code);
        using var taken = new StringContent(pdf);
        var document = (await agent.PostRaw($"{Api}/documents?firmId={firm}&name=licence.png", taken)).Ok;
        Assert.Equal("Pdf", document["kind"]!.GetValue<string>());
        Assert.Equal(pdf, (await agent.Get($"{Api}/documents/{document["id"]}/content")).Text);
        var (stranger, _, _) = await registry.Agent();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get($"{Api}/documents/{document["id"]}/content")).Status);
    }

    [Fact]
    public async Task A_banks_signing_key_is_shown_once_and_lies_nowhere_in_clear()
    {
        var bank = await registry.Institution(OrganisationKind.Bank);
        var clientId = (await registry.Administrator.Post($"{Api}/organisations/{bank}/clients", new { name = "core" })).Ok["clientId"]!.GetValue<string>();
        var heard = await registry.Wire.Listen<PartnerSystemChanged>();
        var system = new { baseAddresses = new[] { "http://127.0.0.1:9" }, enabled = true, clientId, timeoutSeconds = 5, concurrencyMax = 4 };
        var key = (await registry.Administrator.Put($"{Api}/banks/{bank}/system", system)).Ok["signingKey"]!.GetValue<string>();
        Assert.Equal(64, key.Length);
        Assert.Null((await registry.Administrator.Put($"{Api}/banks/{bank}/system", system)).Ok["signingKey"]);
        Assert.DoesNotContain(key, (await heard.One(told => told.BankId == bank && told.Version == 2)).ProtectedSigningKey, StringComparison.Ordinal);
        Assert.Empty(await registry.Query($"""SELECT 1 FROM "Answers" WHERE position('{key}' IN convert_from("Body", 'UTF8')) > 0"""));
    }
}
