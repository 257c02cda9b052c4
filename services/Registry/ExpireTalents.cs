using Microsoft.EntityFrameworkCore;
using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>Accreditations whose certificate has run out end by themselves, and every service hears of it.</summary>
internal sealed class ExpireTalents(RegistryDb db, BusinessClock clock) : IRecurring
{
    private const int AtOnceMax = 200;

    public async Task Run(CancellationToken cancel)
    {
        var today = clock.Today;
        List<Accreditation> expired;
        do
        {
            db.ChangeTracker.Clear();
            expired = await db.Accreditations.Include(a => a.Talent).Where(a => a.State == AccreditationState.InForce && a.ValidUntil < today)
                .OrderBy(a => a.ValidUntil).Take(AtOnceMax).ToListAsync(cancel);
            foreach (var accreditation in expired)
            {
                accreditation.End(AccreditationEnd.Expired, null, today);
                db.Publish(accreditation.AccreditationEnded(clock.Now));
                db.Audit(Caller.System("expire talents"), "expire", "Talent", accreditation.Id);
            }
            await db.SaveChangesAsync(cancel);
        }
        while (expired.Count == AtOnceMax);
    }
}
