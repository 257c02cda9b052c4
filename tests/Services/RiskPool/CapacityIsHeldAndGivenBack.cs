using TalentFinance.Contracts;
using TalentFinance.Tests.Harness;
using Xunit;
using static TalentFinance.Tests.Services.RiskPool.OwnPool;

namespace TalentFinance.Tests.Services.RiskPool;

/// <summary>What the pool stands for, from the acceptance of an offer to the payout, and when it says no (domain.md §2, §10 pool.*).</summary>
public sealed class CapacityIsHeldAndGivenBack(PoolSystem pool)
{
    [Fact]
    public async Task Beyond_ten_times_its_money_it_refuses_and_says_what_is_free()
    {
        var own = await OwnPool.Open(pool, 100_000m);
        Assert.Equal("Reserved", State(await own.Accepts(999_999.99m)));
        var told = await pool.Wire.Listen<CoverRefused>();
        var refused = await own.Accepts(0.02m);
        Assert.Equal(("Refused", "leverage-limit"), (State(refused), Assert.Single(Reasons(refused))));
        var heard = await told.One(each => each.OfferId == refused["id"]!.GetValue<Guid>());
        Assert.Contains("0.01", Assert.Single(heard.Reasons).Remedy, StringComparison.Ordinal);
        // To the cent.
        Assert.Equal("Reserved", State(await own.Accepts(0.01m)));
        Assert.Equal((1_000_000m, 0m), ((await own.Position())["reservedYuan"]!.GetValue<decimal>(), (await own.Position())["headroomYuan"]!.GetValue<decimal>()));
    }

    [Fact]
    public async Task Beyond_the_banks_limit_it_refuses_this_bank_alone()
    {
        var own = await OwnPool.Open(pool, 10_000_000m, bankLimitYuan: 1_000_000m);
        var bank = Guid.NewGuid();
        Assert.Equal("Reserved", State(await own.Accepts(1_000_000m, bank)));
        var refused = await own.Accepts(1m, bank);
        Assert.Equal(("Refused", "bank-limit"), (State(refused), Assert.Single(Reasons(refused))));
        Assert.Equal("Reserved", State(await own.Accepts(1_000_000m)));
    }

    [Fact]
    public async Task A_year_without_a_budget_carries_nothing()
    {
        var own = await OwnPool.Open(pool, annual: true);
        await own.Fund(1_000_000m, Today.Year - 1);
        var refused = await own.Accepts(100_000m);
        Assert.Equal(("Refused", "layer-budget"), (State(refused), Assert.Single(Reasons(refused))));
        await own.Fund(1_000_000m, Today.Year);
        Assert.Equal("Reserved", State(await own.Accepts(100_000m)));
    }

    [Fact]
    public async Task A_suspended_bank_enrols_nothing_new_and_keeps_what_it_has()
    {
        var own = await OwnPool.Open(pool, 10_000_000m);
        var bank = Guid.NewGuid();
        var before = await own.Accepts(500_000m, bank);
        await Hears(bank, 1, active: false);
        var refused = await own.Accepts(100_000m, bank);
        Assert.Equal(("Refused", "bank-suspended"), (State(refused), Assert.Single(Reasons(refused))));
        // What was promised before stands, up to what was promised.
        var id = before["id"]!.GetValue<Guid>();
        await pool.Wire.Publish(own.Payout(id, bank, 500_000m, "HT-1"));
        Assert.Equal("Covered", State(await own.Cover(id, cover => State(cover) != "Reserved")));
        // A payout that was never promised is not covered, but seen.
        var stray = Guid.CreateVersion7();
        var unpromised = own.Payout(stray, bank, 70_000m, "HT-2");
        var (told, enrolled) = (await pool.Wire.Listen<CoverRefused>(), await pool.Wire.Listen<CoverConfirmed>());
        await pool.Wire.Publish(unpromised);
        Assert.Equal((stray, unpromised.DisbursementId, 1), await told.One(each => each.OfferId == stray) is var no ? (no.CoverId, no.DisbursementId, no.Version) : default);
        var exception = await own.Cover(stray, _ => true);
        Assert.Equal(("Exception", "bank-suspended"), (State(exception), Assert.Single(Reasons(exception))));
        Assert.Equal("bank-suspended", (await own.Approver.Post($"{Api}/covers/{stray}/enrol", new { reason = "please" })).Code);

        await Hears(bank, 2, active: true);
        Assert.Equal("Reserved", State(await own.Accepts(100_000m, bank)));
        Assert.Equal("Covered", State((await own.Approver.Post($"{Api}/covers/{stray}/enrol", new { reason = "resumed" })).Ok));
        var covered = await enrolled.One(each => each.OfferId == stray);
        Assert.Equal((unpromised.DisbursementId, 70_000m, 70_000m), (covered.DisbursementId, covered.PrincipalYuan.Amount, covered.TotalYuan.Amount));
    }

