using System.Net;
using Xunit;

namespace TalentFinance.Tests.Services.Loan;

/// <summary>Submissions of the same moment are committed together: each is whole, a repeated one counts once, and a bad one fails alone.</summary>
public sealed class SubmissionsTogether(LoanSystem loan)
{
    private const string Api = "/api/loan/applications";

    [Fact]
    public async Task What_comes_in_the_same_moment_shares_transactions_and_what_is_refused_is_not_in_them()
    {
        var (bank, _) = await loan.Bank();
        var startup = await loan.Startup();
        var sound = Enumerable.Range(0, 100).Select(_ => startup.Post(Api, LoanSystem.Ask(900_000, true, bank)));
        var nonsense = Enumerable.Range(0, 20).Select(_ => startup.Post(Api, LoanSystem.Ask(90_000_000, true, bank)));
        var answers = await Task.WhenAll(sound.Concat(nonsense));
        Assert.All(answers[..100], answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.All(answers[100..], answer => Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status));
        await EachIsWhole(100, startup.Caller.OrganisationId, bank);
        Assert.InRange(await Count($"""SELECT count(DISTINCT xmin::text) FROM "Applications" WHERE "FirmId" = '{startup.Caller.OrganisationId}'"""), 1, 99);
    }

    [Fact]
    public async Task A_repetition_in_the_same_moment_counts_once_and_spoils_nothing_for_the_others()
    {
        var (bank, _) = await loan.Bank();
        var startup = await loan.Startup();
        var keys = Enumerable.Range(0, 60).Select(_ => Guid.NewGuid().ToString()).ToArray();
        var answers = await Task.WhenAll(keys.SelectMany((key, i) => Enumerable.Repeat(key, i % 10 == 0 ? 3 : 1)).Select(async key => (Key: key, Answer: await startup.Post(Api, LoanSystem.Ask(900_000, true, bank), key))));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Answer.Status));
        Assert.All(answers.GroupBy(answer => answer.Key), same => Assert.Single(same.Select(answer => answer.Answer.Text).Distinct()));
        Assert.Equal(keys.Length, answers.Select(answer => answer.Answer.Ok["id"]!.GetValue<Guid>()).Distinct().Count());
        await EachIsWhole(keys.Length, startup.Caller.OrganisationId, bank);
    }

    private async Task EachIsWhole(long count, Guid firm, Guid bank)
    {
        Assert.Equal(count, await Count($"""SELECT count(*) FROM "Applications" WHERE "FirmId" = '{firm}' AND "State" = 'Submitted'"""));
        Assert.Equal(count, await Count($"""SELECT count(*) FROM "Invitations" WHERE "BankId" = '{bank}'"""));
        Assert.Equal(count, await Count($"""SELECT count(*) FROM "Answers" WHERE "OrganisationId" = '{firm}' AND "Location" IS NOT NULL"""));
        Assert.Equal(count, await Count($"""SELECT count(DISTINCT "SubjectId") FROM "Audit" WHERE "OrganisationId" = '{firm}'"""));
    }

    private async Task<long> Count(string sql) => (long)(await loan.Query(sql))[0][0]!;
}
