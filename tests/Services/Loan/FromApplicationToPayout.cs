using System.Globalization;
using System.Net;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Services.Loan;

/// <summary>One application's way through the service, as each side sees it and as its rows say afterwards.</summary>
public sealed class FromApplicationToPayout(LoanSystem loan)
{
    private const string Api = "/api/loan";
    private static string Today => DateTimeOffset.UtcNow.ToOffset(WorkingCalendar.ChinaOffset).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Two_banks_offer_the_pool_refuses_one_and_covers_the_other()
    {
        var startup = await loan.Startup();
        var ((dear, dearOfficer), (cheap, cheapOfficer)) = (await loan.Bank(), await loan.Bank());
        var application = await startup.Post($"{Api}/applications", LoanSystem.Ask(3_000_000, true, dear, cheap));
        var id = application.Ok["id"]!.GetValue<string>();
        var cheapOffer = (await cheapOfficer.Post($"{Api}/invitations/{LoanSystem.Invitation(application, cheap)}/offers", LoanSystem.Terms(3_000_000))).Ok["id"]!.GetValue<string>();
        var dearOffer = (await dearOfficer.Post($"{Api}/invitations/{LoanSystem.Invitation(application, dear)}/offers", LoanSystem.Terms(3_000_000, 90, inParts: true))).Ok["id"]!.GetValue<string>();

        Assert.Equal(HttpStatusCode.NotFound, (await dearOfficer.Get($"{Api}/offers/{cheapOffer}")).Status);
        Assert.Equal(dearOffer, Assert.Single((await dearOfficer.Get($"{Api}/applications/{id}/offers")).Ok["items"]!.AsArray())!["id"]!.GetValue<string>());
        Assert.Empty((await loan.District(Role.Auditor).Get($"{Api}/applications/{id}/offers")).Ok["items"]!.AsArray());
        var offers = (await startup.Get($"{Api}/applications/{id}/offers")).Ok["items"]!.AsArray();
        Assert.Equal([cheapOffer, dearOffer], offers.Select(offer => offer!["id"]!.GetValue<string>()));
        Assert.Equal([false, true], offers.Select(offer => offer!["aboveRateCap"]!.GetValue<bool>()));

        Assert.Equal("Accepted", (await startup.Post($"{Api}/offers/{cheapOffer}/accept")).Ok["state"]!.GetValue<string>());
        Assert.Equal("illegal-move", (await startup.Post($"{Api}/offers/{dearOffer}/accept")).Code);
        Assert.Equal("illegal-move", (await cheapOfficer.Post($"{Api}/applications/{id}/contract", new { contractNumber = "HT", signedOn = Today })).Code);
        await loan.Wire.Publish(new CoverRefused
        {
            ApplicationId = Guid.Parse(id),
            CoverId = Guid.Parse(cheapOffer),
            OfferId = Guid.Parse(cheapOffer),
            Version = 1,
            BankId = cheap,
            FirmId = startup.Caller.OrganisationId,
            Reasons = [Refusal.Rule("leverage", "full", "domain.md §2", "later")],
            At = DateTimeOffset.UtcNow,
        });
        await Eventually.True(async () => await LoanSystem.StateOf(startup, id) == "Submitted", "the startup may choose again");
        Assert.Equal("Accepted", (await startup.Post($"{Api}/offers/{dearOffer}/accept")).Ok["state"]!.GetValue<string>());
        await loan.Wire.Publish(LoanSystem.Reserved(Guid.Parse(id), Guid.Parse(dearOffer), dear, startup.Caller.OrganisationId));
        await Eventually.True(async () => await LoanSystem.StateOf(startup, id) == "Covered", "cover is reserved");

        Assert.Equal("not-your-offer", (await cheapOfficer.Post($"{Api}/applications/{id}/contract", new { contractNumber = "HT", signedOn = Today })).Code);
        var contract = (await dearOfficer.Post($"{Api}/applications/{id}/contract", new { contractNumber = "HT-1", signedOn = Today })).Ok["id"]!.GetValue<string>();
        Assert.Equal("payout-above-contract", (await dearOfficer.Post($"{Api}/loans/{contract}/disbursements", new { amountYuan = 3_000_000.01m, disbursedOn = Today, final = true })).Code);
        var disbursed = await loan.Wire.Listen<LoanDisbursed>();
        await dearOfficer.Post($"{Api}/loans/{contract}/disbursements", new { amountYuan = 1_000_000, disbursedOn = Today, final = false, reference = "V1" });
        Assert.Equal("payout-recorded", (await dearOfficer.Post($"{Api}/loans/{contract}/disbursements", new { amountYuan = 1_000_000, disbursedOn = Today, final = false, reference = "V1" })).Code);
        var paid = (await dearOfficer.Post($"{Api}/loans/{contract}/disbursements", new { amountYuan = 1_500_000.5m, disbursedOn = Today, final = true, reference = "V2" })).Ok;
        Assert.Equal(2_500_000.5m, paid["schedule"]!.AsArray().Sum(line => line!["principalYuan"]!.GetValue<decimal>()));
        var last = await disbursed.One(e => e.LoanId == Guid.Parse(contract) && e.Final);
        Assert.Equal((2_500_000.5m, 1_500_000.5m, "HT-1"), (last.TotalYuan.Amount, last.AmountYuan.Amount, last.ContractNumber));
        // Another bank's officer does not hear how it ended, nor how the firm stands today.
        var elsewhere = (await cheapOfficer.Get($"{Api}/invitations/{LoanSystem.Invitation(application, cheap)}/dossier")).Ok;
        Assert.Null(elsewhere["eligibility"]);
        Assert.NotNull((await dearOfficer.Get($"{Api}/invitations/{LoanSystem.Invitation(application, dear)}/dossier")).Ok["eligibility"]);
        // The longest number that a pool gives: its code, the year, six digits.
        var number = new string('P', 40) + "-2026-000001";
        await loan.Wire.Publish(new CoverConfirmed
        {
            CoverId = last.OfferId,
            CoverNumber = number,
            LoanId = last.LoanId,
            ApplicationId = last.ApplicationId,
            OfferId = last.OfferId,
            DisbursementId = last.DisbursementId,
            Version = 3,
            BankId = last.BankId,
            FirmId = last.FirmId,
            ContractNumber = last.ContractNumber,
            SchemeCode = "P",
            SchemeVersion = 1,
            PrincipalYuan = last.AmountYuan,
            TotalYuan = last.AmountYuan,
            Shares = [],
            At = DateTimeOffset.UtcNow,
        });
        await Eventually.True(async () => (await dearOfficer.Get($"{Api}/loans/{contract}")).Ok["coverNumber"]?.GetValue<string>() == number, "the loan bears its cover's number");
        // What was done is the district's own to read, and no other's.
        foreach (var subject in (string[])[id, dearOffer, contract])
        {
            async Task<bool> Sees(string district, Role role) => (await loan.As(Actors.District(role) with { DistrictCode = district }).Get($"{Api}/audit?subjectId={subject}")).Ok["items"]!.AsArray().Count > 0;
            Assert.Equal((true, false, true), (await Sees(Actors.District370212, Role.Auditor), await Sees("370214", Role.Auditor), await Sees("370214", Role.Administrator)));
        }
        // Only what was paid out still counts under the caps, of the firm and of the talent.
        Assert.All(await loan.Query($"""SELECT "OutstandingYuan" FROM "Exposures" JOIN "FirmSubjects" USING ("SubjectId") WHERE "FirmId" = '{startup.Caller.OrganisationId}'"""), row => Assert.Equal(2_500_000.5m, row[0]));
    }

