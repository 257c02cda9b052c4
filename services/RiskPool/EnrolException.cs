using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>
/// The district enrols what was paid out without cover, once there is room: after a top-up, a higher limit, a scheme for the product.
/// One pool approver decides, with a reason that is kept: enrolment applies the scheme's own rules (domain.md §2 workflow: review, then
/// confirm, of papers that the bank has filed), refuses what they refuse and bends none. What lets it through - money, a limit, a
/// scheme - took two persons (design.md §6: payouts and policy edits), and a payout of compensation will.
/// </summary>
internal static class EnrolException
{
    internal sealed record Request
    {
        public required string Reason { get; init; }
    }

    public static void Map(RouteGroupBuilder covers) => covers.MapPost("{id:guid}/enrol", Handle).Allow(Role.PoolApprover)
        .WithSummary("Take an uncovered payout under cover now; refused with every reason while there is no room");

    private static async Task<Results<Ok<CoverView>, NotFound, Refused>> Handle(Guid id, Request request, RiskPoolDb db, Desks desks, Caller caller, BusinessClock clock, CancellationToken cancel)
    {
        if (new Check().Text(request.Reason, "reason", max: 500).Refused is { } bad) return bad;
        await desks.Hold(cancel);
        if (!await db.VisibleTo(caller).AnyAsync(row => row.Id == id, cancel) || await desks.Cover(id, cancel) is not { } cover) return TypedResults.NotFound();

        var other = cover.ContractNumber is { } number ? await desks.OtherCoverOf(cover.BankId, number, id, cancel) : null;
        var desk = await desks.For(cover, cover.Subject, cover.ContractYuan, clock.Today, cancel);
        var outcome = cover.Retry(other, desk, new("ExceptionEnrolled", Guid.CreateVersion7()), clock.Today, clock.Now);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);

        db.Record(cover, outcome.Value, "", null, clock.Now);
        db.Audit(caller, "enrol exception", nameof(Cover), id, request.Reason);
        return TypedResults.Ok(CoverView.Of(cover));
    }
}
