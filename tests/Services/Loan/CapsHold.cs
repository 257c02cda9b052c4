using System.Net;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Services.Loan;

/// <summary>What a firm and a talent may owe together: refused beforehand with every reason, and never exceeded afterwards.</summary>
public sealed class CapsHold(LoanSystem loan)
{
    private const string Api = "/api/loan";

    [Fact]
    public async Task What_is_not_eligible_gets_every_reason_and_leaves_the_draft_as_it_was()
    {
        var startup = await loan.Startup();
        var (bank, _) = await loan.Bank();
        var draft = (await startup.Post($"{Api}/applications", LoanSystem.Ask(90_000_000, false, bank))).Ok;
        Assert.Equal(["amount-too-large", "cap-firm", "cap-talent"], draft["eligibility"]!["refusals"]!.AsArray().Select(refusal => refusal!["code"]!.GetValue<string>()));
        var refused = await startup.Post($"{Api}/applications/{draft["id"]}/submit");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(["amount-too-large", "cap-firm", "cap-talent"], refused.RefusalCodes);
        Assert.Equal("Draft", await LoanSystem.StateOf(startup, draft["id"]!.GetValue<string>()));
        Assert.Equal("Submitted", (await startup.Put($"{Api}/applications/{draft["id"]}", LoanSystem.Ask(900_000, true, bank))).Ok["state"]!.GetValue<string>());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await startup.Post($"{Api}/applications", LoanSystem.Ask(90_000_000, true, bank))).Status);
        Assert.Equal(1L, (await loan.Query($"""SELECT count(*) FROM "Applications" WHERE "FirmId" = '{startup.Caller.OrganisationId}'"""))[0][0]);
    }

    [Fact]
    public async Task Acceptances_in_the_same_moment_never_exceed_a_cap()
    {
        var startup = await loan.Startup();
        var (bank, officer) = await loan.Bank();
        var offers = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            var application = await startup.Post($"{Api}/applications", LoanSystem.Ask(5_000_000, true, bank));
            offers.Add((await officer.Post($"{Api}/invitations/{LoanSystem.Invitation(application, bank)}/offers", LoanSystem.Terms(5_000_000))).Ok["id"]!.GetValue<string>());
        }
        for (var round = 0; round < 6; round++) await Task.WhenAll(offers.Select(offer => startup.Post($"{Api}/offers/{offer}/accept")));
        // 2,000 wan for a talent of class B: four of the six fit.
        Assert.Equal("cap-talent", (await startup.Post($"{Api}/applications", LoanSystem.Ask(5_000_000, true, bank))).Code);
        Assert.All(await loan.Query($"""SELECT "OutstandingYuan" FROM "Exposures" JOIN "FirmSubjects" USING ("SubjectId") WHERE "FirmId" = '{startup.Caller.OrganisationId}'"""), row => Assert.Equal(20_000_000m, row[0]));
        Assert.Equal(4L, (await loan.Query($"""SELECT count(*) FROM "Applications" WHERE "FirmId" = '{startup.Caller.OrganisationId}' AND "State" = 'Accepted'"""))[0][0]);
    }

    [Fact]
    public async Task One_certificate_secures_one_loan()
    {
        var (first, second) = (await loan.Startup(), await loan.Startup());
        var (bank, officer) = await loan.Bank();
        var pledge = new { kind = "PATENT", certificateNumber = "zl-" + Guid.NewGuid().ToString("N"), appraisedYuan = 5_000_000 };
        var (applications, offers) = (new List<string>(), new List<string>());
        foreach (var (firm, number) in new[] { (first, pledge.certificateNumber), (second, pledge.certificateNumber.ToUpperInvariant()) })
        {
            var application = await firm.Post($"{Api}/applications", new { productCode = "IP_PLEDGE", amountYuan = 1_000_000, tenorMonths = 24, use = "RND", purpose = "", mode = "Targeted", bankIds = new[] { bank }, pledge = new { pledge.kind, certificateNumber = number, pledge.appraisedYuan }, submit = true });
            applications.Add(application.Ok["id"]!.GetValue<string>());
            offers.Add((await officer.Post($"{Api}/invitations/{LoanSystem.Invitation(application, bank)}/offers", LoanSystem.Terms(1_000_000))).Ok["id"]!.GetValue<string>());
        }
        _ = (await first.Post($"{Api}/offers/{offers[0]}/accept")).Ok;
        Assert.Equal("pledge-taken", Assert.Single((await second.Post($"{Api}/offers/{offers[1]}/accept")).RefusalCodes));
        Assert.Equal("Submitted", await LoanSystem.StateOf(second, applications[1]));
        // Given back, it is free for the other.
        _ = (await first.Post($"{Api}/applications/{applications[0]}/withdraw")).Ok;
        Assert.Equal("Accepted", (await second.Post($"{Api}/offers/{offers[1]}/accept")).Ok["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_talent_at_two_firms_has_one_cap()
    {
        var talent = Guid.NewGuid();
        var (first, second) = (await loan.Startup(talent), await loan.Startup(talent));
        var (bank, officer) = await loan.Bank();
        // 2,000 wan for a talent of class B: each firm takes half, and then neither gets more.
        foreach (var firm in (Session[])[first, second, first, second])
        {
            var application = await firm.Post($"{Api}/applications", LoanSystem.Ask(5_000_000, true, bank));
            var offer = (await officer.Post($"{Api}/invitations/{LoanSystem.Invitation(application, bank)}/offers", LoanSystem.Terms(5_000_000))).Ok["id"];
            _ = (await firm.Post($"{Api}/offers/{offer}/accept")).Ok;
        }
        foreach (var firm in (Session[])[first, second])
            Assert.Equal("cap-talent", Assert.Single((await firm.Post($"{Api}/applications", LoanSystem.Ask(1_000_000, true, bank))).RefusalCodes));
        Assert.Equal([[20_000_000m]], await loan.Query($"""SELECT "OutstandingYuan" FROM "Exposures" WHERE "SubjectId" = '{talent}'"""));
    }
}
