using System.Text.Json;
using TalentFinance.Contracts;
using TalentFinance.Gateway.Domain;
using Xunit;

namespace TalentFinance.Tests.Domain.Gateway;

public sealed class Deliveries
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);
    private static readonly Guid One = new("11111111-1111-4111-8111-111111111111"), Other = new("22222222-2222-4222-8222-222222222222");

    private static Delivery New() => Delivery.Of(BankMessage.Of(Submitted()).First(), Now);

    private static ApplicationSubmitted Submitted() => new()
    {
        ApplicationId = new("aaaaaaaa-0000-4000-8000-000000000001"),
        Version = 1,
        Number = "L1",
        ProductCode = "TALENT",
        ProductVersion = 1,
        AmountYuan = Yuan.Wan(100),
        TenorMonths = 12,
        Use = "RND",
        Mode = RoutingMode.Targeted,
        At = Now,
        Applicant = new()
        {
            FirmId = new("aaaaaaaa-0000-4000-8000-000000000002"),
            Name = "甲公司",
            CreditCode = "91370212MA3C000000",
            DistrictCode = "370212",
            Talents = [],
            Qualifications = [],
            Profile = new() { FoundedOn = new(2020, 1, 1), IndustryCode = "C3940", Chain = "", Park = "", Staff = 3, SalesYuan = Yuan.Wan(1), AssetsYuan = Yuan.Wan(1), OwnPremises = true, LeaseMonths = 0, SeriousBreach = false },
        },
        Invitations = [Invitation(One), Invitation(Other)],
    };

    private static BankInvitation Invitation(Guid bank) => new() { InvitationId = Guid.CreateVersion7(), BankId = bank, RespondBy = Now, DecideBy = Now, HardLimit = Now };

    [Fact]
    public void A_bank_hears_of_its_own_invitation_only()
    {
        var submitted = Submitted();
        var messages = BankMessage.Of(submitted).ToArray();
        Assert.Equal([One, Other], messages.Select(message => message.BankId));
        var json = messages[0].ToJson();
        Assert.Contains(submitted.Invitations[0].InvitationId.ToString(), json, StringComparison.Ordinal);
        Assert.DoesNotContain(submitted.Invitations[1].InvitationId.ToString(), json, StringComparison.Ordinal);
        Assert.DoesNotContain(Other.ToString(), json, StringComparison.Ordinal);
        using var body = JsonDocument.Parse(json);
        Assert.Equal(messages[0].DeliveryId, body.RootElement.GetProperty("deliveryId").GetGuid());
    }

    [Fact]
    public void The_same_news_has_the_same_id_and_other_news_another()
    {
        var submitted = Submitted();
        var ids = BankMessage.Of(submitted).Select(message => message.DeliveryId).ToArray();
        Assert.Equal(ids, BankMessage.Of(submitted).Select(message => message.DeliveryId));
        Assert.NotEqual(ids[0], ids[1]);
    }

    [Fact]
    public void Each_refused_payout_and_each_later_refusal_is_news()
    {
        Guid Refused(Guid? payout, int version) => BankMessage.Of(new CoverRefused
        {
            CoverId = Other,
            ApplicationId = One,
            OfferId = Other,
            DisbursementId = payout,
            Version = version,
            BankId = One,
            FirmId = Other,
            Reasons = [],
            At = Now,
        }).DeliveryId;
        Assert.Equal(4, new[] { Refused(null, 1), Refused(One, 2), Refused(Other, 3), Refused(One, 4), Refused(One, 4) }.Distinct().Count());
    }

    [Theory]
    [InlineData(InvitationStep.InformationProvided, true)]
    [InlineData(InvitationStep.Lapsed, true)]
    [InlineData(InvitationStep.Cancelled, true)]
    [InlineData(InvitationStep.Taken, false)]
    [InlineData(InvitationStep.Declined, false)]
    [InlineData(InvitationStep.InformationRequested, false)]
    [InlineData(InvitationStep.Reminded, true)]
    [InlineData(InvitationStep.Escalated, false)]
    public void A_bank_is_not_told_what_it_did_itself(InvitationStep step, bool told) => Assert.Equal(told, BankMessage.Of(new InvitationMoved
    {
        InvitationId = One,
        ApplicationId = One,
        Version = 2,
        BankId = One,
        FirmId = Other,
        DistrictCode = "370212",
        Step = step,
        At = Now,
    }) is not null);

    [Theory]
    [InlineData(200, nameof(DeliveryState.Delivered))]
    [InlineData(202, nameof(DeliveryState.Delivered))]
    [InlineData(400, nameof(DeliveryState.Parked))]
    [InlineData(409, nameof(DeliveryState.Parked))]
    [InlineData(422, nameof(DeliveryState.Parked))]
    [InlineData(401, nameof(DeliveryState.Waiting))]
    [InlineData(404, nameof(DeliveryState.Waiting))]
    [InlineData(429, nameof(DeliveryState.Waiting))]
    [InlineData(500, nameof(DeliveryState.Waiting))]
    [InlineData(503, nameof(DeliveryState.Waiting))]
    public void An_answer_decides_what_comes_next(int status, string state)
    {
        var delivery = New();
        delivery.Tried(Attempt.Of(status, null), Now, 0);
        Assert.Equal(state, delivery.State.ToString());
        Assert.Equal(1, delivery.Attempts);
    }

    [Fact]
    public void Waiting_grows_to_five_minutes_and_follows_what_the_bank_asked_for()
    {
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300], Enumerable.Range(1, 11).Select(attempts => (int)Delivery.BackOff(attempts, 0).TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(150), Delivery.BackOff(50, 1));
        var delivery = New();
        delivery.Tried(Attempt.Of(503, TimeSpan.FromSeconds(17)), Now, 0);
        Assert.Equal(Now.AddSeconds(17), delivery.NextAttemptAt);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3600)]
    [InlineData(1)]
    [InlineData(86_400)]
    public void A_bank_that_asks_for_no_wait_gets_the_usual_one(int afterSeconds)
    {
        var delivery = New();
        for (var i = 0; i < 5; i++) delivery.Tried(Attempt.Of(429, TimeSpan.FromSeconds(afterSeconds)), Now, 0);
        Assert.Equal(Now.AddSeconds(16), delivery.NextAttemptAt);
    }

    [Fact]
    public void An_outage_costs_no_try()
    {
        var delivery = New();
        delivery.Tried(new Attempt.NotTried(), Now.AddDays(40), 0);
        Assert.Equal((DeliveryState.Waiting, 0), (delivery.State, delivery.Attempts));
    }

    [Fact]
    public void What_is_too_old_is_parked_not_lost()
    {
        var delivery = New();
        delivery.Tried(Attempt.Of(500, null), Now.AddDays(32), 0);
        Assert.Equal(DeliveryState.Parked, delivery.State);
        Assert.Null(delivery.Resend(Now.AddDays(32)));
        Assert.Equal(DeliveryState.Waiting, delivery.State);
        Assert.NotNull(delivery.Resend(Now.AddDays(32)));
    }
}
