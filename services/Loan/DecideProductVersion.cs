using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Hosting;

namespace TalentFinance.Loan;

/// <summary>The second pair of eyes puts a product version in force, or rejects it.</summary>
internal static class DecideProductVersion
{
    public static void Map(RouteGroupBuilder versions)
    {
        versions.MapPost("{id:guid}/approve", (Guid id, LoanDb db, Caller caller, BusinessClock clock, CancellationToken cancel) => Handle(id, true, db, caller, clock, cancel))
            .Allow(Role.PoolApprover).WithSummary("Put a product version in force from its effective date");
        versions.MapPost("{id:guid}/reject", (Guid id, LoanDb db, Caller caller, BusinessClock clock, CancellationToken cancel) => Handle(id, false, db, caller, clock, cancel))
            .Allow(Role.PoolApprover).WithSummary("Reject a drafted product version");
    }

    private static async Task<Results<Ok<WriteProductVersion.VersionView>, NotFound, Refused>> Handle(Guid id, bool approve, LoanDb db, Caller caller, BusinessClock clock, CancellationToken cancel)
    {
        if (await db.Policies.SingleOrDefaultAsync(row => row.Id == id, cancel) is not { } version) return TypedResults.NotFound();
        var outcome = version.Decide(approve, caller.AccountId, clock.Today, clock.Now);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);
        await db.MarketChanged(cancel);
        db.Audit(caller, approve ? "approve product version" : "reject product version", "PolicyVersion", id, $"{version.Code} {version.Number}");
        return TypedResults.Ok(WriteProductVersion.VersionView.Of(version));
    }
}
