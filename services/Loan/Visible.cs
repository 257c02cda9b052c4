using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>Who sees which rows (design.md §6): a startup its own, a bank what is routed to it, the district its firms'. Nobody else anything.</summary>
internal static class Visible
{
    public static readonly Role[] Bank = [Role.BankOfficer, Role.BankApprover, Role.BankSystem];
    public static readonly Role[] District = [Role.PoolOfficer, Role.PoolApprover, Role.Auditor];
    public static readonly Role[] Everybody = [Role.Startup, .. Bank, .. District];

    public static IQueryable<Application> VisibleTo(this IQueryable<Application> applications, Caller caller, LoanDb db)
    {
        var organisation = caller.OrganisationId;
        if (caller.Is(Role.Startup)) return applications.Where(row => row.FirmId == organisation);
        if (caller.IsAny(Bank)) return applications.Where(row => db.Invitations.Any(invitation => invitation.ApplicationId == row.Id && invitation.BankId == organisation));
        // A draft is the startup's own business.
        return caller.IsAny(District) ? applications.Where(row => row.DistrictCode == caller.DistrictCode && row.State != ApplicationState.Draft) : applications.Where(row => false);
    }

    public static IQueryable<Invitation> VisibleTo(this IQueryable<Invitation> invitations, Caller caller)
    {
        var organisation = caller.OrganisationId;
        if (caller.Is(Role.Startup)) return invitations.Where(row => row.FirmId == organisation);
        if (caller.IsAny(Bank)) return invitations.Where(row => row.BankId == organisation);
        return caller.IsAny(District) ? invitations.Where(row => row.DistrictCode == caller.DistrictCode) : invitations.Where(row => false);
    }

    /// <summary>Sealed: a startup sees what binds a bank, a bank its own, the district only what was accepted.</summary>
    public static IQueryable<Offer> VisibleTo(this IQueryable<Offer> offers, Caller caller)
    {
        var organisation = caller.OrganisationId;
        if (caller.Is(Role.Startup)) return offers.Where(row => row.FirmId == organisation && row.State != OfferState.Proposed && row.State != OfferState.Rejected);
        if (caller.IsAny(Bank)) return offers.Where(row => row.BankId == organisation);
        return caller.IsAny(District) ? offers.Where(row => row.State == OfferState.Accepted) : offers.Where(row => false);
    }

    /// <summary>What was done to an application, or to what hangs on it, is its district's to read; products, rates and banks are everybody's.</summary>
    public static IQueryable<AuditRecord> VisibleTo(this IQueryable<AuditRecord> records, Caller caller, LoanDb db)
    {
        if (caller.Is(Role.Administrator)) return records;
        var district = caller.DistrictCode;
        return records.Where(row =>
            !OfDistricts.Contains(row.SubjectType)
            || (row.SubjectType == "Application" && db.Applications.Any(own => own.Id == row.SubjectId && own.DistrictCode == district))
            || (row.SubjectType == "Invitation" && db.Invitations.Any(own => own.Id == row.SubjectId && own.DistrictCode == district))
            || (row.SubjectType == "Offer" && db.Offers.Any(own => own.Id == row.SubjectId && db.Applications.Any(of => of.Id == own.ApplicationId && of.DistrictCode == district)))
            || (row.SubjectType == "Loan" && db.Loans.Any(own => own.Id == row.SubjectId && own.DistrictCode == district)));
    }

    private static readonly string[] OfDistricts = ["Application", "Invitation", "Offer", "Loan"];

    public static IQueryable<LoanContract> VisibleTo(this IQueryable<LoanContract> loans, Caller caller)
    {
        var organisation = caller.OrganisationId;
        if (caller.Is(Role.Startup)) return loans.Where(row => row.FirmId == organisation);
        if (caller.IsAny(Bank)) return loans.Where(row => row.BankId == organisation);
        return caller.IsAny(District) ? loans.Where(row => row.DistrictCode == caller.DistrictCode) : loans.Where(row => false);
    }
}
