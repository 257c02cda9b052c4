using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Hosting;

namespace TalentFinance.Loan;

/// <summary>The second pair of eyes puts a product version in force, or rejects it and says why.</summary>
internal static class DecideProductVersion
{
    internal sealed record RejectRequest(string Reason);

    public static void Map(RouteGroupBuilder versions)
    {
        versions.MapPost("{id:guid}/approve", (Guid id, LoanDb db, Caller caller, BusinessClock clock, CancellationToken cancel) => Handle(id, null, db, caller, clock, cancel))
            .Allow(Role.PoolApprover).WithSummary("Put a product version in force from its effective date");
        versions.MapPost("{id:guid}/reject", (Guid id, RejectRequest request, LoanDb db, Caller caller, BusinessClock clock, CancellationToken cancel) => Handle(id, request, db, caller, clock, cancel))
            .Allow(Role.PoolApprover).WithSummary("Reject a drafted product version, with a reason that its drafter reads");
    }

    private static async Task<Results<Ok<WriteProductVersion.VersionView>, NotFound, Refused>> Handle(Guid id, RejectRequest? reject, LoanDb db, Caller caller, BusinessClock clock, CancellationToken cancel)
    {
        if (reject is not null && new Check().Text(reject.Reason, "reason", 500).Refused is { } bad) return bad;
        if (await db.Policies.SingleOrDefaultAsync(row => row.Id == id, cancel) is not { } version) return TypedResults.NotFound();
        var outcome = version.Decide(reject is null, caller.AccountId, caller.Name, reject?.Reason.Trim(), clock.Today, clock.Now);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);
        await db.MarketChanged(cancel);
        db.Audit(caller, reject is null ? "approve product version" : "reject product version", "PolicyVersion", id, $"{version.Code} {version.Number}{(reject is null ? "" : ": " + reject.Reason)}");
        return TypedResults.Ok(WriteProductVersion.VersionView.Of(version));
    }
}
