using TalentFinance.Contracts;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Services.Loan;

/// <summary>
/// Two replicas of Loan watch the same deadlines (domain.md §10 sla.*): each reminder, escalation and lapse happens once, also when a
/// replica is killed in between. A deadline is brought near by writing when the next step is due; what then happens is the service's.
/// </summary>
public sealed class DeadlinesPassOnce
{
    private const int Applications = 12;

    [Fact]
    public async Task With_two_replicas_each_step_happens_once()
    {
        await using var system = await TestSystem.Create();
        RunningService[] replicas = [await system.Start("loan"), await system.Start("loan")];
        await using var wire = await Wire.Open(system.Broker);
        var moved = await wire.Listen<InvitationMoved>();
        var ended = await wire.Listen<ApplicationEnded>();
        var market = new Market(system, wire, replicas);
        Market.Lender[] banks = [await market.BankJoins("青岛银行"), await market.BankJoins("海湾银行")];
        var firm = await market.FirmJoins();
        var applications = new List<Guid>();
        for (var i = 0; i < Applications; i++) applications.Add(await firm.Submits(200_000m, banks));
        // One bank has taken one: its clock is another, its end the same.
        var taken = await banks[0].InvitationTo(applications[0]);
        _ = (await banks[0].Officer.Post($"/api/loan/invitations/{taken}/take")).Ok;

        await AllHear(InvitationStep.Reminded);
        await replicas[0].Kill();
        await AllHear(InvitationStep.Escalated);
        await replicas[0].Start();
        await AllHear(InvitationStep.Lapsed);
        await Eventually.Becomes(() => Task.FromResult(ended.Events.Count), count => count >= Applications, "all applications end");
        // A later step of another invitation: whatever the sweeps did before is heard by then.
        var later = await firm.Submits(200_000m, banks[0]);
        await Due();
        await moved.One(each => each.ApplicationId == later && each.Step == InvitationStep.Reminded);
        await system.OutboxesDrain(null, "loan");

        var steps = moved.Events.Where(each => each.ApplicationId != later && each.Step != InvitationStep.Taken).ToLookup(each => each.InvitationId);
        Assert.Equal(Applications * banks.Length, steps.Count);
        Assert.All(steps, invitation => Assert.Equal([InvitationStep.Reminded, InvitationStep.Escalated, InvitationStep.Lapsed], invitation.OrderBy(each => each.Version).Select(each => each.Step)));
        Assert.All(steps, invitation => Assert.Equal(invitation.Key == taken ? "NotDecided" : "NotAnswered", invitation.Single(each => each.Step == InvitationStep.Lapsed).ReasonCode));
        Assert.Equal(applications.Order(), ended.Events.Select(each => each.ApplicationId).Order());
        Assert.All(ended.Events, each => Assert.Equal((ApplicationOutcome.Expired, "NotAnswered", 2), (each.Outcome, each.ReasonCode, each.BankIds.Length)));

        Assert.Equal([["Lapsed", (long)(Applications * banks.Length)]], await Query($"""SELECT "State", count(*) FROM "Invitations" WHERE "ApplicationId" <> '{later}' GROUP BY "State" """));
        Assert.Equal([["Expired", (long)Applications]], await Query($"""SELECT "State", count(*) FROM "Applications" WHERE "Id" <> '{later}' GROUP BY "State" """));
        Assert.Equal([[(long)(Applications * banks.Length), (long)(Applications * banks.Length)]], await Query("""SELECT count(*), count(DISTINCT "SubjectId") FROM "Audit" WHERE "Action" = 'lapse invitation'"""));
        Assert.Equal([[(long)Applications, (long)Applications]], await Query("""SELECT count(*), count(DISTINCT "SubjectId") FROM "Audit" WHERE "Action" = 'expire application'"""));
        // Too late is too late.
        Assert.Equal("illegal-move", (await banks[0].Officer.Post($"/api/loan/invitations/{taken}/take")).Code);

        async Task AllHear(InvitationStep step)
        {
            await Due();
            await Eventually.Becomes(() => Task.FromResult(moved.Events.Where(each => each.Step == step).Select(each => each.InvitationId).Distinct().Count()), count => count == Applications * banks.Length, $"{step} is heard of all", TimeSpan.FromSeconds(60));
        }

        Task Due() => Query("""UPDATE "Invitations" SET "NextStepAt" = now() - interval '1 second' WHERE "NextStepAt" IS NOT NULL""");
        Task<List<object?[]>> Query(string sql) => Servers.Query(system.DatabaseOf("loan"), sql);
    }
}
