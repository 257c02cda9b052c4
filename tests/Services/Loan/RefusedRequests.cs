using System.Net;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Services.Loan;

/// <summary>What a stranger asks for, what comes twice, and what is wrong in itself.</summary>
public sealed class RefusedRequests(LoanSystem loan)
{
    private const string Api = "/api/loan";

    [Fact]
    public async Task Others_see_nothing_and_a_repeated_request_is_one_application()
    {
        var (startup, stranger) = (await loan.Startup(), await loan.Startup());
        var ((bank, _), (_, otherOfficer)) = (await loan.Bank(), await loan.Bank());
        var key = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => startup.Post($"{Api}/applications", LoanSystem.Ask(1_000_000, true, bank), key)));
        Assert.Single(answers.Select(answer => answer.Text).Distinct());
        Assert.Equal("idempotency-key-reused", (await startup.Post($"{Api}/applications", LoanSystem.Ask(1_000_001, true, bank), key)).Code);
        var id = answers[0].Ok["id"];
        foreach (var session in new[] { stranger, otherOfficer })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await session.Get($"{Api}/applications/{id}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await session.Get($"{Api}/invitations/{LoanSystem.Invitation(answers[0], bank)}")).Status);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Post($"{Api}/applications/{id}/withdraw")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await loan.District(Role.Auditor).Post($"{Api}/applications/{id}/withdraw")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await loan.Nobody.Get($"{Api}/applications")).Status);
    }

    [Theory]
    [InlineData("applications?talentClass=bogus", "talentClass")]
    [InlineData("applications?submittedFrom=0001-01-01", "submittedFrom")]
    [InlineData("applications?submittedUntil=9999-12-31", "submittedUntil")]
    [InlineData("applications?decisionDays=-1", "decisionDays")]
    [InlineData("applications?state=77", "state")]
    [InlineData("applications?text=%00", "text")]
    [InlineData("loans?talentClass=7", "talentClass")]
    [InlineData("loans?invitedUntil=9999-12-31", "invitedUntil")]
    [InlineData("invitations?sort=bogus", "sort")]
    [InlineData("invitations?invitedFrom=0001-01-01", "invitedFrom")]
    [InlineData("cockpit?days=0", "days")]
    [InlineData("cockpit/days?days=3661", "days")]
    [InlineData("cockpit/waits?wait=9", "wait")]
    [InlineData("cockpit/by/product?days=-1", "days")]
    [InlineData("cockpit/banks?days=0", "days")]
    public async Task A_wrong_query_is_told_by_parameter(string query, string parameter)
    {
        var answer = await loan.District(Role.Auditor).Get($"{Api}/{query}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(parameter, Assert.Single(answer.RefusedFields));
    }

    [Theory]
    [InlineData("applications?talentClass=-&submittedFrom=1900-01-01&submittedUntil=2999-12-31&decisionDays=0")]
    [InlineData("loans?talentClass=a")]
    [InlineData("invitations?sort=due")]
    [InlineData("cockpit?days=3660")]
    public async Task What_lies_within_is_taken(string query) => Assert.Equal(HttpStatusCode.OK, (await loan.District(Role.Auditor).Get($"{Api}/{query}")).Status);

    [Fact]
    public async Task The_districts_list_of_invitations_is_not_sorted_at_each_look()
    {
        var plan = await loan.Query("""SET enable_seqscan = off; SET enable_sort = off; EXPLAIN SELECT * FROM "Invitations" WHERE "DistrictCode" = '370212' ORDER BY "InvitedAt" DESC, "Id" DESC LIMIT 51""");
        Assert.DoesNotContain(plan, line => ((string)line[0]!).Contains("Sort", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"productCode":"TALENT","amountYuan":-5,"tenorMonths":0,"use":"","purpose":"","mode":"Open"}""", "amountYuan")]
    [InlineData("""{"productCode":"TALENT","amountYuan":100000.001,"tenorMonths":12,"use":"RND","purpose":"","mode":"Open"}""", "amountYuan")]
    [InlineData("""{"productCode":"TALENT","amountYuan":"much","tenorMonths":12,"use":"RND","purpose":"","mode":"Open"}""", "amountYuan")]
    [InlineData("""{"productCode":"TALENT","amountYuan":1e15,"tenorMonths":12,"use":"RND","purpose":"","mode":"Open"}""", "amountYuan")]
    [InlineData("""{"productCode":"NONE","amountYuan":100000,"tenorMonths":12,"use":"RND","purpose":"","mode":"Open"}""", "productCode")]
    [InlineData("""{"productCode":"TALENT","amountYuan":100000,"tenorMonths":12,"use":"RND","purpose":"","mode":"Auction"}""", "mode")]
    [InlineData("""{"productCode":"TALENT","amountYuan":100000,"tenorMonths":12,"use":"RND","purpose":"","mode":"Open","surprise":1}""", "surprise")]
    public async Task Bad_input_names_its_field(string body, string field)
    {
        var startup = await loan.Startup();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var answer = await startup.PostRaw($"{Api}/applications", content);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(field, answer.RefusedFields[0]);
    }
}
