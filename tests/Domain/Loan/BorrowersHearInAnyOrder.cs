using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TalentFinance.Loan.Domain;
using Xunit;

namespace TalentFinance.Tests.Domain.Loan;

/// <summary>Events about a firm come in any order and more than once; what is known at the end is the same.</summary>
public sealed class BorrowersHearInAnyOrder
{
    private static readonly (Guid Firm, Guid Talent, Guid Qualification) Ids = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

    private static readonly Action<Borrower>[] Story =
    [
        borrower => borrower.Hear(Firms.Registered(Ids.Firm)),
        borrower => borrower.Hear(Firms.Registered(Ids.Firm, version: 2, salesWan: 900)),
        borrower => borrower.Hear(Firms.Registered(Ids.Firm, version: 3, active: false)),
        borrower => borrower.Hear(Firms.Accredited(Ids.Firm, Ids.Talent)),
        borrower => borrower.Hear(Firms.Accredited(Ids.Firm, Ids.Talent, version: 2, shareBp: 3_000)),
        borrower => borrower.Hear(Firms.Qualified(Ids.Firm, Ids.Qualification)),
        borrower => borrower.Hear(Firms.Qualified(Ids.Firm, Ids.Qualification, version: 2, active: false)),
    ];

    private static string Told(IEnumerable<Action<Borrower>> events)
    {
        var borrower = Borrower.Unknown(Ids.Firm);
        foreach (var hear in events) hear(borrower);
        return JsonSerializer.Serialize(new { borrower.Name, borrower.Active, borrower.KnownVersion, borrower.Facts });
    }

    [Fact]
    public void The_newest_of_each_counts() => Prop.ForAll(Gen.Shuffle(Story.Concat(Story).ToArray()).ToArbitrary(), events => Told(events) == Told(Story)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_talent_heard_of_first_waits_for_its_firm()
    {
        var borrower = Borrower.Unknown(Ids.Firm);
        borrower.Hear(Firms.Accredited(Ids.Firm, Ids.Talent));
        Assert.False(borrower.Active);
        borrower.Hear(Firms.Registered(Ids.Firm));
        Assert.True(borrower.Active);
        Assert.Single(borrower.Freeze(Firms.Today).Talents);
    }

    [Fact]
    public void An_end_that_overtakes_its_accreditation_still_ends_it()
    {
        var borrower = Borrower.Unknown(Ids.Firm);
        borrower.Hear(Firms.Registered(Ids.Firm));
        borrower.Hear(Firms.Ended(Ids.Firm, Ids.Talent, 2));
        borrower.Hear(Firms.Accredited(Ids.Firm, Ids.Talent));
        Assert.Empty(borrower.Freeze(Firms.Today).Talents);
        borrower.Hear(Firms.Accredited(Ids.Firm, Ids.Talent, version: 3));
        Assert.Single(borrower.Freeze(Firms.Today).Talents);
    }
}
