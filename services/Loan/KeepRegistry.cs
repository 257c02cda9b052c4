using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>Keeps the local copy of firms and banks that submissions and routing read. Older events change nothing.</summary>
internal sealed class KeepOrganisation : IHandle<OrganisationChanged, LoanDb>, IPrepare<OrganisationChanged, LoanDb>
{
    public async Task Prepare(IReadOnlyList<OrganisationChanged> events, LoanDb db, CancellationToken cancel)
    {
        await db.LoadBorrowers(events.Where(change => change.Kind == OrganisationKind.Startup).Select(change => change.OrganisationId), cancel);
        var banks = events.Where(change => change.Kind == OrganisationKind.Bank).Select(change => change.OrganisationId).ToArray();
        if (banks.Length > 0) await db.Banks.Where(bank => banks.Contains(bank.Id)).LoadAsync(cancel);
    }

    public async Task Handle(OrganisationChanged @event, LoanDb db, CancellationToken cancel)
    {
        if (@event.Kind == OrganisationKind.Startup) (await db.BorrowerOf(@event.OrganisationId, cancel)).Hear(@event);
        if (@event.Kind != OrganisationKind.Bank) return;
        var bank = await db.Banks.FindAsync([@event.OrganisationId], cancel);
        if (bank is null) db.Banks.Add(bank = Bank.Unknown(@event.OrganisationId));
        bank.Hear(@event);
        await db.MarketChanged(cancel);
    }
}

/// <summary>Keeps a firm's talents, and that their exposures count when it submits.</summary>
internal sealed class KeepTalent : IHandle<TalentAccredited, LoanDb>, IPrepare<TalentAccredited, LoanDb>
{
    private HashSet<(Guid, Guid)> counted = [];

    public async Task Prepare(IReadOnlyList<TalentAccredited> events, LoanDb db, CancellationToken cancel)
    {
        var firms = events.Select(talent => talent.FirmId).ToArray();
        await db.LoadBorrowers(firms, cancel);
        counted = (await db.FirmSubjects.AsNoTracking().Where(row => firms.Contains(row.FirmId)).ToListAsync(cancel)).Select(row => (row.FirmId, row.SubjectId)).ToHashSet();
    }

    public async Task Handle(TalentAccredited @event, LoanDb db, CancellationToken cancel)
    {
        (await db.BorrowerOf(@event.FirmId, cancel)).Hear(@event);
        if (counted.Add((@event.FirmId, @event.TalentId))) db.FirmSubjects.Add(new() { FirmId = @event.FirmId, SubjectId = @event.TalentId });
    }
}

/// <summary>A talent whose accreditation ended carries no new loan.</summary>
internal sealed class KeepTalentEnd : IHandle<TalentAccreditationEnded, LoanDb>, IPrepare<TalentAccreditationEnded, LoanDb>
{
    public Task Prepare(IReadOnlyList<TalentAccreditationEnded> events, LoanDb db, CancellationToken cancel) => db.LoadBorrowers(events.Select(ended => ended.FirmId), cancel);

    public async Task Handle(TalentAccreditationEnded @event, LoanDb db, CancellationToken cancel) =>
        (await db.BorrowerOf(@event.FirmId, cancel)).Hear(@event);
}

/// <summary>Keeps a firm's qualifications.</summary>
internal sealed class KeepQualification : IHandle<QualificationChanged, LoanDb>, IPrepare<QualificationChanged, LoanDb>
{
    public Task Prepare(IReadOnlyList<QualificationChanged> events, LoanDb db, CancellationToken cancel) => db.LoadBorrowers(events.Select(change => change.FirmId), cancel);

    public async Task Handle(QualificationChanged @event, LoanDb db, CancellationToken cancel) =>
        (await db.BorrowerOf(@event.FirmId, cancel)).Hear(@event);
}

internal static class Borrowers
{
    /// <summary>Loads the firms of a whole batch at once, and begins those that are not known yet, as every event of theirs would.</summary>
    public static async Task LoadBorrowers(this LoanDb db, IEnumerable<Guid> firmIds, CancellationToken cancel)
    {
        var ids = firmIds.Distinct().ToArray();
        if (ids.Length == 0) return;
        var known = (await db.Borrowers.Where(borrower => ids.Contains(borrower.Id)).ToListAsync(cancel)).Select(borrower => borrower.Id).ToHashSet();
        foreach (var id in ids)
            if (!known.Contains(id)) db.Begin(id);
    }

    /// <summary>The firm's row; an empty one when a part of it is heard of before the firm itself.</summary>
    public static async Task<Borrower> BorrowerOf(this LoanDb db, Guid firmId, CancellationToken cancel) =>
        await db.Borrowers.FindAsync([firmId], cancel) ?? db.Begin(firmId);

    private static Borrower Begin(this LoanDb db, Guid firmId)
    {
        var borrower = Borrower.Unknown(firmId);
        db.Borrowers.Add(borrower);
        db.FirmSubjects.Add(new() { FirmId = firmId, SubjectId = firmId });
        return borrower;
    }
}
