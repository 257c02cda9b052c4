using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>Everything that a bank decides on, on one screen: the frozen applicant, eligibility today, what it has lent the firm and its talent, what it said before.</summary>
internal static class ShowDossier
{
    private const int PreviousMax = 50;

    public static void Map(RouteGroupBuilder invitations) =>
        invitations.MapGet("{id:guid}/dossier", Handle).Allow(Visible.Bank).WithSummary("What this bank decides on: applicant, eligibility today, own exposure to firm and talent, previous applications here, terms it may offer");

    /// <summary>Loans of this bank only: paid out, and of that confirmed under cover. Talent: carried by the same talent, at whatever firm.</summary>
    internal sealed record OwnExposure(int FirmLoans, Yuan FirmPaidYuan, Yuan FirmCoveredYuan, int TalentLoans, Yuan TalentPaidYuan, Yuan TalentCoveredYuan);

    internal sealed record Previous(Guid ApplicationId, string Number, DateTimeOffset SubmittedAt, string ProductCode, Yuan AmountYuan, InvitationState InvitationState, string? ReasonCode, Guid? LoanId, Yuan? PaidYuan, Yuan? CoveredYuan);

    /// <summary>What the product lets this bank offer today; rates in bp. Above secondPersonAboveYuan an approver decides.</summary>
    internal sealed record Terms(Yuan AmountYuanMin, Yuan AmountYuanMax, int TenorMonthsMin, int TenorMonthsMax, RepaymentMethod[] Methods, int LprOneYearBp, int LprFiveYearBp, DateOnly LprOn, int? RateBpMax, RateCapMode? RateCapMode, int OfferDaysMax, Yuan SecondPersonAboveYuan);

    /// <summary>Eligibility: null once this bank has no decision to make any more.</summary>
    internal sealed record View(
        InvitationView Invitation, ApplicationView Application, Applicant Applicant, EligibilityResult? Eligibility, OfferView[] Offers, LoanView? Loan, OwnExposure Exposure, Previous[] PreviousApplications, Terms Terms);

    private static async Task<Results<Ok<View>, NotFound>> Handle(Guid id, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, WorkingCalendar calendar, CancellationToken cancel)
    {
        var loaded = await (from row in db.Invitations.AsNoTracking().VisibleTo(caller)
                            join application in db.Applications on row.ApplicationId equals application.Id
                            where row.Id == id
                            select new { row, application }).SingleOrDefaultAsync(cancel);
        if (loaded is null || await SubmitApplication.Facts(db, board, loaded.application.FirmId, cancel) is not { } facts) return TypedResults.NotFound();
        var (asked, market) = (loaded.application, facts.Market);
        var policy = market.Policy(asked);
        // What this application itself holds of the caps since it was accepted is not counted against it.
        var outstanding = policy.Caps is { } caps && asked.HeldYuan > Yuan.Zero
            ? facts.Outstanding.Select(row => row.Group == caps.Group && (row.SubjectId == asked.FirmId || row.SubjectId == asked.TalentId) ? row with { AmountYuan = row.AmountYuan - asked.HeldYuan } : row).ToArray()
            : facts.Outstanding;
        // How the firm stands today is that bank's business only while it decides, or lends.
        var decides = loaded.row.IsOpen || asked.AcceptedBankId == caller.OrganisationId;
        var offers = await db.Offers.AsNoTracking().VisibleTo(caller).Where(row => row.InvitationId == id).OrderByDescending(row => row.Id).Take(PageRequest.LimitMax).ToListAsync(cancel);
        var own = db.Loans.AsNoTracking().VisibleTo(caller);
        var loan = await own.Include(row => row.Disbursements).SingleOrDefaultAsync(row => row.ApplicationId == asked.Id, cancel);
        return TypedResults.Ok(new View(
            InvitationView.Of(loaded.row, market.BankName(loaded.row.BankId), calendar, clock.Now, caller), ApplicationView.Of(asked, caller), asked.Applicant!,
            decides ? Eligibility.Check(policy, asked.ProductVersion, asked.Ask, facts.Borrower, outstanding, clock.Today) : null,
            [.. offers.Select(row => OfferView.Of(row, market.BankName(row.BankId), caller, clock.Today, withSchedule: true))], loan is null ? null : LoanView.Of(loan, market.BankName(loan.BankId), whole: true),
            await Exposure(asked, own, db, cancel), await Before(asked, db, caller, own, cancel), TermsOf(asked, policy, market, caller, clock.Today)));
    }

    private static async Task<OwnExposure> Exposure(Application asked, IQueryable<LoanContract> own, LoanDb db, CancellationToken cancel)
    {
        var paid = own.Where(row => row.FirstPaidOn != null && row.ApplicationId != asked.Id);
        var ofFirm = await paid.Where(row => row.FirmId == asked.FirmId).Select(row => new { row.PaidYuan, row.CoveredYuan }).Take(1000).ToListAsync(cancel);
        var ofTalent = asked.TalentId is not { } talent ? []
            : await paid.Where(row => db.Applications.Any(other => other.Id == row.ApplicationId && other.TalentId == talent)).Select(row => new { row.PaidYuan, row.CoveredYuan }).Take(1000).ToListAsync(cancel);
        return new(ofFirm.Count, ofFirm.SumYuan(row => row.PaidYuan), ofFirm.SumYuan(row => row.CoveredYuan), ofTalent.Count, ofTalent.SumYuan(row => row.PaidYuan), ofTalent.SumYuan(row => row.CoveredYuan));
    }

    private static async Task<Previous[]> Before(Application asked, LoanDb db, Caller caller, IQueryable<LoanContract> own, CancellationToken cancel)
    {
        var rows = await (from row in db.Invitations.AsNoTracking().VisibleTo(caller)
                          join other in db.Applications on row.ApplicationId equals other.Id
                          where other.FirmId == asked.FirmId && other.Id != asked.Id
                          orderby row.InvitedAt descending, row.Id descending
                          select new { other.Id, other.Number, row.InvitedAt, other.ProductCode, other.AmountYuan, row.State, row.ReasonCode }).Take(PreviousMax).ToListAsync(cancel);
        var ids = rows.Select(row => row.Id).ToArray();
        var loans = await own.Where(row => ids.Contains(row.ApplicationId)).Select(row => new { row.ApplicationId, row.Id, row.PaidYuan, row.CoveredYuan }).ToDictionaryAsync(row => row.ApplicationId, cancel);
        return [.. rows.Select(row => loans.GetValueOrDefault(row.Id) is var loan
            ? new Previous(row.Id, row.Number, row.InvitedAt, row.ProductCode, row.AmountYuan, row.State, row.ReasonCode, loan?.Id, loan?.PaidYuan, loan?.CoveredYuan) : null!)];
    }

    private static Terms TermsOf(Application asked, ProductPolicy policy, Market market, Caller caller, DateOnly today)
    {
        var lpr = market.Lpr(today);
        var second = market.Bank(caller.OrganisationId)?.LimitOf(caller.Is(Role.BankSystem), policy) ?? policy.SecondPersonAboveYuan;
        return new(Yuan.Min(policy.AmountYuanMin, asked.AmountYuan), asked.AmountYuan, policy.TenorMonthsMin, policy.TenorMonthsMax, policy.Methods, lpr.OneYearBp, lpr.FiveYearBp, lpr.PublishedOn, lpr.OneYearBp + policy.RateCap?.SpreadBpMax, policy.RateCap?.Mode, policy.OfferDaysMax, second);
    }
}
