using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>The second pair of eyes sets a bank's limit, or rejects the proposal.</summary>
internal static class DecideBankLimit
{
    public static void Map(RouteGroupBuilder limits)
    {
        limits.MapPost("{id:guid}/approve", Approve).Allow(Role.PoolApprover).WithSummary("Approve a bank limit that somebody else proposed; it counts at once");
        limits.MapPost("{id:guid}/reject", Reject).Allow(Role.PoolApprover).WithSummary("Reject a proposed bank limit, with a reason");
    }

    private static async Task<Results<Ok<BankLimitView>, NotFound, Refused>> Approve(Guid id, RiskPoolDb db, Desks desks, Caller caller, BusinessClock clock, CancellationToken cancel)
    {
        await desks.Hold(cancel);
        if (await Load(id, db, desks, caller, clock, cancel) is not { } limit) return TypedResults.NotFound();

        var outcome = limit.Approve(caller.Sign(clock), await desks.Use(limit.PoolCode, limit.BankId, limit.ProductCode, limit.Year, cancel));
        if (outcome.IsRefused) return new Refused(outcome.Refusals);

        db.Audit(caller, "approve bank limit", nameof(BankLimit), id, limit.Reason);
        return TypedResults.Ok(BankLimitView.Of(limit));
    }

    private static async Task<Results<Ok<BankLimitView>, NotFound, Refused>> Reject(Guid id, RejectRequest request, RiskPoolDb db, Desks desks, Caller caller, BusinessClock clock, CancellationToken cancel)
    {
        if (new Check().Text(request.Reason, "reason", max: 500).Refused is { } bad) return bad;
        if (await Load(id, db, desks, caller, clock, cancel) is not { } limit) return TypedResults.NotFound();

        var outcome = limit.Reject(caller.Sign(clock), request.Reason.Trim());
        if (outcome.IsRefused) return new Refused(outcome.Refusals);

        db.Audit(caller, "reject bank limit", nameof(BankLimit), id, request.Reason);
        return TypedResults.Ok(BankLimitView.Of(limit));
    }

    private static async Task<BankLimit?> Load(Guid id, RiskPoolDb db, Desks desks, Caller caller, BusinessClock clock, CancellationToken cancel)
    {
        var limit = await db.BankLimits.SingleOrDefaultAsync(row => row.Id == id, cancel);
        return limit is not null && (await desks.Book(cancel)).Of(limit.PoolCode, clock.Today) is { } scheme && caller.Sees(scheme.DistrictCode) ? limit : null;
    }
}
