using System.Collections.Concurrent;
using TalentFinance.Contracts;
using TalentFinance.Demo.Api;
using TalentFinance.Demo.Report;
using TalentFinance.Demo.Setup;

namespace TalentFinance.Demo.Run;

/// <summary>
/// Follows applications to their end: banks without a system of their own answer and pay out, questions are answered, firms
/// choose. What is waited for is read from lists a page at a time, never row by row.
/// </summary>
internal sealed class Following(Gateway gateway, People people, State state, BankDesk bankDesk, FirmDesk firmDesk, Progress ends)
{
    /// <summary>How many rows are worked on at the same time.</summary>
    public const int Workers = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3), Beat = TimeSpan.FromMilliseconds(700);

    private static readonly ApplicationState[] Living = [ApplicationState.Submitted, ApplicationState.Accepted, ApplicationState.Covered, ApplicationState.Contracted];
    private static readonly ApplicationState[] Covering = [ApplicationState.Covered];

    private HashSet<Guid> missing = [];
    private readonly ConcurrentDictionary<Guid, Result> following = new();
    private readonly ConcurrentDictionary<Guid, byte> inHand = new();
    private readonly HashSet<Guid> systems = [.. state.Banks.Values.Where(bank => bank.OwnSystem).Select(bank => bank.BankId)];
    private readonly Dictionary<Guid, string> bankNames = state.Banks.ToDictionary(bank => bank.Value.BankId, bank => bank.Key);
    private DateTimeOffset lastEnd = DateTimeOffset.UtcNow;

    /// <summary>From here on it is looked at until it has ended.</summary>
    public void Begin(Guid application, Result result) => following[application] = result;

    public void Done(Result result)
    {
        if (result.ApplicationId is { } id) following.TryRemove(id, out _);
        lastEnd = DateTimeOffset.UtcNow;
        ends.Step();
    }

    /// <summary>A step that should have been possible was not: the row stays unfinished with that reason, the others go on, and the run fails at its end.</summary>
    public async Task OrUnfinished(Result result, Func<Task> step)
    {
        try { await step(); }
        catch (DemoFailure failure)
        {
            result.EndsAs(RowEnd.Unfinished, (failure.Message.Split(':')[0], failure.Message));
            Done(result);
        }
    }

    /// <summary>Until everything submitted has ended, or nothing has for long.</summary>
    public async Task Follow(CancellationToken submitting, CancellationToken cancel)
    {
        lastEnd = DateTimeOffset.UtcNow;
        for (var number = 0; !submitting.IsCancellationRequested || !following.IsEmpty; number++)
        {
            var begun = DateTimeOffset.UtcNow;
            await Look(number, cancel);
            if (submitting.IsCancellationRequested && DateTimeOffset.UtcNow - lastEnd > Patience) return;
            if (DateTimeOffset.UtcNow - begun < Beat) await Task.Delay(Beat, cancel);
        }
    }

    private async Task Look(int number, CancellationToken cancel)
    {
        if (following.IsEmpty) return;
        var others = following.Values.Any(result => result.Row.Script is null);
        var waiting = others ? await Waiting(cancel) : [];
        var product = others ? "" : "&productCode=" + following.Values.First().Row.Product;
        // A row that the file's own bank answers only waits for cover; where else rows may stand is looked at now and then.
        var whole = others || number % 8 == 0;
        var known = following.Keys.ToHashSet();
        foreach (var at in whole ? Living : Covering)
        {
            var work = new List<ApplicationView>();
            await foreach (var application in gateway.List<ApplicationView>($"/api/loan/applications?state={at}{product}", people.Officer, cancel))
            {
                known.Remove(application.Id);
                if (following.ContainsKey(application.Id) && inHand.TryAdd(application.Id, 0)) work.Add(application);
            }
            await Parallel.ForEachAsync(work, new ParallelOptions { MaxDegreeOfParallelism = Workers, CancellationToken = cancel }, async (application, _) =>
            {
                if (following.TryGetValue(application.Id, out var result)) await OrUnfinished(result, () => Next(result, application, waiting, cancel));
                inHand.TryRemove(application.Id, out byte _);
            });
        }
        if (whole) await Gone(known, cancel);
    }

    /// <summary>What stands in no list of the living has ended, or moved while we read: missing twice, it is asked for itself.</summary>
    private async Task Gone(HashSet<Guid> unseen, CancellationToken cancel)
    {
        var twice = unseen.Where(missing.Contains).ToList();
        missing = unseen;
        await Parallel.ForEachAsync(twice, new ParallelOptions { MaxDegreeOfParallelism = Workers, CancellationToken = cancel }, async (id, _) =>
        {
            if (!following.TryGetValue(id, out var result)) return;
            var detail = (await gateway.Get<ApplicationDetail>("/api/loan/applications/" + id, people.Officer, cancel)).Need("application");
            if (result.EndedWith(detail.Application)) Done(result);
        });
    }

    private async Task Next(Result result, ApplicationView application, HashSet<Guid> waiting, CancellationToken cancel)
    {
        var scripted = result.Row.Script is not null;
        switch (application.State)
        {
            // A scripted row is in its own worker's hands until it was accepted; if it is here after that, the pool refused.
            case ApplicationState.Submitted when scripted ? result.Accepted : !waiting.Contains(application.Id):
                using (var firm = people.Firm(result.Row.Firm.CreditCode)) await firmDesk.Choose(result, firm, cancel);
                break;
            case ApplicationState.Covered or ApplicationState.Contracted when application.AcceptedBankId is { } bank && !systems.Contains(bank):
                if (result.Row.Script is { PaidOutYuan.Amount: 0 }) break;
                var loan = application.State == ApplicationState.Contracted
                    ? (await gateway.Get<Page<LoanView>>($"/api/loan/loans?applicationId={application.Id}", people.Officer, cancel)).Need("loan").Items.FirstOrDefault() : null;
                if (loan is { State: "PaidOut" }) break;
                await bankDesk.PayOut(application, loan, bankNames[bank], result.Row, cancel);
                result.End = RowEnd.Covered;
                Done(result);
                break;
        }
    }

    /// <summary>Applications that a bank still owes an answer. On the way: questions are answered, proposals approved, played banks answer.</summary>
    private async Task<HashSet<Guid>> Waiting(CancellationToken cancel)
    {
        var open = new HashSet<Guid>();
        foreach (var at in (InvitationState[])[InvitationState.Invited, InvitationState.Taken, InvitationState.Asked, InvitationState.Proposed])
        {
            var mine = new List<(InvitationView Invitation, Result Result)>();
            await foreach (var invitation in gateway.List<InvitationView>($"/api/loan/invitations?state={at}", people.Officer, cancel))
            {
                open.Add(invitation.ApplicationId);
                if (following.TryGetValue(invitation.ApplicationId, out var result) && result.Row.Script is null) mine.Add((invitation, result));
            }
            await Parallel.ForEachAsync(mine, new ParallelOptions { MaxDegreeOfParallelism = Workers, CancellationToken = cancel }, (pair, _) => new(OrUnfinished(pair.Result, async () =>
            {
                var (invitation, result) = pair;
                if (at == InvitationState.Invited && !systems.Contains(invitation.BankId)) await bankDesk.Answer(invitation, result.Row, cancel);
                if (at != InvitationState.Asked) return;
                using var firm = people.Firm(result.Row.Firm.CreditCode);
                await gateway.Post<InvitationView>($"/api/loan/invitations/{invitation.Id}/answer", new { text = "三家最大客户合计占销售额不到四成，附清单。" }, firm, $"demo-answer-{invitation.Id:N}", cancel);
            })));
        }
        return open;
    }
}
