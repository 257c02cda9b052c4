using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>Keeps the local copy of firms and banks that submissions and routing read. Older events change nothing.</summary>
internal sealed class KeepOrganisation : IHandle<OrganisationChanged, LoanDb>
{
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
internal sealed class KeepTalent : IHandle<TalentAccredited, LoanDb>
{
    public async Task Handle(TalentAccredited @event, LoanDb db, CancellationToken cancel)
    {
        (await db.BorrowerOf(@event.FirmId, cancel)).Hear(@event);
        if (await db.FirmSubjects.FindAsync([@event.FirmId, @event.TalentId], cancel) is null) db.FirmSubjects.Add(new() { FirmId = @event.FirmId, SubjectId = @event.TalentId });
    }
}

/// <summary>A talent whose accreditation ended carries no new loan.</summary>
internal sealed class KeepTalentEnd : IHandle<TalentAccreditationEnded, LoanDb>
{
    public async Task Handle(TalentAccreditationEnded @event, LoanDb db, CancellationToken cancel) =>
        (await db.BorrowerOf(@event.FirmId, cancel)).Hear(@event);
}

/// <summary>Keeps a firm's qualifications.</summary>
internal sealed class KeepQualification : IHandle<QualificationChanged, LoanDb>
{
    public async Task Handle(QualificationChanged @event, LoanDb db, CancellationToken cancel) =>
        (await db.BorrowerOf(@event.FirmId, cancel)).Hear(@event);
}

internal static class Borrowers
{
    /// <summary>The firm's row; an empty one when a part of it is heard of before the firm itself.</summary>
    public static async Task<Borrower> BorrowerOf(this LoanDb db, Guid firmId, CancellationToken cancel)
    {
        if (await db.Borrowers.FindAsync([firmId], cancel) is { } known) return known;
        var borrower = Borrower.Unknown(firmId);
        db.Borrowers.Add(borrower);
        db.FirmSubjects.Add(new() { FirmId = firmId, SubjectId = firmId });
        return borrower;
    }
}
