using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TalentFinance.Contracts;
using TalentFinance.RiskPool.Domain;
using Xunit;

namespace TalentFinance.Tests.Domain.RiskPool;

/// <summary>What every ledger must keep (two-phase transfers, limits, corrections, sums), and the chain that seals it.</summary>
public sealed class LedgerIsSound
{
    private static readonly Yuan Plenty = Yuan.Of(100_000_000_000m);

    // Many loans against a small pool: some fit, some do not; some are paid out in part, some end.
    private static readonly Gen<(int Cents, int Move, TalentClass Talent, int Bank)[]> Years =
        (from cents in Gen.OneOf(Gen.Choose(1, 5000), Gen.Choose(1, 400_000_000))
         from move in Gen.Choose(0, 4)
         from talent in Gen.Elements(TalentClass.A, TalentClass.Contest, TalentClass.District)
         from bank in Gen.Choose(100, 102)
         select (cents, move, talent, bank)).ArrayOf();

    [Fact]
    public void Whatever_happens_debits_equal_credits_limits_hold_and_balances_are_their_entries() => Prop.ForAll(Years.ToArbitrary(), year =>
    {
        var district = new District(city: Yuan.Of(1_000_000.07m), pool: Yuan.Of(300_000.01m));
        for (var i = 0; i < year.Length; i++)
        {
            var (cents, move, talent, bank) = year[i];
            var (firm, amount) = (District.Firm(talent, bank), Yuan.Of(cents / 100m));
            var room = Yuan.Of(district.Pool.Balance(PotOf(talent), AccountName.Cash).Amount * 10) - district.Pool.Exposure(PotOf(talent));
            var accepted = district.Accepts(i, amount, firm);
            Assert.Equal(amount <= room, accepted.Reasons.Count == 0);
            if (move >= 1) district.PaysOut(i, 10_000 + i, amount, Yuan.Rounded(amount.Amount / move), Yuan.Rounded(amount.Amount / move), final: move != 2, firm);
            if (move == 4) district.Ends(i);

            foreach (var pot in district.Pool.Pots)
            {
                Assert.True(district.Pool.Exposure(pot).Amount <= district.Pool.Balance(pot, AccountName.Cash).Amount * 10);
                // Assets less liabilities equal equity and result; the memorandum sums to zero by itself.
                Assert.Equal(Yuan.Zero, district.Pool.Balance(pot, AccountName.Cash) + district.Pool.Balance(pot, AccountName.Funding));
                Assert.Equal(Yuan.Zero, district.Pool.Exposure(pot) + district.Pool.Balance(pot, AccountName.Commitments));
            }
        }
        Assert.Empty(district.Faults());
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(123, 123, 123, 0)]
    [InlineData(123, 100, 100, 0)]
    [InlineData(123, 124, 123, 1)]
    public void A_reservation_is_posted_in_full_in_part_but_never_beyond(int reserved, int paid, int covered, int uncovered)
    {
        var district = new District(city: Plenty);
        district.Accepts(1, Yuan.Of(reserved));
        Assert.Equal((Yuan.Of(reserved), Yuan.Zero), (Reserved(district), Covered(district)));

        district.PaysOut(1, 50, Yuan.Of(reserved), Yuan.Of(paid), Yuan.Of(paid), final: true);
        Assert.Equal((Yuan.Zero, Yuan.Of(covered)), (Reserved(district), Covered(district)));
        Assert.Equal(Yuan.Of(uncovered), district.Covers[District.Id(1)].UncoveredYuan);
        Assert.Empty(district.Faults());
    }

    [Fact]
    public void A_reservation_ends_once()
    {
        var district = new District(city: Plenty);
        district.Accepts(1, Yuan.Of(123));
        Assert.Equal(Yuan.Of(123), district.Ends(1).ReleasedYuan);
        Assert.Equal(CoverChange.Nothing, district.Ends(1, "reservation-lapsed"));
        Assert.Equal(CoverChange.Nothing, district.Accepts(1, Yuan.Of(123)));
        Assert.Equal(Yuan.Zero, district.Pool.Exposure("CITY/2026"));
    }

    [Fact]
    public void What_would_break_the_limit_is_refused_when_it_is_reserved()
    {
        var district = new District(city: Yuan.Of(10));
        district.Accepts(1, Yuan.Of(70));
        district.PaysOut(1, 50, Yuan.Of(70), Yuan.Of(70), Yuan.Of(70), final: true);
        var refusal = Assert.Single(district.Accepts(2, Yuan.Of(50)).Reasons);
        Assert.Equal("layer-budget", refusal.Code);
        Assert.Contains("at most 30.00 yuan more", refusal.Remedy, StringComparison.Ordinal);
        Assert.Empty(district.Accepts(3, Yuan.Of(30)).Reasons);
    }

    [Fact]
    public void The_same_payout_again_changes_nothing_and_with_another_amount_is_an_error()
    {
        var district = new District(city: Plenty);
        district.PaysOut(1, 50, Yuan.Of(100), Yuan.Of(40), Yuan.Of(40), final: false);
        Assert.Equal(CoverChange.Nothing, district.PaysOut(1, 50, Yuan.Of(100), Yuan.Of(40), Yuan.Of(40), final: false));
        Assert.Throws<InvalidOperationException>(() => district.PaysOut(1, 50, Yuan.Of(100), Yuan.Of(41), Yuan.Of(41), final: false));
    }

    [Fact]
    public void A_correction_is_a_reversing_entry_and_leaves_what_the_right_one_alone_would()
    {
        var (right, corrected) = (new Pool("LS", ""), new Pool("LS", ""));
        right.Fund("DISTRICT", Yuan.Wan(90), new("Funding", District.Id(1)), District.Id(1), District.Today, District.Now);

        var wrong = corrected.Fund("DISTRICT", Yuan.Wan(100), new("Funding", District.Id(1)), District.Id(1), District.Today, District.Now);
        var before = wrong.Canonical();
        var reversal = corrected.Reverse(wrong, new("Funding", District.Id(2)), District.Today, District.Now);
        corrected.Fund("DISTRICT", Yuan.Wan(90), new("Funding", District.Id(3)), District.Id(3), District.Today, District.Now);

        Assert.Equal(before, wrong.Canonical());
        Assert.Equal(wrong.Number, reversal.Reverses);
        foreach (var account in right.Accounts) Assert.Equal(account.BalanceYuan, corrected.Balance(account.Pot, account.Name));
    }

    [Fact]
    public void An_entry_that_does_not_balance_is_a_bug()
    {
        var pool = new Pool("LS", "");
        Line[] crooked = [new("DISTRICT", AccountName.Cash, Yuan.Of(2)), new("DISTRICT", AccountName.Funding, Yuan.Of(-1))];
        Line[] across = [new("DISTRICT", AccountName.Cash, Yuan.Of(1)), new("CITY/2026", AccountName.Funding, Yuan.Of(-1))];
        Line[] mixed = [new("DISTRICT", AccountName.Cash, Yuan.Of(1)), new("DISTRICT", AccountName.Commitments, Yuan.Of(-1))];
        foreach (var lines in (Line[][])[crooked, across, mixed, []])
            Assert.Throws<InvalidOperationException>(() => pool.Post(EntryKind.Fund, new("Funding", District.Id(1)), District.Id(1), District.Today, District.Now, lines));
        Assert.Equal(0, pool.LastNumber);
    }

    [Fact]
    public void The_form_that_is_hashed_is_fixed()
    {
        var entry = new Pool("LS", "").Fund("DISTRICT", Yuan.Wan(1000), new("Funding", District.Id(1)), District.Id(2), District.Today, District.Now.AddTicks(12_345));
        var form = "TF-LEDGER-1\nLS 1 " + new string('0', 64) + "\nFund Funding 00000001-0000-0000-0000-000000000001 00000002-0000-0000-0000-000000000001 -\n"
            + "2026-03-02 2026-03-02T01:30:00.001234Z\nDISTRICT Cash 10000000.00\nDISTRICT Funding -10000000.00\n";
        Assert.Equal(form, entry.Canonical());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(form))), entry.Hash);
    }

    [Fact]
    public void The_audit_finds_what_was_taken_out_changed_or_put_in()
    {
        var district = new District(city: Plenty);
        for (var i = 0; i < 5; i++) district.Accepts(i, Yuan.Of(100 + i));
        Assert.Empty(district.Faults());

        var sealed3 = district.Ledger[2];
        var forged = new Entry("LS", 3, sealed3.PreviousHash, sealed3.Kind, new(sealed3.CauseType, sealed3.CauseId), sealed3.SubjectId, sealed3.ValueOn, sealed3.At, null,
            [.. sealed3.Postings.Select(posting => new Posting("LS", 3, posting.LineNumber, new(posting.Pot, posting.Account, posting.AmountYuan + posting.AmountYuan), posting.BalanceAfterYuan + posting.AmountYuan))]);
        // Whoever forges an entry can seal it again, but not the ones after it.
        Assert.Equal(4, FirstBroken(district.Ledger.Select(entry => entry.Number == 3 ? forged : entry)));
        Assert.Equal(4, FirstBroken(district.Ledger.Where(entry => entry.Number != 3)));
        Assert.Equal(4, FirstBroken([.. district.Ledger[..2], district.Ledger[3], district.Ledger[2], .. district.Ledger[4..]]));
    }

    private static long? FirstBroken(IEnumerable<Entry> entries)
    {
        var audit = new LedgerAudit("LS");
        foreach (var entry in entries) audit.Read(entry);
        return audit.FirstBroken;
    }

    private static string PotOf(TalentClass talent) => talent is TalentClass.District ? "DISTRICT" : "CITY/2026";
    private static Yuan Reserved(District district) => district.Pool.Balance("CITY/2026", AccountName.ReservedGovernment) + district.Pool.Balance("CITY/2026", AccountName.ReservedBank);
    private static Yuan Covered(District district) => district.Pool.Balance("CITY/2026", AccountName.CoveredGovernment) + district.Pool.Balance("CITY/2026", AccountName.CoveredBank);
}