    [Fact]
    public async Task What_no_part_came_for_in_time_is_held_of_the_caps_no_more()
    {
        var startup = await loan.Startup();
        var (bank, officer) = await loan.Bank();
        var application = await startup.Post($"{Api}/applications", LoanSystem.Ask(3_000_000, true, bank));
        var (id, firm) = (application.Ok["id"]!.GetValue<Guid>(), startup.Caller.OrganisationId);
        var offer = (await officer.Post($"{Api}/invitations/{LoanSystem.Invitation(application, bank)}/offers", LoanSystem.Terms(3_000_000, inParts: true))).Ok["id"]!.GetValue<Guid>();
        await startup.Post($"{Api}/offers/{offer}/accept");
        await loan.Wire.Publish(LoanSystem.Reserved(id, offer, bank, firm));
        await Eventually.True(async () => await LoanSystem.StateOf(startup, id.ToString()) == "Covered", "cover is reserved");
        var contract = (await officer.Post($"{Api}/applications/{id}/contract", new { contractNumber = "HT-parts", signedOn = Today })).Ok["id"];
        _ = (await officer.Post($"{Api}/loans/{contract}/disbursements", new { amountYuan = 1_000_000, disbursedOn = Today, final = false })).Ok;
        Assert.Equal(3_000_000m, await Held());
        await loan.Wire.Publish(new CoverReleased { CoverId = offer, ApplicationId = id, OfferId = offer, Version = 3, BankId = bank, FirmId = firm, ReleasedYuan = Yuan.Wan(200), ReasonCode = "reservation-lapsed", At = DateTimeOffset.UtcNow });
        await Eventually.True(async () => await Held() == 1_000_000m, "only what was paid out is held");
        // A last part after all counts again.
        _ = (await officer.Post($"{Api}/loans/{contract}/disbursements", new { amountYuan = 500_000, disbursedOn = Today, final = true })).Ok;
        Assert.Equal(1_500_000m, await Held());

        async Task<decimal> Held() => (decimal)(await loan.Query($"""SELECT "OutstandingYuan" FROM "Exposures" WHERE "SubjectId" = '{firm}'"""))[0][0]!;
    }

