using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Services.Loan;

/// <summary>A database from before there were figures and work lists: what it holds is in both once the service has started on it.</summary>
public sealed class AnOlderDatabase
{
    [Fact]
    public async Task What_was_there_before_is_counted_and_listed()
    {
        await using var loan = new LoanSystem();
        await loan.InitializeAsync();
        var startup = await loan.Startup();
        var (bank, officer) = await loan.Bank();
        var application = (await startup.Post("/api/loan/applications", LoanSystem.Ask(1_000_000, true, bank))).Ok;
        await Eventually.True(Counted, "the application is counted");

        await loan.Service.Kill();
        await loan.Query("""
            DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" LIKE '%\_KnownBefore';
            DELETE FROM "ApplicationFacts"; DELETE FROM "InvitationFacts"; DELETE FROM "Tallies"; DELETE FROM "BankTallies"; DELETE FROM "WaitCounts"; DELETE FROM "Changes";
            UPDATE "Applications" SET "Chain" = '', "Park" = '';
            UPDATE "Invitations" SET "Number" = '', "FirmName" = '', "ProductCode" = '', "AmountYuan" = 0, "TenorMonths" = 0, "DueAt" = NULL;
            """);
        await loan.Service.Start();

        await Eventually.True(Counted, "the application is counted again");
        var work = Assert.Single((await officer.Get("/api/loan/invitations?sort=due")).Ok["items"]!.AsArray())!;
        Assert.Equal((application["number"]!.GetValue<string>(), 1_000_000m, "海智"), (work["number"]!.GetValue<string>(), work["amountYuan"]!.GetValue<decimal>(), work["firmName"]!.GetValue<string>()));
        var chain = Assert.Single((await loan.District(Role.Auditor).Get("/api/loan/cockpit/by/chain")).Ok["items"]!.AsArray())!;
        Assert.Equal("chain", chain["key"]!.GetValue<string>());

        async Task<bool> Counted() => (await loan.District(Role.PoolOfficer).Get("/api/loan/cockpit")).Ok["submitted"]!.GetValue<int>() == 1;
    }
}
