using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;
using Xunit;

namespace TalentFinance.Tests.Domain.Registry;

/// <summary>Organisations, mandates, consents, qualifications: domain.md §8 ①②, §9, §10.</summary>
public sealed class OrganisationTests
{
    private const string Code = "91110108551385082Q";
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    internal static FirmProfile Profile() => new()
    {
        FoundedOn = new(2020, 5, 1),
        IndustryCode = "C3940",
        Chain = "chain",
        Park = "park",
        Staff = 30,
        SalesYuan = Yuan.Wan(1200),
        AssetsYuan = Yuan.Wan(800),
        OwnPremises = false,
        LeaseMonths = 24,
        SeriousBreach = false,
    };

    [Fact]
    public void A_registered_startup_tells_all_of_itself()
    {
        var told = Register(OrganisationKind.Startup, Profile()).Value.Changed(Now);
        Assert.Equal((1, true, Code), (told.Version, told.Active, told.CreditCode));
        Assert.Equal(Profile(), told.Profile);
    }

    [Fact]
    public void Every_fault_of_a_registration_is_told_with_its_field()
    {
        var profile = Profile() with { FoundedOn = Today.AddDays(1), IndustryCode = "Z1", Staff = -1, SalesYuan = -Yuan.Wan(1), LeaseMonths = 601, Chain = new string('x', 61) };
        var refused = Organisation.Register(Guid.NewGuid(), OrganisationKind.Startup, "1", " ", "1", profile, Today, Now);
        Assert.Equal(
            ["name", "districtCode", "creditCode", "profile.foundedOn", "profile.industryCode", "profile.chain", "profile.staff", "profile.salesYuan", "profile.leaseMonths"],
            refused.Refusals.Select(refusal => refusal.Field));
    }

    [Fact]
    public void A_startup_has_a_profile_and_nobody_else_has()
    {
        Assert.Equal("profile", Register(OrganisationKind.Startup, null).Refusals.Single().Field);
        Assert.Equal("profile", Register(OrganisationKind.Bank, Profile()).Refusals.Single().Field);
        Assert.Equal("no-profile", Register(OrganisationKind.Bank, null).Value.ChangeProfile(Profile(), Today).Refusals.Single().Code);
    }

    [Fact]
    public void Suspension_and_return_alternate_and_raise_the_version()
    {
        var bank = Register(OrganisationKind.Bank, null).Value;
        Assert.Equal(RefusalKind.State, bank.Resume().Refusals.Single().Kind);
        Assert.False(bank.Suspend().IsRefused);
        Assert.Contains("resume", bank.Suspend().Refusals.Single().Remedy, StringComparison.Ordinal);
        Assert.False(bank.Changed(Now).Active);
        Assert.False(bank.Resume().IsRefused);
        Assert.Equal(3, bank.Version);
    }

    [Fact]
    public void A_mandate_lives_from_its_day_until_its_end_or_its_revocation()
    {
        var mandate = Mandate.Give(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Today, Today.AddDays(10), Now).Value;
        Assert.True(mandate.IsLive(Today));
        Assert.True(mandate.IsLive(Today.AddDays(10)));
        Assert.False(mandate.IsLive(Today.AddDays(11)));
        Assert.False(mandate.IsLive(Today.AddDays(-1)));
        mandate.Revoke(Now);
        Assert.False(mandate.IsLive(Today));
        Assert.True(mandate.Revoke(Now).IsRefused);
    }

    [Fact]
    public void A_consent_runs_twelve_months_at_most()
    {
        Assert.False(Grant(Today.AddMonths(12)).IsRefused);
        Assert.Equal("consent-term", Grant(Today.AddMonths(12).AddDays(1)).Refusals.Single().Code);
        Assert.Equal("consent-term", Grant(Today.AddDays(-1)).Refusals.Single().Code);
    }

    [Fact]
    public void A_consent_opens_what_it_names_while_it_lives()
    {
        var consent = Grant(Today.AddMonths(3)).Value;
        Assert.True(consent.Covers(ConsentScope.Talents, Today));
        Assert.False(consent.Covers(ConsentScope.Financials, Today));
        Assert.False(consent.Covers(ConsentScope.Talents, Today.AddMonths(3).AddDays(1)));
        consent.Revoke(Now);
        Assert.False(consent.Covers(ConsentScope.Talents, Today));
        Assert.False(consent.Changed(Now).Active);
        Assert.Equal(2, consent.Version);
    }

    [Fact]
    public void A_qualification_goes_from_proposal_to_record_to_withdrawal()
    {
        var qualification = Qualification.Propose(Guid.NewGuid(), Guid.NewGuid(), "HNTE", "GR-1", new(2025, 1, 1), new(2027, 12, 31), Today, Now).Value;
        Assert.False(qualification.Changed(Now).Active);
        Assert.True(qualification.Withdraw("x").IsRefused);
        qualification.Record();
        Assert.True(qualification.Changed(Now).Active);
        Assert.True(qualification.Reject("x").IsRefused);
        qualification.Withdraw("revoked");
        Assert.False(qualification.Changed(Now).Active);
        Assert.Null(qualification.LiveKey);
        Assert.True(qualification.Record().IsRefused);
    }

    [Fact]
    public void A_certificate_that_has_run_out_qualifies_for_nothing() => Assert.Equal(
        "qualification-expired", Qualification.Propose(Guid.NewGuid(), Guid.NewGuid(), "HNTE", "GR-1", new(2020, 1, 1), Today.AddDays(-1), Today, Now).Refusals.Single().Code);

    [Theory]
    [InlineData("https://bank.example/api/", true)]
    [InlineData("http://127.0.0.1:9001", true)]
    [InlineData("ftp://bank.example", false)]
    [InlineData("https://user:secret@bank.example", false)]
    [InlineData("https://bank.example/?key=1", false)]
    [InlineData("bank.example", false)]
    public void A_banks_address_is_plain_http(string address, bool taken) =>
        Assert.Equal(taken, !PartnerSystem.Of(Guid.NewGuid()).Configure([address], true, "client", "cipher", 10, 8).IsRefused);

    [Fact]
    public void A_bank_keeps_its_key_when_no_new_one_is_made()
    {
        var system = PartnerSystem.Of(Guid.NewGuid());
        system.Configure(["http://a"], true, "client", "cipher", 10, 8);
        system.Configure(["http://b/"], false, "client", null, 10, 8);
        var told = system.Changed("Bank", Now);
        Assert.Equal(("cipher", "http://b", 2, false), (told.ProtectedSigningKey, told.BaseAddresses.Single(), told.Version, told.Enabled));
    }

    private static Outcome<Organisation> Register(OrganisationKind kind, FirmProfile? profile) => Organisation.Register(Guid.NewGuid(), kind, Code, "Firm", "370212", profile, Today, Now);

    private static Outcome<Consent> Grant(DateOnly until) =>
        Consent.Grant(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), [ConsentScope.Talents, ConsentScope.Profile], "loan review", Today, until, Now);
}
