using TalentFinance.Contracts;
using TalentFinance.Demo.Api;
using TalentFinance.Demo.Input;
using TalentFinance.Demo.Report;
using TalentFinance.Demo.Setup;

namespace TalentFinance.Demo.Run;

/// <summary>
/// Feeds a file and follows each row to its end: registered, submitted, answered, accepted, covered, signed, paid out. Rows
/// whose bank's answer stands in the file are played at once; the others are followed.
/// </summary>
internal sealed class Feed(Gateway gateway, People people, State state, Journal journal, FileContent file, Func<string, int, Progress> progress)
{
    private readonly FirmDesk firmDesk = new(gateway);
    private BankDesk bankDesk = null!;
    private Following following = null!;

    public async Task<IReadOnlyList<Result>> Run(CancellationToken cancel)
    {
        var results = file.Rows.Select(row => new Result(row)).ToList();
        bankDesk = new(gateway, people, await Products(results, cancel), China.Today);
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
        using (var ends = progress("following", open.Count))
        {
            following = new(gateway, people, state, bankDesk, firmDesk, ends);
            using var submitted = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var follow = following.Follow(submitted.Token, cancel);
            await Each(open, result => following.OrUnfinished(result, () => result.ApplicationId is null ? Start(result, submission, cancel) : Resume(result, earlier[result.ApplicationId.Value], cancel)), cancel);
            await submitted.CancelAsync();
            await follow;
        }
        return results;
    }

    /// <summary>Rows of one firm stand in one group and are taken in the file's order; groups at the same time.</summary>
    private static Task Each(IEnumerable<Result> results, Func<Result, Task> work, CancellationToken cancel) => Parallel.ForEachAsync(
        results.GroupBy(result => result.Row.Firm.CreditCode), new ParallelOptions { MaxDegreeOfParallelism = Following.Workers, CancellationToken = cancel }, async (group, _) =>
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
            result.Earlier = result.EndedWith(application);
        }
        return found;
    }

    private async Task Start(Result result, Submission submission, CancellationToken cancel)
    {
        using var firm = people.Firm(result.Row.Firm.CreditCode);
        if (await submission.Submit(result, firm, cancel) is not { } application)
        {
            following.Done(result);
            return;
        }
        following.Begin(application.Id, result);
        if (result.Row.Script is not null) await Play(result, application.Invitations ?? [], firm, cancel);
    }

    /// <summary>Where an earlier run left a row, it goes on.</summary>
    private async Task Resume(Result result, ApplicationView application, CancellationToken cancel)
    {
        following.Begin(application.Id, result);
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
                if (await bankDesk.Answer(invitation, result.Row, cancel) is { } offer) await firmDesk.Accept(result, offer, firm, cancel);
                return;
            }
            if (invitation.State == InvitationState.Offered)
            {
                await firmDesk.Choose(result, firm, cancel);
                return;
            }
        }
    }
}
