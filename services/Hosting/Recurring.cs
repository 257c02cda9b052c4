using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TalentFinance.Hosting;

/// <summary>Work that time causes: lapses, reminders, expiries. Runs in one replica of the cluster at a time, and saves by itself.</summary>
public interface IRecurring
{
    Task Run(CancellationToken cancel);
}

/// <summary>
/// Runs a recurring work every so often under a lock in the database, so once per cluster. What it does must be safe to
/// do again: the lock is lost when its holder's connection is.
/// </summary>
internal sealed partial class Recurring<TWork, TDb>(IServiceScopeFactory scopes, TimeSpan every, ILogger<TWork> log) : BackgroundService
    where TWork : class, IRecurring where TDb : ServiceDb
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await using var held = await Locks.TryHold(scope.ServiceProvider.GetRequiredService<TDb>(), typeof(TWork).FullName!, wait: false, stoppingToken);
                if (held is not null) await scope.ServiceProvider.GetRequiredService<TWork>().Run(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException) { LogFailure(log, typeof(TWork).Name, failure); }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Work} failed; it runs again at its next time")]
    private static partial void LogFailure(ILogger log, string work, Exception failure);
}
