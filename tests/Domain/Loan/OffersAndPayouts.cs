using TalentFinance.Contracts;
using TalentFinance.Loan.Domain;
using Xunit;

namespace TalentFinance.Tests.Domain.Loan;

/// <summary>An application's way from submission to payout, and the ways it can end.</summary>
public sealed class OffersAndPayouts
{
    private static readonly Guid Maker = Guid.NewGuid();
    private static readonly DateTimeOffset Now = Firms.Now;

    private static Application Submitted()
    {
        var borrower = Firms.Sound(Guid.NewGuid(), TalentClass.B);
        var application = Application.Draft(Guid.NewGuid(), "L1", borrower.Id, borrower.Name, "370212", Now);
        var eligibility = Eligibility.Check(Firms.Talent, 1, new(Yuan.Wan(300), 24, "RND", null), borrower, [], Firms.Today);
        application.Write(new(Yuan.Wan(300), 24, "RND", null), "", RoutingMode.Open, [], eligibility);
        Assert.False(application.Submit(eligibility, borrower, Firms.Today, Now).IsRefused);
        return application;
    }

    private static readonly Person Second = new(Guid.NewGuid(), "second");

    private static Offer Offered(Application application, decimal wan = 300, bool second = false, int days = 10, bool inParts = false) => Offer.Of(
        Guid.NewGuid(), Invitation.Of(Guid.NewGuid(), application, Guid.NewGuid(), Firms.Talent.Sla, WorkingCalendar.Published, Now),
        Terms(wan, days) with { InParts = inParts }, 300, new(2026, 5, 20), false, second, new(Maker, "maker"), Now);

    private static OfferTerms Terms(decimal wan, int days = 10, int spread = 20) => new(Yuan.Wan(wan), spread, 24, RepaymentMethod.EqualInstalment, Yuan.Zero, "", Now.AddDays(days));

    private static LoanContract Signed(out Application application, bool inParts = true)
    {
        application = Submitted();
        var offer = Offered(application, inParts: inParts);
        application.Accept(offer, Firms.Today.AddDays(40), Now);
        application.Cover(Guid.NewGuid(), Now);
        application.Contract(Now);
        return LoanContract.Sign(Guid.NewGuid(), application, offer, "HT-1", Firms.Today, Now);
    }

    [Fact]
    public void An_ineligible_submission_leaves_the_draft_as_it_was()
    {
        var borrower = Firms.Sound(Guid.NewGuid());
        var application = Application.Draft(Guid.NewGuid(), "L1", borrower.Id, borrower.Name, "370212", Now);
        var eligibility = Eligibility.Check(Firms.Talent, 1, new(Yuan.Wan(300), 24, "RND", null), borrower, [], Firms.Today);
        application.Write(new(Yuan.Wan(300), 24, "RND", null), "", RoutingMode.Open, [], eligibility);
        var version = application.Version;
        Assert.Equal("talent-missing", Assert.Single(application.Submit(eligibility, borrower, Firms.Today, Now).Refusals).Code);
        Assert.Equal((ApplicationState.Draft, version), (application.State, application.Version));
    }

    [Fact]
    public void A_refused_cover_goes_back_to_choice_and_what_still_binds_comes_back()
    {
        var application = Submitted();
        var (chosen, other, stale) = (Offered(application), Offered(application, days: 5), Offered(application, days: 1));
        chosen.Accept(Now);
        application.Accept(chosen, Firms.Today.AddDays(40), Now);
        other.Lapse(byAcceptance: true);
        stale.Lapse(byAcceptance: true);
        Assert.Equal(Yuan.Wan(300), application.HeldYuan);

        application.RefuseCover();
        chosen.RefuseCover([Refusal.Rule("leverage", "full", "domain.md §2", "later")]);
        Assert.True(other.Revive(Now.AddDays(2)));
        Assert.False(stale.Revive(Now.AddDays(2)));
        Assert.False(chosen.Revive(Now.AddDays(2)));
        Assert.Equal((ApplicationState.Submitted, OfferState.Live, Yuan.Zero), (application.State, other.State, application.HeldYuan));
    }

    [Fact]
    public void Who_made_an_offer_does_not_approve_it()
    {
        var offer = Offered(Submitted(), second: true);
        Assert.Equal("same-person", Assert.Single(offer.Approve(new(Maker, "m"), Now).Refusals).Code);
        Assert.Equal("same-person", Assert.Single(offer.Reject("no", new(Maker, "m"), Now).Refusals).Code);
        Assert.Equal(OfferState.Live, offer.Approve(Second, Now).Value);
        Assert.Equal("illegal-move", Assert.Single(offer.Approve(Second, Now).Refusals).Code);
        Assert.Equal("illegal-move", Assert.Single(offer.Reject("no", Second, Now).Refusals).Code);
        Assert.Null(offer.RejectReason);
    }