    [Fact]
    public async Task An_offer_above_the_banks_limit_waits_for_a_second_person()
    {
        var startup = await loan.Startup();
        var (bank, officer) = await loan.Bank();
        var approver = loan.As(Actors.Bank(bank, Role.BankOfficer, Role.BankApprover));
        await approver.Put($"{Api}/banks/limits", new { officerYuanMax = 999_999.99m, systemYuanMax = (decimal?)null });
        var application = await startup.Post($"{Api}/applications", LoanSystem.Ask(1_000_000, true, bank));
        var offer = (await approver.Post($"{Api}/invitations/{LoanSystem.Invitation(application, bank)}/offers", LoanSystem.Terms(1_000_000))).Ok;
        Assert.Equal("Proposed", offer["state"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, (await startup.Get($"{Api}/offers/{offer["id"]}")).Status);
        Assert.Equal("same-person", (await approver.Post($"{Api}/offers/{offer["id"]}/approve")).Code);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.Post($"{Api}/offers/{offer["id"]}/approve")).Status);
        // Who decides sees whose offer it is and for whom; the maker's own queue says that it is his.
        var second = loan.As(Actors.Bank(bank, Role.BankApprover));
        var waiting = Assert.Single((await second.Get($"{Api}/offers?state=Proposed")).Ok["items"]!.AsArray())!;
        Assert.Equal(("海智", "TALENT", application.Ok["number"]!.GetValue<string>()), (waiting["firmName"]!.GetValue<string>(), waiting["productCode"]!.GetValue<string>(), waiting["number"]!.GetValue<string>()));
        Assert.Equal((approver.Caller.AccountId, approver.Caller.Name), (waiting["madeBy"]!.GetValue<Guid>(), waiting["madeByName"]!.GetValue<string>()));

