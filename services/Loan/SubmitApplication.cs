using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>
/// A startup submits: checked against every rule, the firm frozen into the application, the banks invited. What is not
/// eligible is answered with all reasons (422), and the draft stays as it was.
/// </summary>
internal static class SubmitApplication
{
    public static void Map(RouteGroupBuilder applications) =>
        applications.MapPost("{id:guid}/submit", Handle).Allow(Role.Startup).WithSummary("Submit a draft: eligibility, frozen profile, invitations to the banks");

    private static async Task<Results<Ok<ApplicationView>, NotFound, Refused>> Handle(
        Guid id, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, WorkingCalendar calendar, CancellationToken cancel)
    {
        var application = await db.Applications.VisibleTo(caller, db).SingleOrDefaultAsync(row => row.Id == id, cancel);
        if (application is null) return TypedResults.NotFound();
        if (await Facts(db, board, caller.OrganisationId, cancel) is not { } facts) return new Refused(NotKnown);
        if (facts.Market.InForce(application.ProductCode, clock.Today) is not { } version) return new Refused(NoProduct(application.ProductCode));

        var outcome = Submit(application, version, facts, db, caller, clock, calendar);
        return outcome.IsRefused ? new Refused(outcome.Refusals) : TypedResults.Ok(outcome.Value);
    }

    /// <summary>What a submission is decided on: one query for the firm with its own and its talents' exposures, the market from memory.</summary>
    internal sealed record SubmissionFacts(Borrower Borrower, Outstanding[] Outstanding, Market Market);

    internal sealed record Row(Borrower Borrower, List<Exposure> Exposures, Guid Stamp);

    private static readonly Func<LoanDb, Guid, CancellationToken, Task<Row?>> Load = EF.CompileAsyncQuery((LoanDb db, Guid firm, CancellationToken cancel) =>
        db.Borrowers.AsNoTracking().Where(borrower => borrower.Id == firm).Select(borrower => new Row(
            borrower,
            db.FirmSubjects.Where(of => of.FirmId == firm).Join(db.Exposures, of => of.SubjectId, exposure => exposure.SubjectId, (_, exposure) => exposure).ToList(),
            db.MarketStamps.Where(row => row.Id == MarketStamp.TheOne).Select(row => row.Value).First())).SingleOrDefault());

    internal static async Task<SubmissionFacts?> Facts(LoanDb db, MarketBoard board, Guid firmId, CancellationToken cancel)
    {
        if (await Load(db, firmId, cancel) is not { } row) return null;
        return new(row.Borrower, [.. row.Exposures.Select(exposure => new Outstanding(exposure.SubjectId, exposure.Group, exposure.OutstandingYuan))], await board.At(row.Stamp, db, cancel));
    }

    /// <summary>Submits a draft that is loaded or new; the caller of this answers.</summary>
    internal static Outcome<ApplicationView> Submit(Application application, PolicyVersion version, SubmissionFacts facts, LoanDb db, Caller caller, BusinessClock clock, WorkingCalendar calendar)
    {
        var (policy, now) = (version.Policy, clock.Now);
        var eligibility = Eligibility.Check(policy, version.Number, application.Ask, facts.Borrower, facts.Outstanding, clock.Today);
        var banks = eligibility.Eligible ? Route(application, policy, facts) : Array.Empty<Bank>();
        if (banks.IsRefused) return Outcome<ApplicationView>.No(banks.Refusals);
        var outcome = application.Submit(eligibility, facts.Borrower, clock.Today, now);
        if (outcome.IsRefused) return Outcome<ApplicationView>.No(outcome.Refusals);

        var invitations = banks.Value.Select(bank => Invitation.Of(Guid.CreateVersion7(), application, bank.Id, policy.Sla, calendar, now)).ToArray();
        db.Invitations.AddRange(invitations);
        db.Publish(new ApplicationSubmitted
        {
            ApplicationId = application.Id,
            Version = application.Version,
            Number = application.Number,
            ProductCode = application.ProductCode,
            ProductVersion = application.ProductVersion,
            AmountYuan = application.AmountYuan,
            TenorMonths = application.TenorMonths,
            Use = application.Use,
            Mode = application.Mode,
            Applicant = application.Applicant!,
            At = now,
            Invitations = [.. invitations.Select(row => new BankInvitation { InvitationId = row.Id, BankId = row.BankId, RespondBy = row.RespondBy, DecideBy = row.DecideBy, HardLimit = row.HardLimit })],
        });
        db.Audit(caller, "submit application", "Application", application.Id);
        return ApplicationView.Of(application, caller, [.. invitations.Select(row => InvitationView.Of(row, facts.Market.BankName(row.BankId), calendar, now))]);
    }

    private static Outcome<Bank[]> Route(Application application, ProductPolicy policy, SubmissionFacts facts)
    {
        if (application.Mode == RoutingMode.Open)
        {
            var takers = facts.Market.Takers(policy.Code, application.AmountYuan, facts.Borrower.Facts.Profile!, policy.BanksMax, application.Id);
            return takers.Length > 0 ? takers : Refusal.Rule("no-bank", "no bank has appetite for this product, amount, chain and park at present", "banks' appetites", "name banks yourself (mode Targeted), or ask for another amount");
        }
        var named = application.BankIds.Select(facts.Market.Bank).ToArray();
        if (named.Length == 0) return Refusal.Rule("no-bank", "a targeted application names its banks", "routing", "name banks in bankIds, or choose mode Open");
        if (named.Length > policy.BanksMax) return Refusal.Rule("too-many-banks", $"at most {policy.BanksMax} banks are asked at once", policy.Source, $"name at most {policy.BanksMax}");
        return named.Any(bank => bank is not { Active: true })
            ? Refusal.Rule("bank-unknown", $"{string.Join(", ", application.BankIds.Where(id => facts.Market.Bank(id) is not { Active: true }))} is no active partner bank", "routing", "choose from the list of partner banks")
            : named!;
    }

    internal static Refusal NotKnown { get; } = Refusal.Rule("firm-not-known", "the firm's registration has not arrived here yet", "registration", "try again in a moment");
    internal static Refusal NoProduct(string code) => Refusal.Input("productCode", $"no product {code} is in force", "choose one from /api/loan/products");
}