    [Fact]
    public void A_rejected_offer_says_why_and_who_said_so()
    {
        var offer = Offered(Submitted(), second: true);
        Assert.Equal(OfferState.Rejected, offer.Reject("spread too low", Second, Now).Value);
        Assert.Equal(("spread too low", "second", Now), (offer.RejectReason, offer.DecidedByName, offer.DecidedAt));
        // One that has expired meanwhile can only be rejected.
        var late = Offered(Submitted(), second: true, days: 1);
        Assert.Equal("offer-expired", Assert.Single(late.Approve(Second, Now.AddDays(2)).Refusals).Code);
        Assert.Equal(OfferState.Rejected, late.Reject("too late", Second, Now.AddDays(2)).Value);
    }

    [Fact]
    public void An_expired_offer_cannot_be_accepted() =>
        Assert.Equal("offer-expired", Assert.Single(Offered(Submitted(), days: 1).Accept(Now.AddDays(1)).Refusals).Code);

    [Theory]
    [InlineData(false, 31, "")]
    [InlineData(true, 30, "")]
    [InlineData(true, 31, "rate-cap")]
    public void The_rate_cap_warns_or_refuses_as_the_policy_says(bool refuses, int spread, string code)
    {
        var policy = Firms.Talent with { RateCap = Firms.Talent.RateCap! with { Mode = refuses ? RateCapMode.Refuse : RateCapMode.Warn } };
        Assert.Equal(code.Length == 0 ? [] : [code], Offer.Faults(Terms(300, spread: spread), Submitted(), policy, 300, 300, Now).Select(fault => fault.Code));
    }

    [Fact]
    public void Parts_never_exceed_the_contract_and_none_is_recorded_twice()
    {
        var loan = Signed(out _);
        string[] Pay(string reference, decimal wan, bool final, int day = 0) => [.. loan.PayOut(Guid.NewGuid(), reference, Yuan.Wan(wan), Firms.Today.AddDays(day), final, Firms.Today.AddDays(30), Now).Refusals.Select(refusal => refusal.Code)];
        Assert.Empty(Pay("V1", 100, false));
        Assert.Equal(["payout-recorded"], Pay("V1", 100, false));
        Assert.Equal(["payout-above-contract"], Pay("V2", 201, true));
        Assert.Equal(["payout-final"], Pay("V2", 200, false));
        Assert.Equal(["payout-date"], Pay("V2", 100, false, day: 31));
        Assert.Equal(["payout-date", "payout-date"], Pay("V2", 100, false, day: -1));
        Assert.Empty(Pay("V2", 150, true, day: 20));
        Assert.Equal(["illegal-move"], Pay("V3", 50, true, day: 21));
        Assert.Equal((LoanState.PaidOut, Yuan.Wan(250), Yuan.Wan(250)), (loan.State, loan.PaidYuan, loan.Schedule.SumYuan(line => line.PrincipalYuan)));
    }

    [Fact]
    public void Without_an_agreement_on_parts_the_first_payout_is_the_last()
    {
        var loan = Signed(out _, inParts: false);
        Assert.Equal("payout-parts-not-agreed", Assert.Single(loan.PayOut(Guid.NewGuid(), "V1", Yuan.Wan(100), Firms.Today, false, Firms.Today, Now).Refusals).Code);
        Assert.Equal(LoanState.Signed, loan.State);
        Assert.False(loan.PayOut(Guid.NewGuid(), "V1", Yuan.Wan(100), Firms.Today, true, Firms.Today, Now).IsRefused);
    }

    [Theory]
    [InlineData(9, "offer-amount")]
    [InlineData(10, "")]
    [InlineData(300, "")]
    [InlineData(301, "offer-amount")]
    public void An_offer_lies_between_the_products_least_and_what_was_asked(int wan, string code) =>
        Assert.Equal(code.Length == 0 ? [] : [code], Offer.Faults(Terms(wan), Submitted(), Firms.Talent, 300, 300, Now).Select(fault => fault.Code));

