using Microsoft.EntityFrameworkCore;

namespace TalentFinance.Hosting;

/// <summary>Forgets what has served: consumed message ids and stored answers. Longer than any message or client repeats itself.</summary>
internal sealed class Housekeeping<TDb>(TDb db) : IRecurring where TDb : ServiceDb
{
    private static readonly TimeSpan KeepInbox = TimeSpan.FromDays(14);
    private static readonly TimeSpan KeepAnswers = TimeSpan.FromDays(7);

    public async Task Run(CancellationToken cancel)
    {
        var now = DateTimeOffset.UtcNow;
        await db.Set<InboxEntry>().Where(entry => entry.At < now - KeepInbox).ExecuteDeleteAsync(cancel);
        await db.Answers.Where(answer => answer.At < now - KeepAnswers).ExecuteDeleteAsync(cancel);
    }
}
