using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;
using Xunit;

namespace TalentFinance.Tests.Domain.Registry;

/// <summary>Talents, four eyes, and the ends of an accreditation: domain.md §1, design.md §6.</summary>
public sealed class AccreditationTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);
    private static readonly Guid Proposer = Guid.NewGuid(), Officer = Guid.NewGuid(), Approver = Guid.NewGuid();

    [Fact]
    public void Two_different_accounts_put_an_accreditation_in_force()
    {
        var accreditation = Proposed();
        Assert.False(accreditation.Accredit(Officer).IsRefused);
        Assert.False(accreditation.Confirm(Approver, Today).IsRefused);
        Assert.Equal(AccreditationState.InForce, accreditation.State);
        var told = accreditation.Accredited(Now);
        Assert.Equal("张**", told.NameMasked);
        Assert.Equal(3, told.Version);
    }

    [Fact]
    public void One_person_never_looks_with_four_eyes()
    {
        var accreditation = Proposed();
        Assert.Equal("four-eyes", accreditation.Accredit(Proposer).Refusals.Single().Code);
        accreditation.Accredit(Officer);
        Assert.Equal("four-eyes", accreditation.Confirm(Officer, Today).Refusals.Single().Code);
        Assert.Equal("four-eyes", accreditation.Confirm(Proposer, Today).Refusals.Single().Code);
        Assert.Equal(AccreditationState.Reviewed, accreditation.State);
    }

    [Fact]
    public void An_illegal_move_names_the_legal_ones()
    {
        var refusal = Proposed().Confirm(Approver, Today).Refusals.Single();
        Assert.Equal(RefusalKind.State, refusal.Kind);
        Assert.Contains("accredit, reject", refusal.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("end")]
    [InlineData("reject")]
    public void After_an_end_nothing_moves_any_more_and_the_place_is_free(string end)
    {
        var accreditation = Proposed();
        accreditation.Accredit(Officer);
        if (end == "end")
        {
            accreditation.Confirm(Approver, Today);
            accreditation.End(AccreditationEnd.LeftFirm, "moved", Today);
        }
        else accreditation.Reject("no contract");
        Assert.Null(accreditation.LiveKey);
        var version = (accreditation.Version, accreditation.Talent.Version);
        Assert.True(accreditation.Accredit(Guid.NewGuid()).IsRefused);
        Assert.True(accreditation.Confirm(Guid.NewGuid(), Today).IsRefused);
        Assert.True(accreditation.Reject("again").IsRefused);
        Assert.True(accreditation.End(AccreditationEnd.Expired, null, Today).IsRefused);
        Assert.Equal(version, (accreditation.Version, accreditation.Talent.Version));
    }

    [Fact]
    public void A_certificate_that_expired_between_the_eyes_is_not_confirmed()
    {
        var accreditation = Proposed();
        accreditation.Accredit(Officer);
        Assert.Equal("certificate-expired", accreditation.Confirm(Approver, Terms().ValidUntil.AddDays(1)).Refusals.Single().Code);
        Assert.False(accreditation.Confirm(Approver, Terms().ValidUntil).IsRefused);
    }

    [Fact]
    public void Versions_of_one_person_rise_across_firms()
    {
        var talent = Person();
        var first = Accreditation.Propose(Guid.NewGuid(), talent, Firm(), Terms(), Proposer, Today, Now).Value;
        first.Accredit(Officer);
        first.Confirm(Approver, Today);
        first.End(AccreditationEnd.LeftFirm, null, Today);
        var ended = first.AccreditationEnded(Now);
        var second = Accreditation.Propose(Guid.NewGuid(), talent, Firm(), Terms(), Proposer, Today, Now).Value;
        second.Accredit(Officer);
        second.Confirm(Approver, Today);
        Assert.True(second.Accredited(Now).Version > ended.Version);
        Assert.Equal(ended.TalentId, second.Accredited(Now).TalentId);
        Assert.Equal("LeftFirm", ended.Reason);
    }

    [Fact]
    public void The_name_that_binds_is_the_one_that_was_confirmed()
    {
        var talent = Person();
        Accreditation Propose(string name) => Accreditation.Propose(Guid.NewGuid(), talent, Firm(), Terms() with { Name = name }, Proposer, Today, Now).Value;
        Propose("张伟名").Reject("another name on the card");
        var (wrong, right) = (Propose("张卫明"), Propose(" 张伟明 "));
        Assert.Null(talent.Name);
        foreach (var proposal in new[] { wrong, right }) proposal.Accredit(Officer);
        Assert.False(right.Confirm(Approver, Today).IsRefused);
        Assert.Equal("张伟明", talent.Name);
        Assert.Equal("name-mismatch", Assert.Single(wrong.Confirm(Approver, Today).Refusals).Code);
        Assert.False(wrong.Reject("another name on the card").IsRefused);
        Assert.Equal("name-mismatch", Assert.Single(Accreditation.Propose(Guid.NewGuid(), talent, Firm(), Terms() with { Name = "张卫明" }, Proposer, Today, Now).Refusals).Code);
    }

    [Fact]
    public void Every_fault_of_a_proposal_is_told()
    {
        var terms = Terms() with { ValidFrom = new(2030, 1, 1), ValidUntil = new(2020, 1, 1), EmployedSince = Today.AddDays(1), ShareBp = 10_001 };
        var fields = Accreditation.Propose(Guid.NewGuid(), Person(), Firm(), terms, Proposer, Today, Now).Refusals.Select(refusal => refusal.Field);
        Assert.Equal(["validUntil", "validUntil", "employedSince", "shareBp"], fields);
    }

    private static Accreditation Proposed() => Accreditation.Propose(Guid.NewGuid(), Person(), Firm(), Terms(), Proposer, Today, Now).Value;

    private static Talent Person() => Talent.Of(Guid.NewGuid(), "fingerprint", "cipher", "370212********002X");

    private static Accreditation.Terms Terms() => new("张伟明", TalentClass.B, "RC-1", new(2025, 1, 1), new(2027, 12, 31), new(2022, 1, 1), 3000);

    private static Organisation Firm() => Organisation.Register(
        Guid.NewGuid(), OrganisationKind.Startup, "91110108551385082Q", "Firm", "370212", OrganisationTests.Profile(), Today, Now).Value;
}
