using System.Collections.Concurrent;
using TalentFinance.Contracts;
using TalentFinance.Demo.Api;
using TalentFinance.Demo.Input;
using TalentFinance.Demo.Report;
using TalentFinance.Demo.Setup;

namespace TalentFinance.Demo.Run;

/// <summary>
/// Feeds a file and follows each row to its end: registered, submitted, answered, accepted, covered, signed, paid out. What
/// is waited for is read from lists a page at a time, never row by row.
/// </summary>
internal sealed class Feed(Gateway gateway, People people, State state, Journal journal, FileContent file, Func<string, int, Progress> progress)
{
    private const int Workers = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3), Beat = TimeSpan.FromMilliseconds(700);

    private static readonly ApplicationState[] Living = [ApplicationState.Submitted, ApplicationState.Accepted, ApplicationState.Covered, ApplicationState.Contracted];
    private static readonly ApplicationState[] Covering = [ApplicationState.Covered];

    private HashSet<Guid> missing = [];
    private readonly ConcurrentDictionary<Guid, Result> following = new();
    private readonly ConcurrentDictionary<Guid, byte> inHand = new();
    private readonly HashSet<Guid> systems = [.. state.Banks.Values.Where(bank => bank.OwnSystem).Select(bank => bank.BankId)];
    private readonly Dictionary<Guid, string> bankNames = state.Banks.ToDictionary(bank => bank.Value.BankId, bank => bank.Key);
    private readonly DateOnly today = China.Today;
    private DateTimeOffset lastEnd = DateTimeOffset.UtcNow;
    private BankDesk desk = null!;
    private Progress? ends;

    public async Task<IReadOnlyList<Result>> Run(CancellationToken cancel)
    {
        var results = file.Rows.Select(row => new Result(row)).ToList();
        desk = new(gateway, people, await Products(results, cancel), today);
        var earlier = await Earlier(results, cancel);
        var fresh = results.Where(result => result.ApplicationId is null).ToList();

        var onboarding = new Onboarding(gateway, people);
        using (var bar = progress("registering", fresh.Count))
            await Each(fresh, async result =>
            {
                await onboarding.Register(result, cancel);
                bar.Step();
            }, cancel);
        var submission = new Submission(gateway, state, journal, DateTimeOffset.UtcNow);

        var open = results.Where(result => result.End == RowEnd.Unfinished).ToList();
        using (ends = progress("following", open.Count))
        {
            using var submitted = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var follow = Follow(submitted.Token, cancel);
            await Each(open, async result =>
            {
                await OrUnfinished(result, () => result.ApplicationId is null ? Start(result, submission, cancel) : Resume(result, earlier[result.ApplicationId.Value], cancel));
            }, cancel);
            await submitted.CancelAsync();
            await follow;
        }
        return results;
    }

    /// <summary>Rows of one firm stand in one group and are taken in the file's order; groups at the same time.</summary>
    private static Task Each(IEnumerable<Result> results, Func<Result, Task> work, CancellationToken cancel) => Parallel.ForEachAsync(
        results.GroupBy(result => result.Row.Firm.CreditCode), new ParallelOptions { MaxDegreeOfParallelism = Workers, CancellationToken = cancel }, async (group, _) =>
        {
            foreach (var result in group) await work(result);
        });

    private async Task<IReadOnlyDictionary<string, ProductView>> Products(IEnumerable<Result> results, CancellationToken cancel)
    {
        var known = new Dictionary<string, ProductView>();
        foreach (var code in results.Select(result => result.Row.Product).Distinct())
            if ((await gateway.Get<ProductView>("/api/loan/products/" + Uri.EscapeDataString(code), people.Officer, cancel)).Value is { } product) known[code] = product;
        return known;
    }

    /// <summary>What earlier runs of the file came to: one pass over the applications, and nothing is done twice.</summary>
    private async Task<Dictionary<Guid, ApplicationView>> Earlier(List<Result> results, CancellationToken cancel)
    {
        var journaled = results.Where(result => journal.Find(result.Row) is not null).ToDictionary(result => journal.Find(result.Row)!.Value);
        var found = new Dictionary<Guid, ApplicationView>();
        if (journaled.Count == 0) return found;
        await foreach (var application in gateway.List<ApplicationView>("/api/loan/applications", people.Officer, cancel))
        {
            if (!journaled.TryGetValue(application.Id, out var result)) continue;
            (found[application.Id], result.ApplicationId, result.FirmId) = (application, application.Id, application.FirmId);
            result.Earlier = Ended(application, result);
        }
        return found;
    }

    /// <summary>A step that should have been possible was not: the row stays unfinished with that reason, the others go on, and the run fails at its end.</summary>
    private async Task OrUnfinished(Result result, Func<Task> step)
    {
        try { await step(); }
        catch (DemoFailure failure)
        {
            result.EndsAs(RowEnd.Unfinished, (failure.Message.Split(':')[0], failure.Message));
            Done(result);
        }
    }

    private async Task Start(Result result, Submission submission, CancellationToken cancel)
    {
        using var firm = people.Firm(result.Row.Firm.CreditCode);
        if (await submission.Submit(result, firm, cancel) is not { } application)
        {
            Done(result);
            return;
        }
        following[application.Id] = result;
        if (result.Row.Script is not null) await Play(result, application.Invitations ?? [], firm, cancel);
    }

    /// <summary>Where an earlier run left a row, it goes on.</summary>
    private async Task Resume(Result result, ApplicationView application, CancellationToken cancel)
    {
        following[application.Id] = result;
        result.Accepted = application.State is ApplicationState.Accepted or ApplicationState.Covered or ApplicationState.Contracted;
        if (result.Row.Script is null || application.State != ApplicationState.Submitted) return;
        using var firm = people.Firm(result.Row.Firm.CreditCode);
        var detail = (await gateway.Get<ApplicationDetail>("/api/loan/applications/" + application.Id, firm, cancel)).Need("application");
        await Play(result, detail.Invitations, firm, cancel);
    }

    /// <summary>The bank answers as the file says, and the firm accepts at once: there is one bank only.</summary>
    private async Task Play(Result result, InvitationView[] invitations, Identity firm, CancellationToken cancel)
    {
        foreach (var invitation in invitations)
        {
            if (invitation.State is InvitationState.Invited or InvitationState.Taken)
            {
                if (await desk.Answer(invitation, result.Row, cancel) is { } offer) await Accept(result, offer, firm, cancel);
                return;
            }
            if (invitation.State == InvitationState.Offered)
            {
                await Choose(result, firm, cancel);
                return;
            }
        }
    }

    private async Task Accept(Result result, Guid offer, Identity firm, CancellationToken cancel)
    {
        result.Accepted = true;
        var answer = await gateway.Post<ApplicationView>($"/api/loan/offers/{offer}/accept", null, firm, $"demo-accept-{offer:N}", cancel);
        if (answer.Ok)
        {
            if (result.Row.Script is not { PaidOutYuan.Amount: 0 }) return;
            result.Reasons = [("nothing-paid-out", "the file says that nothing was paid out")];
            await Withdraw(result, firm, cancel);
            return;
        }
        // No room under a cap of the firm or its talent: the application is taken back, with that reason.
        result.Accepted = false;
        result.Reasons = [.. Onboarding.Reasons(answer.Refusals, answer.Title)];
        await Withdraw(result, firm, cancel);
    }

    private async Task Withdraw(Result result, Identity firm, CancellationToken cancel) =>
        (await gateway.Post<ApplicationView>($"/api/loan/applications/{result.ApplicationId}/withdraw", null, firm, $"demo-withdraw-{result.ApplicationId:N}", cancel)).Need("withdrawal of " + result.Row.Reference);

    /// <summary>The firm takes the offer with the lowest true annual cost.</summary>
    private async Task Choose(Result result, Identity firm, CancellationToken cancel)
    {
        var offers = (await gateway.Get<Page<OfferView>>($"/api/loan/applications/{result.ApplicationId}/offers", firm, cancel)).Need("offers").Items;
        if (offers.Where(offer => offer.State == "Live").MinBy(offer => offer.EffectiveBp) is { } best)
        {
            await Accept(result, best.Id, firm, cancel);
            return;
        }
        // Nothing to choose from any more: the pool refused what was accepted.
        result.Reasons = [.. offers.SelectMany(offer => offer.CoverRefusals ?? []).Select(refusal => (refusal.Code, refusal.Text))];
        if (result.Reasons.Length > 0) await Withdraw(result, firm, cancel);
    }

    // ---- following -----------------------------------------------------------------------------------------------------

    private async Task Follow(CancellationToken submitting, CancellationToken cancel)
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
            if (Ended(detail.Application, result)) Done(result);
        });
    }

    private async Task Next(Result result, ApplicationView application, HashSet<Guid> waiting, CancellationToken cancel)
    {
        var scripted = result.Row.Script is not null;
        switch (application.State)
        {
            // A scripted row is in its own worker's hands until it was accepted; if it is here after that, the pool refused.
            case ApplicationState.Submitted when scripted ? result.Accepted : !waiting.Contains(application.Id):
                using (var firm = people.Firm(result.Row.Firm.CreditCode)) await Choose(result, firm, cancel);
                break;
            case ApplicationState.Covered or ApplicationState.Contracted when application.AcceptedBankId is { } bank && !systems.Contains(bank):
                if (result.Row.Script is { PaidOutYuan.Amount: 0 }) break;
                var loan = application.State == ApplicationState.Contracted
                    ? (await gateway.Get<Page<LoanView>>($"/api/loan/loans?applicationId={application.Id}", people.Officer, cancel)).Need("loan").Items.FirstOrDefault() : null;
                if (loan is { State: "PaidOut" }) break;
                await desk.PayOut(application, loan, bankNames[bank], result.Row, cancel);
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
                if (at == InvitationState.Invited && !systems.Contains(invitation.BankId)) await desk.Answer(invitation, result.Row, cancel);
                if (at != InvitationState.Asked) return;
                using var firm = people.Firm(result.Row.Firm.CreditCode);
                await gateway.Post<InvitationView>($"/api/loan/invitations/{invitation.Id}/answer", new { text = "三家最大客户合计占销售额不到四成，附清单。" }, firm, $"demo-answer-{invitation.Id:N}", cancel);
            })));
        }
        return open;
    }

    /// <summary>Whether an application is over; the result then says how.</summary>
    private static bool Ended(ApplicationView application, Result result)
    {
        switch (application.State)
        {
            case ApplicationState.PaidOut:
                result.EndsAs(RowEnd.Covered);
                return true;
            case ApplicationState.Refused when application.EndReasonCode == "CoverRefused":
                result.EndsAs(RowEnd.CoverRefused, ("CoverRefused", ""));
                return true;
            case ApplicationState.Refused or ApplicationState.Expired:
                result.EndsAs(RowEnd.Declined, (application.EndReasonCode ?? application.State.ToString(), ""));
                return true;
            case ApplicationState.Withdrawn:
                var end = result.Row.Script is { PaidOutYuan.Amount: 0 } ? RowEnd.NotDrawn : result.Accepted ? RowEnd.CoverRefused : RowEnd.Ineligible;
                result.EndsAs(end, result.Reasons.Length > 0 ? result.Reasons : [("withdrawn", "taken back by the firm")]);
                return true;
            default: return false;
        }
    }

    private void Done(Result result)
    {
        if (result.ApplicationId is { } id) following.TryRemove(id, out _);
        lastEnd = DateTimeOffset.UtcNow;
        ends?.Step();
    }
}
