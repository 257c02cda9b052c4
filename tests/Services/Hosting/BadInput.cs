using System.Net;
using System.Net.Http.Headers;
using System.Text;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Services.Hosting;

/// <summary>Whatever is sent, the answer is a problem document that says which field and why, and nothing is written.</summary>
public sealed class BadInput(PoolSystem pool)
{
    private const string Path = "/api/riskpool/funding";

    public static TheoryData<string, int, string> Bodies => new()
    {
        { "", 400, "body" },
        { "{", 400, "body" },
        { "[]", 400, "body" },
        { "null", 400, "body" },
        { """{"pool":"LS-TALENT","layer":"DISTRICT","amountYuan":"100","documentReference":"x"}""", 400, "amountYuan" },
        { """{"pool":"LS-TALENT","layer":"DISTRICT","amountYuan":1.005,"documentReference":"x"}""", 400, "amountYuan" },
        { """{"pool":"LS-TALENT","layer":"DISTRICT","amountYuan":1e30,"documentReference":"x"}""", 400, "amountYuan" },
        { """{"pool":"LS-TALENT","layer":"DISTRICT","amountYuan":-1,"documentReference":"x"}""", 400, "amountYuan" },
        { """{"pool":"LS-TALENT","layer":"DISTRICT","amountYuan":0,"documentReference":"x"}""", 400, "amountYuan" },
        { """{"pool":"NOPE","layer":"DISTRICT","amountYuan":1,"documentReference":"x"}""", 400, "pool" },
        { """{"pool":"LS-TALENT","layer":"MOON","amountYuan":1,"documentReference":"x"}""", 400, "layer" },
        { """{"pool":"LS-TALENT","layer":"DISTRICT","amountYuan":1}""", 400, "documentReference" },
        { """{"pool":"LS-TALENT","layer":"DISTRICT","amountYuan":1,"documentReference":null}""", 400, "documentReference" },
        { """{"pool":"LS-TALENT","layer":"DISTRICT","amountYuan":1,"documentReference":""}""", 400, "documentReference" },
        { """{"pool":"LS-TALENT\\u0000","layer":"DISTRICT","amountYuan":1,"documentReference":"x"}""", 400, "pool" },
        { """{"pool":"LS-TALENT","layer":"DISTRICT","amountYuan":1,"documentReference":7}""", 400, "documentReference" },
        { """{"pool":"LS-TALENT","layer":"DISTRICT","amountYuan":1,"documentReference":"x","valueOn":"31.12.2025"}""", 400, "valueOn" },
        { """{"pool":"LS-TALENT","layer":"DISTRICT","amountYuan":1,"documentReference":"x","colour":"red"}""", 400, "colour" },
        { """{"pool":"LS-TALENT","layer":"DISTRICT","amountYuan":1,"amountYuan":2,"documentReference":"x"}""", 400, "amountYuan" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_bad_body_is_told_by_field(string body, int status, string field)
    {
        var answer = await Post(body, "application/json");
        Assert.Equal(status, (int)answer.Status);
        Assert.True(answer.Text.Contains(field, StringComparison.Ordinal), answer.Text);
        Assert.NotNull(answer.Code);
        Assert.DoesNotContain("TalentFinance.", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
        Assert.Equal(0L, (await pool.Query("SELECT count(*) FROM \"Fundings\" WHERE \"DocumentReference\" IN ('', 'x')"))[0][0]);
    }

    [Theory]
    [InlineData("covers?chain=%00", "chain")]
    [InlineData("covers?contract=a%00b", "contract")]
    [InlineData("ledger/entries?pool=%00", "pool")]
    [InlineData("audit?who=x%00", "who")]
    [InlineData("funding?pool=%00", "pool")]
    [InlineData("covers?from=9999-12-31", "from")]
    [InlineData("covers?until=9999-12-31", "until")]
    [InlineData("covers?from=0001-01-01", "from")]
    [InlineData("covers?talentClass=bogus", "talentClass")]
    [InlineData("covers?state=99", "state")]
    [InlineData("bank-limits?limit=0", "limit")]
    [InlineData("bank-limits?limit=201", "limit")]
    [InlineData("bank-limits?offset=-1", "offset")]
    [InlineData("ledger/entries?pool=LS-TALENT&limit=1000", "limit")]
    [InlineData("position/by/bank?offset=100001", "offset")]
    public async Task A_wrong_query_is_told_by_parameter(string query, string parameter)
    {
        var answer = await pool.As(Role.Auditor).Get($"/api/riskpool/{query}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(parameter, Assert.Single(answer.RefusedFields));
    }

    [Theory]
    [InlineData("covers?talentClass=-")]
    [InlineData("covers?talentClass=a&from=1900-01-01&until=2999-12-31&state=Exception")]
    [InlineData("bank-limits?limit=200&offset=100000")]
    public async Task What_lies_within_is_taken(string query) => Assert.Equal(HttpStatusCode.OK, (await pool.As(Role.Auditor).Get($"/api/riskpool/{query}")).Status);

    [Fact]
    public async Task An_over_long_text_names_its_limit()
    {
        var answer = await Post($$"""{"pool":"LS-TALENT","layer":"DISTRICT","amountYuan":1,"documentReference":"{{new string('x', 201)}}"}""", "application/json");
        Assert.Equal("documentReference", Assert.Single(answer.RefusedFields));
        Assert.Contains("200", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_oversized_body_is_refused_before_it_is_read() =>
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Post("{\"pool\":\"" + new string('x', 300_000) + "\"}", "application/json")).Status);

    [Fact]
    public async Task Another_content_type_is_refused()
    {
        var answer = await Post("pool=1", "application/x-www-form-urlencoded");
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported-media-type"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_write_without_key_is_told_what_to_send()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Path, UriKind.Relative)) { Content = new StringContent("""{"pool":"LS-TALENT","layer":"DISTRICT","amountYuan":1,"documentReference":"x"}""", Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", pool.System.Token(Actors.District(Role.PoolOfficer)));
        using var response = await pool.Pool.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Idempotency-Key", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_addresses_and_methods_are_called_that()
    {
        var officer = pool.As(Role.PoolOfficer);
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), await CodeOf(officer.Get("/api/riskpool/nothing")));
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), await CodeOf(officer.Get($"/api/riskpool/covers/{Guid.NewGuid()}")));
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "method-not-allowed"), await CodeOf(officer.Put("/api/riskpool/position")));
        Assert.Equal((HttpStatusCode.BadRequest, "bad-request"), await CodeOf(officer.Get("/api/riskpool/covers?limit=1000")));
        Assert.Equal((HttpStatusCode.BadRequest, "bad-request"), await CodeOf(officer.Get("/api/riskpool/covers?cursor=hello")));

        static async Task<(HttpStatusCode, string?)> CodeOf(Task<Answer> asked) => (await asked) is var answer ? (answer.Status, answer.Code) : default;
    }

    private async Task<Answer> Post(string body, string type)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        return await pool.As(Role.PoolOfficer).PostRaw(Path, content);
    }
}
