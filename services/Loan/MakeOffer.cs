using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>A bank makes a binding offer. Above the bank's limit it waits for a second person; other banks never see it.</summary>
internal static class MakeOffer
{
    public static void Map(RouteGroupBuilder invitations) =>
        invitations.MapPost("{id:guid}/offers", Handle).Allow(Visible.Bank).WithSummary("Make a binding offer: LPR + spread, with its schedule and true annual cost in the answer");

    /// <summary>Spread over the LPR of the day in bp (it may be negative); expiresAt: as long as the product allows when absent. inParts: the money may be paid out in parts.</summary>
    internal sealed record Request(Yuan AmountYuan, int SpreadBp, int TenorMonths, RepaymentMethod Method, Yuan? FeeYuan = null, string? Conditions = null, DateTimeOffset? ExpiresAt = null, bool InParts = false);

    private static async Task<Results<Created<OfferView>, NotFound, Refused>> Handle(
        Guid id, Request request, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, WorkingCalendar calendar, CancellationToken cancel)
    {
        var check = new Check().Range(request.AmountYuan, "amountYuan", Yuan.Of(0.01m), Yuan.Of(Yuan.Limit)).Range(request.SpreadBp, "spreadBp", -2_000, Schedule.RateBpLimit)
            .Range(request.TenorMonths, "tenorMonths", 1, Schedule.TenorMonthsLimit).Known(request.Method, "method").Text(request.Conditions ?? "", "conditions", 2000, min: 0);
        if (check.Refused is { } bad) return bad;
        var loaded = await (from row in db.Invitations.VisibleTo(caller)
                            join asked in db.Applications on row.ApplicationId equals asked.Id
                            where row.Id == id
                            select new { row, asked }).SingleOrDefaultAsync(cancel);
        if (loaded is null) return TypedResults.NotFound();
        var (invitation, application) = (loaded.row, loaded.asked);
        var (market, now) = (await board.Now(db, cancel), clock.Now);
        if (market.Bank(caller.OrganisationId) is not { Active: true } bank) return new Refused(Refusal.Rule("bank-inactive", "the bank is not active on the marketplace", "registration", "ask the district"));
        var policy = market.Policy(application);
        var lpr = market.Lpr(clock.Today);
        var lprBp = lpr.For(request.TenorMonths);
        var terms = new OfferTerms(request.AmountYuan, request.SpreadBp, request.TenorMonths, request.Method, request.FeeYuan ?? Yuan.Zero, request.Conditions ?? "", request.ExpiresAt?.ToUniversalTime() ?? now.AddDays(policy.OfferDaysMax), request.InParts);
        if (Offer.Faults(terms, application, policy, lprBp, lpr.OneYearBp, now).ToArray() is { Length: > 0 } faults) return new Refused(faults);

        var second = request.AmountYuan > bank.LimitOf(caller.Is(Role.BankSystem), policy);
        var outcome = second ? invitation.Propose(policy.Sla, calendar, now) : invitation.Offer(now);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);
        var aboveCap = policy.RateCap is { } cap && lprBp + request.SpreadBp > lpr.OneYearBp + cap.SpreadBpMax;
        var offer = Offer.Of(Guid.CreateVersion7(), invitation, terms, lprBp, lpr.PublishedOn, aboveCap, second, new(caller.AccountId, caller.Name), now);
        db.Offers.Add(offer);
        if (!second) db.Publish(Made(offer, now));
        db.Audit(caller, second ? "propose offer" : "make offer", "Offer", offer.Id);
        return TypedResults.Created($"/api/loan/offers/{offer.Id}", OfferView.Of(offer, bank.Name, caller, clock.Today, withSchedule: true));
    }

    internal static OfferMade Made(Offer row, DateTimeOffset now) => new()
    {
        OfferId = row.Id,
        InvitationId = row.InvitationId,
        ApplicationId = row.ApplicationId,
        Version = row.Version,
        BankId = row.BankId,
        FirmId = row.FirmId,
        AmountYuan = row.AmountYuan,
        RateBp = row.RateBp,
        TenorMonths = row.TenorMonths,
        Method = row.Method,
        ExpiresAt = row.ExpiresAt,
        At = now,
    };
}
