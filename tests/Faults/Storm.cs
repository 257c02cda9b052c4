using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Xunit;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace TalentFinance.Tests.Faults;

/// <summary>
/// 500 applications go through two replicas of Loan, most to a covered payout, some paid out in part only, some taken back when cover was reserved, while Loan and RiskPool are
/// killed, the broker is stopped and started, and events come twice and in the wrong order. At the end everything adds up.
/// </summary>
public sealed class Storm
{
    private const int Applications = 500;
    private const int AtOnce = 24;
    private const decimal AmountYuan = 100_000m, LessYuan = 60_000.05m;
    /// <summary>Of ten applications one is taken back, and one is paid out less than was reserved.</summary>
    private const int Withdrawn = Applications / 10, PaidLess = Applications / 10;
    private static readonly DateOnly Today = DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToOffset(WorkingCalendar.ChinaOffset).DateTime);

    [Fact(Timeout = 900_000)]
    public async Task Nothing_is_lost_and_nothing_happens_twice()
    {
        await using var system = await TestSystem.Create();
        var loans = new[] { await system.Start("loan"), await system.Start("loan") };
        var pool = await system.Start("riskpool");
        await using (var wire = await Wire.Open(system.Broker))
        {
            var market = new Market(system, wire, loans);
            await FundTheCity(system, pool);
            var bank = await market.BankJoins("青岛银行");
            var firms = new List<Market.Applicant>();
            for (var i = 0; i < Applications; i++) firms.Add(await market.FirmJoins());

            await using var chaos = new Chaos(system, loans, pool);
            var work = Parallel.ForEachAsync(firms.Index(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (item, _) =>
            {
                await FromSubmissionToItsEnd(item.Item, bank, item.Index);
                chaos.OneMore();
            });
            await chaos.While(work, Applications);
            Assert.True(chaos is { Kills: >= 5, Repeated: >= 3 }, $"{chaos.Kills} kills, {chaos.Repeated} repetitions: that was no storm");
        }
        await new Invariants(system, loans[0], pool).Hold(Applications - Withdrawn, Withdrawn, (Applications - Withdrawn - PaidLess) * AmountYuan + PaidLess * LessYuan);
    }

    private static async Task FromSubmissionToItsEnd(Market.Applicant firm, Market.Lender bank, int number)
    {
        var application = await firm.Submits(AmountYuan, bank);
        await firm.Accepts(await bank.Offers(application, AmountYuan));
        await firm.Sees(application, "Covered", TimeSpan.FromMinutes(4));
        if (number % 10 == 0) await firm.Withdraws(application);
        else await bank.PaysOut(await bank.Signs(application, $"LN-{number:D5}", Today), number % 10 == 5 ? LessYuan : AmountYuan, Today);
    }

    private static async Task FundTheCity(TestSystem system, RunningService pool)
    {
        var proposed = (await system.As(Actors.District(Role.PoolOfficer), pool).Post("/api/riskpool/funding", new { pool = "LS-TALENT", layer = "CITY", year = Today.Year, amountYuan = Yuan.Wan(10_000), documentReference = "city budget" })).Ok;
        _ = (await system.As(Actors.District(Role.PoolApprover), pool).Post($"/api/riskpool/funding/{proposed["id"]}/approve")).Ok;
    }
}
