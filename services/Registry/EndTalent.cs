using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>An accreditation in force ends: the talent leaves the firm (the firm says so, or the district), or the district withdraws it.</summary>
internal static class EndTalent
{
    internal sealed record Request(AccreditationEnd Why, string? Note = null);

    public static void Map(RouteGroupBuilder talents) =>
        talents.MapPost("{id:guid}/end", Handle).Allow(Role.PoolOfficer, Role.PoolApprover, Role.Startup, Role.Agent).WithSummary("End an accreditation: Withdrawn (district) or LeftFirm");

    private static async Task<Results<Ok<TalentView>, NotFound, Refused>> Handle(Guid id, Request request, Caller caller, RegistryDb db, BusinessClock clock, CancellationToken cancel)
    {
        var check = new Check().That(request.Why != AccreditationEnd.Expired, "why", "expiry comes by itself", "choose Withdrawn or LeftFirm");
        check.That(request.Why != AccreditationEnd.Withdrawn || caller.IsDistrict, "why", "only the district withdraws an accreditation", "choose LeftFirm");
        if (request.Note is not null) check.Text(request.Note, "note", 300);
        if (check.Refused is { } bad) return bad;
        var firms = db.FirmsOf(caller, clock.Today).Select(firm => firm.Id);
        var row = await TalentView.Read(db.Accreditations.Where(a => a.Id == id && firms.Contains(a.FirmId)), db).SingleOrDefaultAsync(cancel);
        if (row?.Accreditation is not { } accreditation) return TypedResults.NotFound();

        var outcome = accreditation.End(request.Why, request.Note, clock.Today);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);

        db.Publish(accreditation.AccreditationEnded(clock.Now));
        db.Audit(caller, "end", "Talent", id, accreditation.Reason);
        return TypedResults.Ok(TalentView.Of(row, caller));
    }
}
