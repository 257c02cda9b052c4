using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Services.Hosting;

/// <summary>Inbox, batches and the error queue, on the real broker.</summary>
public sealed class Messages(PoolSystem pool)
{
    private static OrganisationChanged Bank(Guid id, int version, string name) => new()
    {
        OrganisationId = id,
        Version = version,
        Kind = OrganisationKind.Bank,
        CreditCode = "91110000600037341L",
        Name = name,
        DistrictCode = Actors.District370212,
        Active = true,
        At = DateTimeOffset.UtcNow,
    };

    private async Task<string?> NameOf(Guid id) => (await pool.Query($"SELECT \"Name\" FROM \"Organisations\" WHERE \"Id\" = '{id}'")) is [[string name]] ? name : null;

    [Fact]
    public async Task A_duplicate_is_consumed_once_and_an_older_version_is_ignored()
    {
        var (id, message) = (Guid.NewGuid(), Guid.NewGuid());
        await pool.Wire.Publish(Bank(id, 2, "new name"));
        await pool.Wire.Publish(Bank(id, 1, "old name"), message);
        await pool.Wire.Publish(Bank(id, 1, "old name"), message);
        await Eventually.True(async () => (long)(await pool.Query($"SELECT count(*) FROM \"Inbox\" WHERE \"MessageId\" = '{message}'"))[0][0]! == 1, "the duplicate is noted once");
        Assert.Equal("new name", await NameOf(id));
    }

    [Fact]
    public async Task A_message_that_cannot_be_handled_is_parked_and_the_others_of_its_batch_are_not()
    {
        var good = Enumerable.Range(0, 50).Select(_ => Guid.NewGuid()).ToArray();
        var bad = Guid.NewGuid();
        await Task.WhenAll(good.Select(id => pool.Wire.Publish(Bank(id, 1, "good"))));
        // Longer than the column: no try will ever save it.
        await pool.Wire.Publish(Bank(bad, 1, new string('x', 500)));
        foreach (var id in good) await Eventually.True(async () => await NameOf(id) == "good", "the good ones are handled");
        await Eventually.True(async () => await pool.Wire.Depth(Topology.ErrorQueueOf("riskpool.organisation-changed")) >= 1, "the bad one is parked");
        Assert.Null(await NameOf(bad));
        Assert.DoesNotContain(await pool.Query("SELECT \"MessageId\" FROM \"Inbox\""), row => row[0] is Guid id && id == bad);
    }

    [Fact]
    public async Task An_event_published_before_its_reader_first_ran_waits_for_it()
    {
        await using var system = await TestSystem.Create();
        await using var wire = await Wire.Open(system.Broker);
        var id = Guid.NewGuid();
        await wire.Publish(Bank(id, 1, "early"));
        await system.Start("riskpool");
        await Eventually.True(async () => await Servers.Query(system.DatabaseOf("riskpool"), $"SELECT \"Name\" FROM \"Organisations\" WHERE \"Id\" = '{id}'") is [["early"]], "the early event arrives");
    }
}
