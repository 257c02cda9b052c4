using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>Why somebody says no; kept in the audit record.</summary>
internal sealed record RejectRequest
{
    public required string Reason { get; init; }
}

/// <summary>The second pair of eyes puts a drafted scheme version into force, or rejects it.</summary>
internal static class DecideScheme
{
    public static void Map(RouteGroupBuilder schemes)
    {
        schemes.MapPost("{id:guid}/approve", Approve).Allow(Role.PoolApprover).WithSummary("Approve a draft that somebody else made; in force from its effective date");
        schemes.MapPost("{id:guid}/reject", Reject).Allow(Role.PoolApprover).WithSummary("Reject a draft, with a reason");
    }

    private static async Task<Results<Ok<SchemeView>, NotFound, Refused>> Approve(Guid id, RiskPoolDb db, Desks desks, Caller caller, BusinessClock clock, CancellationToken cancel)
    {
        // Two approvals at once must see each other, or two schemes could cover one product.
        await desks.Hold(cancel);
        var scheme = await db.Schemes.SingleOrDefaultAsync(row => row.Id == id, cancel);
        if (scheme is null || !caller.Sees(scheme.DistrictCode)) return TypedResults.NotFound();

        var approved = await db.Schemes.AsNoTracking().Where(row => row.State == DraftState.Approved).ToListAsync(cancel);
        var outcome = scheme.Approve(caller.Sign(clock), approved);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);

        await desks.Pool(scheme.Code, scheme.DistrictCode, cancel);
        db.Audit(caller, "approve scheme", nameof(Scheme), id, $"{scheme.Code} version {scheme.Number}");
        return TypedResults.Ok(SchemeView.Of(scheme));
    }

    private static async Task<Results<Ok<SchemeView>, NotFound, Refused>> Reject(Guid id, RejectRequest request, RiskPoolDb db, Caller caller, BusinessClock clock, CancellationToken cancel)
    {
        if (new Check().Text(request.Reason, "reason", max: 500).Refused is { } bad) return bad;
        var scheme = await db.Schemes.SingleOrDefaultAsync(row => row.Id == id, cancel);
        if (scheme is null || !caller.Sees(scheme.DistrictCode)) return TypedResults.NotFound();

        var outcome = scheme.Reject(caller.Sign(clock), request.Reason.Trim());
        if (outcome.IsRefused) return new Refused(outcome.Refusals);

        db.Audit(caller, "reject scheme", nameof(Scheme), id, request.Reason);
        return TypedResults.Ok(SchemeView.Of(scheme));
    }
}
