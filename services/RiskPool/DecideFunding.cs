using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>The second pair of eyes posts proposed money to the ledger, once, or rejects it.</summary>
internal static class DecideFunding
{
    public static void Map(RouteGroupBuilder funding)
    {
        funding.MapPost("{id:guid}/approve", Approve).Allow(Role.PoolApprover).WithSummary("Approve money that somebody else proposed; it is posted to the ledger at once");
        funding.MapPost("{id:guid}/reject", Reject).Allow(Role.PoolApprover).WithSummary("Reject proposed money, with a reason");
    }

    private static async Task<Results<Ok<FundingView>, NotFound, Refused>> Approve(Guid id, RiskPoolDb db, Desks desks, Caller caller, BusinessClock clock, CancellationToken cancel)
    {
        await desks.Hold(cancel);
        if (await Load(id, db, desks, caller, clock, cancel) is not var (funding, scheme)) return TypedResults.NotFound();

        // Under the held ledger, so that of two reversals of one funding the second finds the first.
        if (funding.Reverses is { } twice && await db.Fundings.AnyAsync(row => row.Reverses == twice && row.State == DraftState.Approved && row.Id != id, cancel))
            return new Refused(Refusal.Rule("already-reversed", "this funding was taken back before", "one entry, one reversal", "reject this proposal"));

        var pool = await desks.Pool(funding.PoolCode, scheme.DistrictCode, cancel);
        var wrong = funding.Reverses is { } reversed
            ? await db.Entries.AsNoTracking().Include(entry => entry.Postings).SingleAsync(entry => entry.CauseId == reversed && entry.CauseType == nameof(Funding), cancel) : null;
        var outcome = funding.Approve(caller.Sign(clock), pool, scheme, wrong, clock.Now);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);

        db.Entries.Add(outcome.Value);
        db.Audit(caller, "approve funding", nameof(Funding), id, $"{funding.Pot} {funding.AmountYuan}");
        return TypedResults.Ok(FundingView.Of(funding));
    }

    private static async Task<Results<Ok<FundingView>, NotFound, Refused>> Reject(Guid id, RejectRequest request, RiskPoolDb db, Desks desks, Caller caller, BusinessClock clock, CancellationToken cancel)
    {
        if (new Check().Text(request.Reason, "reason", max: 500).Refused is { } bad) return bad;
        if (await Load(id, db, desks, caller, clock, cancel) is not var (funding, _)) return TypedResults.NotFound();

        var outcome = funding.Reject(caller.Sign(clock), request.Reason.Trim());
        if (outcome.IsRefused) return new Refused(outcome.Refusals);

        db.Audit(caller, "reject funding", nameof(Funding), id, request.Reason);
        return TypedResults.Ok(FundingView.Of(funding));
    }

    private static async Task<(Funding, Scheme)?> Load(Guid id, RiskPoolDb db, Desks desks, Caller caller, BusinessClock clock, CancellationToken cancel)
    {
        var funding = await db.Fundings.SingleOrDefaultAsync(row => row.Id == id, cancel);
        return funding is not null && (await desks.Book(cancel)).Of(funding.PoolCode, clock.Today) is { } scheme && caller.Sees(scheme.DistrictCode) ? (funding, scheme) : null;
    }
}
