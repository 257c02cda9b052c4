using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Faults;

/// <summary>What must hold at the end, whatever happened before. The one checker of all fault tests.</summary>
internal sealed class Invariants(TestSystem system, RunningService loan, RunningService pool)
{
    public async Task Hold(int paidOut, int withdrawn, decimal principalYuan)
    {
        await Drained("loan");
        await Drained("riskpool");
        await Quiet();
        await NothingIsLostOrDoubled(paidOut, withdrawn, principalYuan);
        await EveryReservationCameToAnEnd(paidOut, withdrawn, principalYuan);
        await TheLedgerIsSound(principalYuan);
    }

    private Task Drained(string service) => system.OutboxesDrain(TimeSpan.FromMinutes(2), service);

    /// <summary>No queue holds anything any more, and nothing is parked as unmanageable.</summary>
    private async Task Quiet()
    {
        await using var wire = await Wire.Open(system.Broker);
        foreach (var (service, _, queue) in Topology.Queues().Where(queue => queue.Service is "loan" or "riskpool"))
        {
            await Eventually.True(async () => await wire.Depth(queue) == 0, $"{queue} is empty", TimeSpan.FromMinutes(2));
            Assert.Equal(0u, await wire.Depth(Topology.ErrorQueueOf(queue)));
        }
    }

    private async Task NothingIsLostOrDoubled(int paidOut, int withdrawn, decimal principalYuan)
    {
        var ends = await Servers.Query(system.DatabaseOf("loan"), """SELECT "State", count(*), count(DISTINCT "FirmId") FROM "Applications" GROUP BY 1 ORDER BY 1""");
        Assert.Equal([["PaidOut", (long)paidOut, (long)paidOut], ["Withdrawn", (long)withdrawn, (long)withdrawn]], ends);
        // What counts under the caps is what was paid out, of the firms and of their talents.
        Assert.Equal([[principalYuan * 2]], await Servers.Query(system.DatabaseOf("loan"), """SELECT sum("OutstandingYuan") FROM "Exposures" """));
        var paid = await Servers.Query(system.DatabaseOf("loan"), """SELECT count(*), count(DISTINCT "ContractNumber"), sum("PaidYuan"), sum("CoveredYuan") FROM "Loans" """);
        await Eventually.True(async () => (paid = await Servers.Query(system.DatabaseOf("loan"), """SELECT count(*), count(DISTINCT "ContractNumber"), sum("PaidYuan"), sum("CoveredYuan") FROM "Loans" """)) is [[_, _, _, decimal covered]] && covered == principalYuan,
            "every payout stands covered in the eyes of Loan", TimeSpan.FromMinutes(1));
        Assert.Equal([(long)paidOut, (long)paidOut, principalYuan, principalYuan], paid[0]);
    }

    /// <summary>Posted or released: none is live any more.</summary>
    private async Task EveryReservationCameToAnEnd(int paidOut, int withdrawn, decimal principalYuan)
    {
        var covers = await Servers.Query(system.DatabaseOf("riskpool"), """SELECT count(*), count(DISTINCT "ContractNumber"), sum("CoveredYuan"), sum("ReservedYuan") FROM "Covers" WHERE "State" = 'Covered'""");
        Assert.Equal([(long)paidOut, (long)paidOut, principalYuan, 0m], covers[0]);
        Assert.Equal([[(long)withdrawn, 0m, 0m]], await Servers.Query(system.DatabaseOf("riskpool"), """SELECT count(*), sum("CoveredYuan"), sum("ReservedYuan") FROM "Covers" WHERE "State" <> 'Covered'"""));
    }

    private async Task TheLedgerIsSound(decimal principalYuan)
    {
        var district = system.As(Actors.District(Role.Auditor), pool);
        var verified = (await district.Get("/api/riskpool/ledger/verify?pool=LS-TALENT")).Ok;
        Assert.True(verified["sound"]!.GetValue<bool>(), verified.ToJsonString());
        Assert.Equal(Yuan.Of((decimal)(await Servers.Query(system.DatabaseOf("riskpool"), """SELECT coalesce(sum(CASE WHEN "AmountYuan" > 0 THEN "AmountYuan" END), 0) FROM "Postings" """))[0][0]!).Amount, verified["debitsYuan"]!.GetValue<decimal>());
        Assert.Equal(verified["debitsYuan"]!.GetValue<decimal>(), verified["creditsYuan"]!.GetValue<decimal>());
        var position = (await district.Get("/api/riskpool/position?pool=LS-TALENT")).Ok["pools"]![0]!;
        Assert.Equal(principalYuan, position["coveredYuan"]!.GetValue<decimal>());
        Assert.Equal(0m, position["reservedYuan"]!.GetValue<decimal>());
        Assert.True(loan.IsRunning);
    }
}
