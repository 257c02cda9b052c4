using System.Net;
using TalentFinance.Contracts;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Services.Registry;

/// <summary>A talent is one person however often and by whomever proposed, and goes with the firm that it works for.</summary>
public sealed class TalentsAreAccredited(RegistrySystem registry)
{
    private const string Api = "/api/registry";

    [Fact]
    public async Task A_talent_is_accredited_by_two_ends_once_and_everybody_hears()
    {
        var (agent, _, _) = await registry.Agent();
        var firm = (await agent.Post($"{Api}/organisations", RegistrySystem.Firm(RegistrySystem.NewCode()))).Ok["id"]!.GetValue<Guid>();
        var accredited = await registry.Wire.Listen<TalentAccredited>();
        var ended = await registry.Wire.Listen<TalentAccreditationEnded>();
        var number = RegistrySystem.NewIdentityNumber();
        var proposed = await agent.Post($"{Api}/talents", RegistrySystem.Talent(firm, number));
        var id = proposed.Ok["id"]!.GetValue<Guid>();
        Assert.DoesNotContain(number, proposed.Text, StringComparison.Ordinal);
        Assert.Equal("talent-live", (await agent.Post($"{Api}/talents", RegistrySystem.Talent(firm, number))).Code);

        Assert.Equal("illegal-move", (await registry.Approver.Post($"{Api}/talents/{id}/confirm")).Code);
        Assert.Equal(HttpStatusCode.Forbidden, (await registry.Officer.Post($"{Api}/talents/{id}/confirm")).Status);
        Assert.Equal("Reviewed", (await registry.Officer.Post($"{Api}/talents/{id}/accredit")).Ok["state"]!.GetValue<string>());
        Assert.Equal("InForce", (await registry.Approver.Post($"{Api}/talents/{id}/confirm")).Ok["state"]!.GetValue<string>());
        // The list names the firm, and tells the district who reviewed; the firm's side sees only that it was done.
        var name = (await agent.Get($"{Api}/organisations/{firm}")).Ok["name"]!.GetValue<string>();
        var listed = Assert.Single((await registry.Officer.Get($"{Api}/talents?firmId={firm}")).Ok["items"]!.AsArray())!;
        Assert.Equal((name, registry.Officer.Caller.AccountId, registry.Approver.Caller.AccountId), (listed["firmName"]!.GetValue<string>(), listed["reviewedBy"]!["accountId"]!.GetValue<Guid>(), listed["confirmedBy"]!["accountId"]!.GetValue<Guid>()));
        var own = (await agent.Get($"{Api}/talents/{id}")).Ok;
        Assert.Equal((name, true, true), (own["firmName"]!.GetValue<string>(), own["reviewedBy"] is null, own["confirmedBy"] is null));
        var certificate = (await agent.Post($"{Api}/qualifications", new { firmId = firm, code = "HNTE", certificateNumber = RegistrySystem.NewCode(), validFrom = "2025-01-01", validUntil = "2099-01-01" })).Ok;
        Assert.Equal(name, certificate["firmName"]!.GetValue<string>());
        Assert.Equal(name, Assert.Single((await registry.Officer.Get($"{Api}/qualifications?firmId={firm}")).Ok["items"]!.AsArray())!["firmName"]!.GetValue<string>());
        Assert.Equal(name, (await registry.Officer.Post($"{Api}/qualifications/{certificate["id"]}/record")).Ok["firmName"]!.GetValue<string>());
        Assert.Equal("张**", (await accredited.One(talent => talent.FirmId == firm)).NameMasked);

        Assert.Equal(HttpStatusCode.BadRequest, (await agent.Post($"{Api}/talents/{id}/end", new { why = "Withdrawn" })).Status);
        Assert.Equal("Ended", (await agent.Post($"{Api}/talents/{id}/end", new { why = "LeftFirm", note = "moved" })).Ok["state"]!.GetValue<string>());
        Assert.Equal("LeftFirm: moved", (await ended.One(talent => talent.FirmId == firm)).Reason);
        var row = Assert.Single(await registry.Query($"""SELECT a."State", a."LiveKey", t."Version", t."IdentityProtected" FROM "Accreditations" a JOIN "Talents" t ON t."Id" = a."TalentId" WHERE a."Id" = '{id}'"""));
        Assert.Equal(("Ended", null, 4), (row[0], row[1], (int)row[2]!));
        Assert.DoesNotContain(number, (string)row[3]!, StringComparison.Ordinal);
        Assert.DoesNotContain(number, registry.Service.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_name_beside_a_number_blocks_nobody()
    {
        var ((agent, _, _), number) = (await registry.Agent(), RegistrySystem.NewIdentityNumber());
        async Task<Answer> Propose(string name, Guid firm)
        {
            var body = System.Text.Json.JsonSerializer.SerializeToNode(RegistrySystem.Talent(firm, number), TalentFinance.Hosting.Problems.Json)!;
            body["name"] = name;
            return await agent.Post($"{Api}/talents", body);
        }
        async Task<Guid> Firm() => (await agent.Post($"{Api}/organisations", RegistrySystem.Firm(RegistrySystem.NewCode()))).Ok["id"]!.GetValue<Guid>();
        var (hostile, own) = (await Firm(), await Firm());
        var wrong = (await Propose("张冠李", hostile)).Ok["id"];
        var proposed = (await Propose("张伟明", own)).Ok;
        Assert.Equal("张伟明", proposed["name"]!.GetValue<string>());
        _ = (await registry.Officer.Post($"{Api}/talents/{wrong}/reject", new { reason = "another name on the card" })).Ok;
        _ = (await registry.Officer.Post($"{Api}/talents/{proposed["id"]}/accredit")).Ok;
        _ = (await registry.Approver.Post($"{Api}/talents/{proposed["id"]}/confirm")).Ok;
        Assert.Equal("张冠李", (await agent.Get($"{Api}/talents/{wrong}")).Ok["name"]!.GetValue<string>());
        var refused = await Propose("张冠李", hostile);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "name-mismatch", "name"), (refused.Status, refused.Code, refused.RefusedFields[0]));
    }

    [Fact]
    public async Task A_firms_talents_follow_it_to_another_district()
    {
        var (agent, _, _) = await registry.Agent();
        var code = RegistrySystem.NewCode();
        var firm = (await agent.Post($"{Api}/organisations", RegistrySystem.Firm(code))).Ok["id"]!.GetValue<Guid>();
        var talent = (await agent.Post($"{Api}/talents", RegistrySystem.Talent(firm, RegistrySystem.NewIdentityNumber()))).Ok["id"];
        _ = (await registry.Administrator.Put($"{Api}/organisations/{firm}", new { name = "moved", districtCode = "370214" })).Ok;
        Assert.Equal(HttpStatusCode.NotFound, (await registry.Officer.Post($"{Api}/talents/{talent}/accredit")).Status);
        var officer = registry.System.As(Actors.District(TalentFinance.Hosting.Role.PoolOfficer) with { DistrictCode = "370214" }, registry.Service);
        Assert.Equal(talent!.ToString(), Assert.Single((await officer.Get($"{Api}/talents?firmId={firm}")).Ok["items"]!.AsArray())!["id"]!.ToString());
        Assert.Equal("Reviewed", (await officer.Post($"{Api}/talents/{talent}/accredit")).Ok["state"]!.GetValue<string>());
    }
}
