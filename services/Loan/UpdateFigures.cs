using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>
/// Keeps the district's figures: takes the applications that changed, looks at what they are now, and moves the sums from
/// what was counted to what counts. One folder in the cluster and one transaction a batch, so that no writer waits for a sum
/// and nothing is counted twice, however often a change is noted.
/// </summary>
internal sealed class UpdateFigures(LoanDb db, WorkingCalendar calendar) : IRecurring
{
    private const int BatchMax = 500;
    private const int BatchesMax = 200;

    public async Task Run(CancellationToken cancel)
    {
        for (var batch = 0; batch < BatchesMax; batch++)
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            var changes = await db.Changes.AsNoTracking().OrderBy(row => row.Id).Take(BatchMax).ToListAsync(cancel);
            if (changes.Count == 0) return;
            await Fold([.. changes.Select(row => row.ApplicationId).Distinct()], cancel);
            var folded = changes.Select(row => row.Id).ToArray();
            await db.Changes.Where(row => folded.Contains(row.Id)).ExecuteDeleteAsync(cancel);
            await db.InsertAdded([typeof(ApplicationFact), typeof(InvitationFact)], cancel);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            if (changes.Count < BatchMax) return;
        }
        db.ChangeTracker.Clear();
    }

    private async Task Fold(Guid[] ids, CancellationToken cancel)
    {
        var applications = await db.Applications.AsNoTracking().Where(row => ids.Contains(row.Id) && row.SubmittedAt != null)
            .Select(row => new Asked(row.Id, row.FirmId, row.DistrictCode, row.ProductCode, row.Chain, row.Park, row.TalentClass, row.State, row.SubmittedAt!.Value, row.AmountYuan, row.AcceptedBankId, row.EndedAt)).ToListAsync(cancel);
        var invitations = (await db.Invitations.AsNoTracking().Where(row => ids.Contains(row.ApplicationId))
            .Select(row => new Answer(row.Id, row.ApplicationId, row.BankId, row.State, row.InvitedAt, row.RespondedAt, row.ClosedAt)).ToListAsync(cancel)).ToLookup(row => row.ApplicationId);
        var paid = (await db.Loans.AsNoTracking().Where(row => ids.Contains(row.ApplicationId) && row.FirstPaidOn != null)
            .Select(row => new Paid(row.ApplicationId, row.BankId, row.PaidYuan, row.FirstPaidOn!.Value, row.Disbursements.Min(part => part.At))).ToListAsync(cancel)).ToDictionary(row => row.ApplicationId);

        // The firm's other paid loans come along: a payout may make another one no longer the first.
        var firms = applications.Where(row => paid.ContainsKey(row.Id)).Select(row => row.FirmId).Distinct().ToArray();
        var known = await db.ApplicationFacts.Where(fact => ids.Contains(fact.Id) || (firms.Contains(fact.FirmId) && fact.PaidAt != null)).ToDictionaryAsync(fact => fact.Id, cancel);
        var knownInvitations = await db.InvitationFacts.Where(fact => ids.Contains(fact.ApplicationId)).ToDictionaryAsync(fact => fact.Id, cancel);

        var fresh = known.Values.Select(Copy).ToDictionary(fact => fact.Id);
        foreach (var row in applications) fresh[row.Id] = FactOf(row, [.. invitations[row.Id]], paid.GetValueOrDefault(row.Id));
        foreach (var firm in fresh.Values.Where(fact => fact.PaidAt is not null).GroupBy(fact => fact.FirmId).Where(group => firms.Contains(group.Key)))
            foreach (var (fact, place) in firm.OrderBy(fact => fact.PaidAt).ThenBy(fact => fact.Id).Select((fact, place) => (fact, place))) fact.FirstLoan = place == 0;

        var sums = await Sums.Load(db, [.. known.Values, .. fresh.Values], [.. knownInvitations.Values.Select(fact => (fact.DistrictCode, fact.Day)), .. applications.Select(row => (row.DistrictCode, row.SubmittedAt.ChinaDay()))], cancel);
        foreach (var fact in fresh.Values) Replace(db.ApplicationFacts, known.GetValueOrDefault(fact.Id), fact, sums.Count);
        foreach (var row in applications)
            foreach (var answer in invitations[row.Id])
                Replace(db.InvitationFacts, knownInvitations.GetValueOrDefault(answer.Id), FactOf(row, answer, paid.GetValueOrDefault(row.Id)), sums.Count);
        sums.DropEmpty();
    }

    private void Replace<T>(DbSet<T> facts, T? before, T now, Action<T, int> count) where T : class
    {
        if (before is null)
        {
            count(now, 1);
            facts.Add(now);
            return;
        }
        count(before, -1);
        count(now, 1);
        var entry = db.Entry(before);
        var version = entry.Property<int>("Version").CurrentValue;
        entry.CurrentValues.SetValues(now);
        entry.Property<int>("Version").CurrentValue = version + 1;
    }

    private sealed record Asked(Guid Id, Guid FirmId, string DistrictCode, string ProductCode, string Chain, string Park, TalentClass? TalentClass, ApplicationState State, DateTimeOffset SubmittedAt, Yuan AmountYuan, Guid? AcceptedBankId, DateTimeOffset? EndedAt);
    private sealed record Answer(Guid Id, Guid ApplicationId, Guid BankId, InvitationState State, DateTimeOffset InvitedAt, DateTimeOffset? RespondedAt, DateTimeOffset? ClosedAt);
    private sealed record Paid(Guid ApplicationId, Guid BankId, Yuan PaidYuan, DateOnly FirstPaidOn, DateTimeOffset At);

    private ApplicationFact Copy(ApplicationFact fact) => (ApplicationFact)db.Entry(fact).CurrentValues.ToObject();

    private static ApplicationFact FactOf(Asked row, Answer[] answers, Paid? paid)
    {
        // The first binding offer decides; without one, the last no.
        var offered = answers.Where(answer => answer.State == InvitationState.Offered).Min(answer => answer.ClosedAt);
        var decided = offered ?? (row.State == ApplicationState.Refused ? row.EndedAt : null);
        return new()
        {
            Id = row.Id,
            FirmId = row.FirmId,
            DistrictCode = row.DistrictCode,
            Day = row.SubmittedAt.ChinaDay(),
            ProductCode = row.ProductCode,
            Chain = row.Chain,
            Park = row.Park,
            TalentClass = row.TalentClass,
            State = row.State,
            AskedCents = row.AmountYuan.Cents(),
            Offered = offered is not null,
            DecisionMinutes = decided is { } at ? Minutes(at - row.SubmittedAt) : null,
            MoneyMinutes = paid is null ? null : Minutes(paid.At - row.SubmittedAt),
            PaidAt = paid?.At,
            PaidCents = paid?.PaidYuan.Cents() ?? 0,
        };
    }

    private InvitationFact FactOf(Asked row, Answer answer, Paid? paid)
    {
        var won = row.AcceptedBankId == answer.BankId && row.State is (ApplicationState.Accepted or ApplicationState.Covered or ApplicationState.Contracted or ApplicationState.PaidOut);
        var mine = paid?.BankId == answer.BankId ? paid : null;
        return new()
        {
            Id = answer.Id,
            ApplicationId = row.Id,
            BankId = answer.BankId,
            DistrictCode = row.DistrictCode,
            Day = answer.InvitedAt.ChinaDay(),
            ProductCode = row.ProductCode,
            Chain = row.Chain,
            Park = row.Park,
            TalentClass = row.TalentClass,
            State = answer.State,
            ResponseMinutes = answer.RespondedAt is { } at ? Minutes(calendar.WorkingTimeBetween(answer.InvitedAt, at)) : null,
            DecisionMinutes = answer is { State: InvitationState.Offered or InvitationState.Declined, ClosedAt: { } closed } ? Minutes(calendar.WorkingTimeBetween(answer.InvitedAt, closed)) : null,
            Won = won,
            PaidOn = mine?.FirstPaidOn,
            PaidCents = mine?.PaidYuan.Cents() ?? 0,
        };
    }

    private static int Minutes(TimeSpan span) => (int)Math.Max(0, span.TotalMinutes);
}
