using System.Net;
using System.Text.Json.Nodes;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Services.Loan;

/// <summary>What the pages of startups, banks and the district read beyond the main line.</summary>
public sealed class DesksWork(LoanSystem loan)
{
    private const string Api = "/api/loan";

    [Fact]
    public async Task A_bank_works_its_list_by_due_date_and_takes_many_at_once()
    {
        var startup = await loan.Startup();
        var ((bank, officer), (_, stranger)) = (await loan.Bank(), await loan.Bank());
        var ids = new List<string>();
        for (var i = 0; i < 5; i++) ids.Add(LoanSystem.Invitation(await startup.Post($"{Api}/applications", LoanSystem.Ask(100_000 + i, true, bank)), bank));
        await officer.Post($"{Api}/invitations/{ids[0]}/decline", new { reason = "CashFlow" });

        var (seen, cursor) = (new List<JsonNode>(), "");
        do
        {
            var page = (await officer.Get($"{Api}/invitations?sort=due&limit=2{cursor}")).Ok;
            seen.AddRange(page["items"]!.AsArray()!);
            cursor = page["next"] is { } next ? $"&cursor={next}" : null;
        } while (cursor is not null);
        Assert.Equal(ids[1..], seen.Select(row => row["id"]!.GetValue<string>()).ToArray());
        Assert.All(seen, row => Assert.Equal(("海智", "TALENT"), (row["firmName"]!.GetValue<string>(), row["productCode"]!.GetValue<string>())));

        var taken = (await officer.Post($"{Api}/invitations/take", new { ids = new[] { ids[0], ids[1], ids[2], Guid.NewGuid().ToString() } })).Ok;
        Assert.Equal([false, true, true, false], taken["results"]!.AsArray().Select(result => result!["taken"]!.GetValue<bool>()));
        Assert.Equal("illegal-move", taken["results"]![0]!["refusals"]![0]!["code"]!.GetValue<string>());
        Assert.Equal(0, (await stranger.Post($"{Api}/invitations/take", new { ids })).Ok["taken"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.BadRequest, (await officer.Post($"{Api}/invitations/take", new { ids = Array.Empty<string>() })).Status);
        Assert.Equal(2, Items(await officer.Get($"{Api}/invitations?mine=true")).Count);
        Assert.Empty(Items(await loan.As(Actors.Bank(bank, Role.BankOfficer)).Get($"{Api}/invitations?mine=true")));
        Assert.All(Items(await startup.Get($"{Api}/invitations?state=Taken")), row => Assert.Null(row!["takenByName"]));
        Assert.Equal(4, Items(await officer.Get($"{Api}/invitations?open=true&productCode=TALENT&text=海")).Count);
        Assert.Empty(Items(await officer.Get($"{Api}/invitations?dueUntil={DateTimeOffset.UtcNow:yyyy-MM-ddTHH:mm:ssZ}")));

        var dossier = (await officer.Get($"{Api}/invitations/{ids[1]}/dossier")).Ok;
        Assert.True(dossier["eligibility"]!["eligible"]!.GetValue<bool>());
        Assert.Equal(4, dossier["previousApplications"]!.AsArray().Count);
        Assert.Equal("张*", dossier["applicant"]!["talents"]![0]!["nameMasked"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get($"{Api}/invitations/{ids[1]}/dossier")).Status);

        var application = (await startup.Get($"{Api}/applications/{dossier["application"]!["id"]}")).Ok;
        Assert.Equal("Decision", application["deadlines"]![0]!["what"]!.GetValue<string>());
        Assert.Equal(["Startup", "Startup", "Bank"], application["timeline"]!.AsArray().Select(entry => entry!["by"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_startup_learns_at_once_what_it_could_have_and_what_it_costs()
    {
        var startup = await loan.Startup();
        var answers = Items(await startup.Post($"{Api}/eligibility/all", new { }));
        Assert.Equal(Items(await loan.Nobody.Get($"{Api}/products")).Count, answers.Count);
        Assert.True(answers.Single(answer => answer!["productCode"]!.GetValue<string>() == "TALENT")!["eligible"]!.GetValue<bool>());
        var no = answers.First(answer => !answer!["eligible"]!.GetValue<bool>())!;
        Assert.Equal(no["result"]!["refusals"]!.AsArray().Count, no["missing"]!.AsArray().Count);

        var view = (await startup.Get($"{Api}/schedule?amountYuan=1000000&rateBp=345&tenorMonths=12&method=EqualInstalment&feeYuan=1000")).Ok;
        Assert.Equal((12, 1_000_000m), (view["schedule"]!.AsArray().Count, view["schedule"]!.AsArray().Sum(line => line!["principalYuan"]!.GetValue<decimal>())));
        Assert.InRange(view["effectiveBp"]!.GetValue<int>(), 346, 600);
        Assert.Equal(HttpStatusCode.BadRequest, (await startup.Get($"{Api}/schedule?amountYuan=0.001&rateBp=345&tenorMonths=12&method=Bullet")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await loan.Nobody.Get($"{Api}/schedule?amountYuan=1&rateBp=345&tenorMonths=12&method=Bullet")).Status);
    }

    [Fact]
    public async Task Any_list_is_a_spreadsheet_too_whole_exact_and_harmless()
    {
        var (startup, (bank, officer)) = (await loan.Startup(), await loan.Bank());
        for (var i = 0; i < 3; i++) await startup.Post($"{Api}/applications", LoanSystem.Ask(100_000.01m + i, true, bank));
        await startup.Post($"{Api}/applications", new { productCode = "TALENT", amountYuan = 100_000, tenorMonths = 12, use = "RND", purpose = "=1+\"1\",\n2", mode = "Targeted", bankIds = new[] { bank }, submit = true });
        var csv = (await officer.Get($"{Api}/applications?format=csv&limit=1")).Text;
        var lines = csv.Split("\r\n");
        Assert.StartsWith("as of,20", csv, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{Api}/loans", UriKind.Relative));
        request.Headers.Authorization = new("Bearer", loan.System.Token(officer.Caller));
        request.Headers.Accept.ParseAdd("text/csv");
        using var response = await loan.Service.Http.SendAsync(request);
        // Without its mark Excel takes Chinese for something else.
        Assert.Equal((byte[])[0xEF, 0xBB, 0xBF], (await response.Content.ReadAsByteArrayAsync())[..3]);
        Assert.Equal("text/csv; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("id,number,state,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",100002.01,", csv, StringComparison.Ordinal);
        Assert.Contains("\"'=1+\"\"1\"\",\n2\"", csv, StringComparison.Ordinal);
        Assert.Equal(4 + 2 + 1, lines.Length);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.Get($"{Api}/cockpit?format=csv")).Status);
        Assert.Contains("hitRateBp", (await loan.District(Role.Auditor).Get($"{Api}/cockpit?format=csv")).Text, StringComparison.Ordinal);
        Assert.Equal(12 + 3, (await startup.Get($"{Api}/schedule?amountYuan=1000000&rateBp=345&tenorMonths=12&method=EqualInstalment&format=csv")).Text.Split("\r\n").Length);
    }

    [Fact]
    public async Task The_district_sees_late_banks_policy_differences_and_its_own_audit_trail()
    {
        var (startup, (bank, officer)) = (await loan.Startup(), await loan.Bank());
        var invitation = LoanSystem.Invitation(await startup.Post($"{Api}/applications", LoanSystem.Ask(100_000, true, bank)), bank);
        await loan.Query($"""UPDATE "Invitations" SET "NextStepAt" = now() - interval '1 hour', "NextStep" = 'Escalated', "RespondBy" = now() - interval '1 hour' WHERE "Id" = '{invitation}'""");
        var district = loan.District(Role.PoolOfficer);
        await Eventually.True(async () => Items(await district.Get($"{Api}/escalations?limit=200")).Any(row => row!["invitation"]!["id"]!.GetValue<string>() == invitation), "the district sees the escalation");
        await officer.Post($"{Api}/invitations/{invitation}/decline", new { reason = "CashFlow" });
        Assert.DoesNotContain(Items(await district.Get($"{Api}/escalations?limit=200")), row => row!["invitation"]!["id"]!.GetValue<string>() == invitation);

        var policy = (await loan.Nobody.Get($"{Api}/products/TALENT")).Ok["policy"]!.DeepClone().AsObject();
        policy["banksMax"] = 7;
        var version = (await district.Post($"{Api}/products/versions", new { policy, effectiveFrom = "2099-01-01" })).Ok["id"];
        var changes = (await district.Get($"{Api}/products/versions/{version}/diff")).Ok["changes"]!.AsArray();
        Assert.Equal(["effectiveFrom", "policy.banksMax"], changes.Select(change => change!["path"]!.GetValue<string>()));
        Assert.Equal(7, changes[1]!["after"]!.GetValue<int>());
        var draft = (await loan.District(Role.PoolApprover).Get($"{Api}/products/versions/{version}")).Ok;
        Assert.Equal(("Draft", district.Caller.AccountId, district.Caller.Name), (draft["state"]!.GetValue<string>(), draft["madeBy"]!["accountId"]!.GetValue<Guid>(), draft["madeBy"]!["name"]!.GetValue<string>()));
        var approver = loan.District(Role.PoolApprover);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, (await approver.Post($"{Api}/products/versions/{version}/reject", new { reason = " " })).Status);
        _ = (await approver.Post($"{Api}/products/versions/{version}/reject", new { reason = "seven banks are too many" })).Ok;
        var rejected = (await district.Get($"{Api}/products/versions/{version}")).Ok;
        Assert.Equal(("Rejected", "seven banks are too many", approver.Caller.AccountId), (rejected["state"]!.GetValue<string>(), rejected["reason"]!.GetValue<string>(), rejected["decidedBy"]!["accountId"]!.GetValue<Guid>()));
        Assert.Contains("seven banks", Items(await district.Get($"{Api}/audit?subjectId={version}&action=reject"))[0]!["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await district.Get($"{Api}/products/versions/{Guid.NewGuid()}")).Status);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await officer.Get($"{Api}/products/versions/{version}")).Status);

        Assert.Equal("decline", Items(await district.Get($"{Api}/audit?subjectId={invitation}&action=decl"))[0]!["action"]!.GetValue<string>());
        Assert.Empty(Items(await district.Get($"{Api}/audit?subjectId={invitation}&who=nobody-of-that-name")));
        Assert.Empty(Items(await loan.As(Actors.District(Role.PoolOfficer) with { DistrictCode = "370203" }).Get($"{Api}/audit?subjectId={invitation}")));
    }

    private static JsonArray Items(Answer answer) => answer.Ok["items"]!.AsArray();
}
