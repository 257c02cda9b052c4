using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Faults;

/// <summary>What must hold at the end, whatever happened before. The one checker of all fault tests.</summary>
internal sealed class Invariants(TestSystem system, RunningService loan, RunningService pool)
{
    public async Task Hold(int applications, decimal principalYuan)
    {
        await Drained("loan");
        await Drained("riskpool");
        await Quiet();
        await NothingIsLostOrDoubled(applications, principalYuan);
        await EveryReservationCameToAnEnd(applications, principalYuan);
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

    private async Task NothingIsLostOrDoubled(int applications, decimal principalYuan)
    {
        var loans = await Servers.Query(system.DatabaseOf("loan"), """SELECT count(*), count(DISTINCT "FirmId") FROM "Applications" WHERE "State" = 'PaidOut'""");
        Assert.Equal([(long)applications, (long)applications], loans[0]);
        Assert.Equal([[(long)applications]], await Servers.Query(system.DatabaseOf("loan"), """SELECT count(*) FROM "Applications" """));
        var paid = await Servers.Query(system.DatabaseOf("loan"), """SELECT count(*), count(DISTINCT "ContractNumber"), sum("PaidYuan"), sum("CoveredYuan") FROM "Loans" """);
        await Eventually.True(async () => (paid = await Servers.Query(system.DatabaseOf("loan"), """SELECT count(*), count(DISTINCT "ContractNumber"), sum("PaidYuan"), sum("CoveredYuan") FROM "Loans" """)) is [[_, _, _, decimal covered]] && covered == principalYuan,
            "every payout stands covered in the eyes of Loan", TimeSpan.FromMinutes(1));
        Assert.Equal([(long)applications, (long)applications, principalYuan, principalYuan], paid[0]);
    }

    private async Task EveryReservationCameToAnEnd(int applications, decimal principalYuan)
    {
        var covers = await Servers.Query(system.DatabaseOf("riskpool"), """SELECT count(*), count(DISTINCT "ContractNumber"), sum("CoveredYuan"), sum("ReservedYuan") FROM "Covers" WHERE "State" = 'Covered'""");
        Assert.Equal([(long)applications, (long)applications, principalYuan, 0m], covers[0]);
        Assert.Equal([[(long)applications]], await Servers.Query(system.DatabaseOf("riskpool"), """SELECT count(*) FROM "Covers" """));
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