        // A no has a reason, and only the bank reads it.
        foreach (var nothing in (object[])[new { }, new { reason = " " }, new { reason = new string('x', 501) }])
            Assert.Equal(HttpStatusCode.BadRequest, (await second.Post($"{Api}/offers/{offer["id"]}/reject", nothing)).Status);
        Assert.Equal("same-person", (await approver.Post($"{Api}/offers/{offer["id"]}/reject", new { reason = "mine" })).Code);
        Assert.Equal("spread too low", (await second.Post($"{Api}/offers/{offer["id"]}/reject", new { reason = " spread too low " })).Ok["rejectReason"]!.GetValue<string>());
        var rejected = Assert.Single((await approver.Get($"{Api}/offers?mine=true&state=Rejected")).Ok["items"]!.AsArray())!;
        Assert.Equal(("spread too low", second.Caller.Name), (rejected["rejectReason"]!.GetValue<string>(), rejected["decidedByName"]!.GetValue<string>()));
        Assert.Empty((await second.Get($"{Api}/offers?mine=true")).Ok["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await startup.Get($"{Api}/offers/{offer["id"]}")).Status);
        Assert.Equal("spread too low", Assert.Single((await loan.District(Role.Auditor).Get($"{Api}/audit?subjectId={offer["id"]}&action=reject offer")).Ok["items"]!.AsArray())!["reason"]!.GetValue<string>());

        var better = (await approver.Post($"{Api}/invitations/{LoanSystem.Invitation(application, bank)}/offers", LoanSystem.Terms(1_000_000, 30))).Ok["id"]!.GetValue<string>();
        Assert.Equal("Live", (await second.Post($"{Api}/offers/{better}/approve")).Ok["state"]!.GetValue<string>());
        var seen = (await startup.Get($"{Api}/offers/{better}")).Ok;
        Assert.All((string[])["madeBy", "madeByName", "decidedByName", "rejectReason"], field => Assert.Null(seen[field]));
        Assert.Equal(2, (await officer.Get($"{Api}/offers?text=海&format=csv")).Text.Split("\r\n").Count(line => line.Contains("海智", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task When_the_last_bank_declines_the_application_ends_refused()
    {
        var startup = await loan.Startup();
        var ((first, firstOfficer), (second, secondOfficer)) = (await loan.Bank(), await loan.Bank());
        var ended = await loan.Wire.Listen<ApplicationEnded>();
        var application = await startup.Post($"{Api}/applications", LoanSystem.Ask(1_000_000, true, first, second));
        Assert.Equal(HttpStatusCode.BadRequest, (await firstOfficer.Post($"{Api}/invitations/{LoanSystem.Invitation(application, first)}/decline", new { reason = "Because" })).Status);
        await Task.WhenAll(
            firstOfficer.Post($"{Api}/invitations/{LoanSystem.Invitation(application, first)}/decline", new { reason = "CashFlow" }),
            secondOfficer.Post($"{Api}/invitations/{LoanSystem.Invitation(application, second)}/decline", new { reason = "Other", text = "full this month" }));
        var heard = await ended.One(e => e.ApplicationId == application.Ok["id"]!.GetValue<Guid>());
        Assert.Equal((ApplicationOutcome.Refused, 2), (heard.Outcome, heard.BankIds.Length));
    }

    [Fact]
    public async Task A_foreign_book_is_loaded_as_a_product_of_its_own_by_two_people()
    {
        var (startup, (bank, _)) = (await loan.Startup(), await loan.Bank());
        var policy = (await loan.Nobody.Get($"{Api}/products/TALENT")).Ok["policy"]!.DeepClone().AsObject();
        foreach (var rule in new[] { "talent", "firm", "caps", "rateCap", "backdatingDaysMax", "uses", "bannedUses" }) policy.Remove(rule);
        (policy["code"], policy["tenorMonthsMin"], policy["tenorMonthsMax"], policy["amountYuanMin"], policy["amountYuanMax"]) = ("BOOK", 1, 360, 1, 100_000_000);
        var author = loan.District(Role.PoolOfficer, Role.PoolApprover);
        var version = (await author.Post($"{Api}/products/versions", new { policy, effectiveFrom = Today })).Ok["id"];
        Assert.Equal("same-person", (await author.Post($"{Api}/products/versions/{version}/approve")).Code);
        var ask = new { productCode = "BOOK", amountYuan = 5_472_000, tenorMonths = 306, use = "ANY", purpose = "", mode = "Targeted", bankIds = new[] { bank }, submit = true };
        Assert.Equal(HttpStatusCode.BadRequest, (await startup.Post($"{Api}/applications", ask)).Status);
        Assert.Equal("InForce", (await loan.District(Role.PoolApprover).Post($"{Api}/products/versions/{version}/approve")).Ok["state"]!.GetValue<string>());
        Assert.Equal("Submitted", (await startup.Post($"{Api}/applications", ask)).Ok["state"]!.GetValue<string>());
    }
}
