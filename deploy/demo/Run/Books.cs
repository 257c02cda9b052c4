using TalentFinance.Contracts;
using TalentFinance.Demo.Api;
using TalentFinance.Demo.Input;
using TalentFinance.Demo.Report;
using TalentFinance.Demo.Setup;

namespace TalentFinance.Demo.Run;

/// <summary>Reads what the marketplace's own books say of the rows: invitations and payouts from Loan, cover from the pool.</summary>
internal sealed class Books(Gateway gateway, People people)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task<PoolPosition> Position(CancellationToken cancel)
    {
        var position = (await gateway.Get<PositionView>("/api/riskpool/position", people.Officer, cancel)).Need("position");
        return PoolPosition.Sum([.. position.Pools.Select(pool => new PoolPosition(pool.Pool, pool.BalanceYuan, pool.ReservedYuan, pool.CoveredYuan))]);
    }

    /// <summary>Fills the results in. Cover follows the payout by an event, so it is read until it has caught up or nothing moves any more.</summary>
    public async Task Fill(IReadOnlyList<Result> results, CancellationToken cancel)
    {
        var ours = results.Where(result => result.ApplicationId is not null).ToDictionary(result => result.ApplicationId!.Value);
        if (ours.Count == 0) return;
        await Invitations(ours, cancel);
        await foreach (var loan in gateway.List<LoanView>("/api/loan/loans", people.Officer, cancel))
        {
            if (!ours.TryGetValue(loan.ApplicationId, out var result)) continue;
            result.PaidOutYuan = loan.PaidYuan;
            if (result.Row.Script is { } script && loan.PaidYuan > Yuan.Zero) result.ExcessYuan = script.PaidOutYuan - loan.PaidYuan;
        }
        var (missing, since) = (-1, DateTimeOffset.UtcNow);
        while (true)
        {
            foreach (var result in ours.Values) result.ReservedYuan = Yuan.Zero;
            await foreach (var cover in gateway.List<CoverView>("/api/riskpool/covers", people.Officer, cancel))
            {
                if (!ours.TryGetValue(cover.ApplicationId, out var result)) continue;
                result.ReservedYuan += cover.ReservedYuan;
                if (cover.CoveredYuan > Yuan.Zero) result.CoveredYuan = cover.CoveredYuan;
                if (result.End == RowEnd.CoverRefused && cover.Reasons is { Length: > 0 } reasons) result.Reasons = [.. reasons.Select(reason => (reason.Code, reason.Text))];
            }
            var now = results.Count(result => result.PaidOutYuan != result.CoveredYuan || result.ReservedYuan != Yuan.Zero);
            if (now == 0) return;
            if (now != missing) (missing, since) = (now, DateTimeOffset.UtcNow);
            else if (DateTimeOffset.UtcNow - since > Patience) return;
            await Task.Delay(TimeSpan.FromSeconds(2), cancel);
        }
    }

    /// <summary>Every pool's ledger recomputed: entries, balances, hash chain.</summary>
    public async Task<IReadOnlyList<Check>> Ledgers(CancellationToken cancel)
    {
        var checks = new List<Check>();
        foreach (var pool in (await gateway.Get<PositionView>("/api/riskpool/position", people.Officer, cancel)).Need("position").Pools)
        {
            var verdict = (await gateway.Get<LedgerVerdict>("/api/riskpool/ledger/verify?pool=" + pool.Pool, people.Officer, cancel)).Need("verification of " + pool.Pool);
            checks.Add(new($"ledger of {pool.Pool}, {verdict.Entries} entries recomputed: faults", 0, verdict.Sound ? 0 : Math.Max(1, verdict.Faults.Length)));
        }
        return checks;
    }

    private async Task Invitations(Dictionary<Guid, Result> ours, CancellationToken cancel)
    {
        var declines = new Dictionary<Guid, List<(string, string)>>();
        await foreach (var invitation in gateway.List<InvitationView>("/api/loan/invitations", people.Officer, cancel))
        {
            if (!ours.TryGetValue(invitation.ApplicationId, out var result)) continue;
            result.Invited++;
            if (invitation.State == InvitationState.Offered) result.Offers++;
            if (invitation.State is InvitationState.Declined or InvitationState.Lapsed)
            {
                if (!declines.TryGetValue(invitation.ApplicationId, out var reasons)) declines[invitation.ApplicationId] = reasons = [];
                reasons.Add((invitation.ReasonCode ?? invitation.State.ToString(), invitation.ReasonText ?? ""));
            }
        }
        foreach (var result in ours.Values)
        {
            if (result.End == RowEnd.Declined && declines.TryGetValue(result.ApplicationId!.Value, out var reasons)) result.Reasons = [.. reasons];
            if (result.End is RowEnd.Covered or RowEnd.NotDrawn or RowEnd.CoverRefused) result.Accepted = true;
        }
    }
}
