using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>A bank officer takes a morning's invitations at once; each answers for itself.</summary>
internal static class TakeInvitations
{
    public const int IdsMax = 100;

    public static void Map(RouteGroupBuilder invitations) =>
        invitations.MapPost("take", Handle).Allow(Visible.Bank).WithSummary("Take up to 100 invitations; those that cannot be taken say why, the others are taken");

    internal sealed record Request(Guid[] Ids);
    internal sealed record Result(Guid Id, bool Taken, InvitationView? Invitation, IReadOnlyList<Refusal> Refusals);
    internal sealed record View(int Taken, IReadOnlyList<Result> Results);

    private static async Task<Results<Ok<View>, Refused>> Handle(Request request, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, WorkingCalendar calendar, CancellationToken cancel)
    {
        if (new Check().Count(request.Ids, "ids", IdsMax, min: 1).Refused is { } bad) return bad;
        var ids = request.Ids.Distinct().ToArray();
        var market = await board.Now(db, cancel);
        var rows = await db.Invitations.VisibleTo(caller).Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel);
        var asked = rows.Values.Select(row => row.ApplicationId).Distinct().ToArray();
        var versions = await db.Applications.AsNoTracking().Where(row => asked.Contains(row.Id)).Select(row => new { row.Id, row.ProductCode, row.ProductVersion }).ToDictionaryAsync(row => row.Id, cancel);

        Result Take(Guid id)
        {
            if (!rows.TryGetValue(id, out var row)) return new(id, false, null, [Refusal.Input("ids", $"there is no invitation {id} that you may see", "read the list again")]);
            var version = versions[row.ApplicationId];
            var outcome = row.TakeBy(caller, market.Policy(version.ProductCode, version.ProductVersion).Sla, calendar, clock.Now);
            if (outcome.IsRefused) return new(id, false, InvitationView.Of(row, market.BankName(row.BankId), calendar, clock.Now, caller), outcome.Refusals);
            db.Publish(EndAcceptance.Moved(row, InvitationStep.Taken, clock.Now));
            db.Audit(caller, "take invitation", "Invitation", id);
            return new(id, true, InvitationView.Of(row, market.BankName(row.BankId), calendar, clock.Now, caller), []);
        }

        Result[] results = [.. ids.Select(Take)];
        return TypedResults.Ok(new View(results.Count(result => result.Taken), results));
    }

    /// <summary>Taken, and by whom: colleagues see it in their list.</summary>
    public static Outcome<InvitationState> TakeBy(this Invitation row, Caller caller, ServiceLevel sla, WorkingCalendar calendar, DateTimeOffset now)
    {
        var outcome = row.Take(sla, calendar, now);
        if (!outcome.IsRefused) row.AssignTo(caller.AccountId, caller.Name);
        return outcome;
    }
}