    [Fact]
    public void A_policy_with_holes_or_without_bounds_is_refused()
    {
        Assert.Empty(Firms.HighTech.Faults());
        Assert.Equal("policy", Assert.Single((Firms.HighTech with { SalesBands = [null!] }).Faults()).Field);
        Assert.Equal("policy", Assert.Single((Firms.Talent with { Caps = Firms.Talent.Caps! with { Classes = [null!] } }).Faults()).Field);
        Assert.Equal("talent", Assert.Single((Firms.Talent with { Talent = Firms.Talent.Talent! with { EmployedMonthsMin = int.MaxValue } }).Faults()).Field);
        Assert.Equal("firm", Assert.Single((Firms.Talent with { Firm = Firms.Talent.Firm! with { AgeMonthsMin = int.MaxValue } }).Faults()).Field);
        Assert.Equal("backdatingDaysMax", Assert.Single((Firms.Talent with { BackdatingDaysMax = int.MaxValue }).Faults()).Field);
        Assert.Equal("caps", Assert.Single((Firms.Talent with { Caps = Firms.Talent.Caps! with { Group = new('G', 41) } }).Faults()).Field);
    }

    [Fact]
    public void After_the_last_part_only_what_was_paid_counts_under_the_caps()
    {
        Signed(out var application);
        application.PayOut(Yuan.Wan(100), false, Now);
        Assert.Equal(Yuan.Wan(300), application.HeldYuan);
        // No further part in time: the rest goes back, and a part that comes after all is held again.
        application.HoldOnly(Yuan.Wan(100));
        application.PayOut(Yuan.Wan(150), false, Now);
        Assert.Equal(Yuan.Wan(150), application.HeldYuan);
        application.PayOut(Yuan.Wan(250), true, Now);
        Assert.Equal(Yuan.Wan(250), application.HeldYuan);
    }

    [Fact]
    public void A_signed_contract_is_not_withdrawn_by_one_side()
    {
        Signed(out var application);
        var refusal = Assert.Single(application.Withdraw(Now).Refusals);
        Assert.Equal("possible now: PayOut", refusal.Remedy);
    }

    [Fact]
    public void Confirmations_of_cover_may_come_in_any_order()
    {
        var loan = Signed(out _);
        var first = loan.PayOut(Guid.NewGuid(), "1", Yuan.Wan(100), Firms.Today, false, Firms.Today, Now).Value;
        var second = loan.PayOut(Guid.NewGuid(), "2", Yuan.Wan(200), Firms.Today, true, Firms.Today, Now).Value;
        loan.Confirm("C1", second.Id, Yuan.Wan(200), Yuan.Wan(300));
        loan.Confirm("C1", first.Id, Yuan.Wan(100), Yuan.Wan(100));
        Assert.Equal(Yuan.Wan(300), loan.CoveredYuan);
        Assert.All(loan.Disbursements, part => Assert.Equal(part.AmountYuan, part.CoveredYuan));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_refusal_of_cover_is_over_once_the_payout_is_covered(bool refusalComesFirst)
    {
        var loan = Signed(out _);
        var part = loan.PayOut(Guid.NewGuid(), "1", Yuan.Wan(300), Firms.Today, true, Firms.Today, Now).Value;
        void Refuse() => loan.RefuseCover([Refusal.Rule("leverage-limit", "full", "domain.md §2", "later")]);
        if (refusalComesFirst)
        {
            Refuse();
            loan.Confirm("C1", part.Id, Yuan.Wan(100), Yuan.Wan(100));
            Assert.Single(loan.CoverRefusals);
        }
        loan.Confirm("C1", part.Id, Yuan.Wan(300), Yuan.Wan(300));
        if (!refusalComesFirst) Refuse();
        loan.Confirm("C1", part.Id, Yuan.Wan(100), Yuan.Wan(100));
        Assert.Empty(loan.CoverRefusals);
        Assert.Equal(Yuan.Wan(300), part.CoveredYuan);
    }

    [Fact]
    public void Policies_take_a_second_person_and_never_change_the_past()
    {
        var version = PolicyVersion.Draft(Guid.NewGuid(), 2, Firms.Talent, Firms.Today, Maker, "maker", Now);
        Assert.Equal("same-person", Assert.Single(version.Decide(true, Maker, "maker", null, Firms.Today, Now).Refusals).Code);
        Assert.Equal("policy-backdated", Assert.Single(version.Decide(true, Guid.NewGuid(), "other", null, Firms.Today.AddDays(1), Now).Refusals).Code);
        Assert.Equal(PolicyState.InForce, version.Decide(true, Guid.NewGuid(), "other", null, Firms.Today, Now).Value);
    }

    [Fact]
    public void Numbers_can_be_read_out_and_do_not_repeat()
    {
        var numbers = Enumerable.Range(0, 100_000).Select(_ => ApplicationNumber.Of(Guid.CreateVersion7(), Firms.Today)).ToHashSet();
        Assert.Equal(100_000, numbers.Count);
        Assert.All(numbers.Take(100), number => Assert.Matches("^L20260615-[2-9A-HJ-NP-Z]{8}$", number));
    }
}
