using TalentFinance.Contracts;
using TalentFinance.Tests.Harness;

namespace TalentFinance.Tests.Faults;

/// <summary>Kills, cuts, repeats and disorders, at set points of the work's progress, so that every run has all of it.</summary>
internal sealed class Chaos(TestSystem system, RunningService[] loans, RunningService pool) : IAsyncDisposable
{
    private readonly List<Func<IEnumerable<Func<Wire, Task>>>> heard = [];
    private Wire? wire;
    private int done;

    public int Kills { get; private set; }
    public int Repeated { get; private set; }

    public void OneMore() => Interlocked.Increment(ref done);

    public async Task While(Task work, int total)
    {
        (double At, Func<Task> Do)[] plan =
        [
            (0.05, () => KillAndRestart(loans[0])),
            (0.15, () => KillAndRestart(pool)),
            (0.25, RepeatInWrongOrder),
            (0.35, StopAndStartTheBroker),
            (0.50, () => Task.WhenAll(KillAndRestart(loans[1]), KillAndRestart(pool))),
            (0.65, RepeatInWrongOrder),
            (0.75, () => KillAndRestart(loans[0])),
            (0.85, StopAndStartTheBroker),
        ];
        await Listen();
        foreach (var (at, act) in plan)
        {
            await Eventually.True(() => Task.FromResult(work.IsCompleted || Volatile.Read(ref done) >= at * total), $"{at:P0} of the work is done", TimeSpan.FromMinutes(8));
            if (work.IsCompleted) break;
            await act();
        }
        await work;
        await RepeatInWrongOrder();
    }

    private async Task KillAndRestart(RunningService service)
    {
        await service.Kill();
        Kills++;
        await service.Start();
    }

    private async Task StopAndStartTheBroker()
    {
        await StopListening();
        await PrivateBroker.Stop();
        await PrivateBroker.Start();
        await Listen();
    }

    /// <summary>What was heard comes again: last first, effects before causes, and with new message ids, so that not even the inbox helps.</summary>
    private async Task RepeatInWrongOrder()
    {
        foreach (var again in heard.SelectMany(one => one()).Reverse().ToArray()) await again(wire!);
        Repeated++;
    }

    private async Task Listen()
    {
        wire = await Wire.Open(system.Broker);
        await Remember<OfferAccepted>();
        await Remember<LoanDisbursed>();
        await Remember<CoverReserved>();
        await Remember<CoverConfirmed>();
        await Remember<AcceptanceEnded>();
        await Remember<CoverReleased>();
    }

    private async Task Remember<TEvent>() where TEvent : class
    {
        var listening = await wire!.Listen<TEvent>();
        heard.Add(() => listening.Events.Select(@event => (Func<Wire, Task>)(to => to.Publish(@event))));
    }

    private async Task StopListening()
    {
        if (wire is not null) await wire.DisposeAsync();
        wire = null;
    }

    public async ValueTask DisposeAsync() => await StopListening();
}