    [Fact]
    public async Task What_is_not_paid_out_in_time_goes_back()
    {
        var own = await OwnPool.Open(pool, 1_000_000m, reservationDays: 1);
        var told = await pool.Wire.Listen<CoverReleased>();
        // Accepted ten days ago as the calendar has it, heard of only now: overdue from the first moment.
        var overdue = (await own.Accepts(400_000m, at: DateTimeOffset.UtcNow.AddDays(-10)))["id"]!.GetValue<Guid>();
        var live = (await own.Accepts(100_000m))["id"]!.GetValue<Guid>();
        var released = await told.One(each => each.OfferId == overdue, TimeSpan.FromSeconds(90));
        Assert.Equal((400_000m, "reservation-lapsed"), (released.ReleasedYuan.Amount, released.ReasonCode));
        Assert.Equal("Released", State(await own.Cover(overdue, _ => true)));
        Assert.Equal("Reserved", State(await own.Cover(live, _ => true)));
        Assert.Equal(100_000m, (await own.Position())["reservedYuan"]!.GetValue<decimal>());
        Assert.True((await own.Verify())["sound"]!.GetValue<bool>());
    }

    [Fact]
    public async Task An_acceptance_that_ends_gives_back_at_once_and_in_any_order()
    {
        var own = await OwnPool.Open(pool, 1_000_000m);
        var (id, unheard) = ((await own.Accepts(300_000m))["id"]!.GetValue<Guid>(), Guid.CreateVersion7());
        foreach (var offer in new[] { id, unheard }) await pool.Wire.Publish(new AcceptanceEnded { ApplicationId = offer, OfferId = offer, Version = 9, BankId = Guid.NewGuid(), ReasonCode = "Withdrawn", At = DateTimeOffset.UtcNow });
        Assert.Equal("Withdrawn", (await own.Cover(id, cover => State(cover) == "Released"))["endedBecause"]!.GetValue<string>());
        await Eventually.True(async () => (await pool.Query($"""SELECT 1 FROM "Covers" WHERE "Id" = '{unheard}' AND "EndedBecause" = 'Withdrawn'""")).Count == 1, "the end came first");
        Assert.Equal("Released", State(await own.Accepts(300_000m, offer: unheard)));
        Assert.Equal(0m, (await own.Position())["reservedYuan"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task A_payout_confirms_the_rest_goes_back_and_one_contract_is_one_cover()
    {
        var own = await OwnPool.Open(pool, 1_000_000m);
        var bank = Guid.NewGuid();
        var (first, second) = ((await own.Accepts(600_000m, bank))["id"]!.GetValue<Guid>(), (await own.Accepts(200_000m, bank))["id"]!.GetValue<Guid>());
        var confirmed = await pool.Wire.Listen<CoverConfirmed>();
        var payout = own.Payout(first, bank, 550_000.33m, "HT-9", contractYuan: 600_000m);
        await pool.Wire.Publish(payout);
        await pool.Wire.Publish(payout);
        var cover = await own.Cover(first, seen => State(seen) == "Covered");
        Assert.Equal((550_000.33m, 0m), (cover["coveredYuan"]!.GetValue<decimal>(), cover["reservedYuan"]!.GetValue<decimal>()));
        var heard = await confirmed.One(each => each.OfferId == first);
        Assert.Equal(10_000, heard.Shares.Sum(share => share.ShareBp));

        await pool.Wire.Publish(own.Payout(second, bank, 200_000m, "HT-9"));
        var twice = await own.Cover(second, seen => State(seen) == "Exception");
        Assert.Equal(("contract-covered", 0m), (Assert.Single(Reasons(twice)), twice["coveredYuan"]!.GetValue<decimal>()));
        Assert.Equal(550_000.33m, (await own.Position())["coveredYuan"]!.GetValue<decimal>());
        Assert.Single(await own.Entries(), entry => entry["kind"]!.GetValue<string>() == "Confirm");
        Assert.Single(confirmed.Events, each => each.OfferId == first);
        Assert.True((await own.Verify())["sound"]!.GetValue<bool>());
    }

    private async Task Hears(Guid bank, int version, bool active)
    {
        await pool.Wire.Publish(FourEyesOnMoney.Registered(bank, version, active));
        await Eventually.True(async () => await pool.Query($"""SELECT "Version" FROM "Organisations" WHERE "Id" = '{bank}'""") is [[int known]] && known == version, "the pool has heard of the bank's state");
    }
}
