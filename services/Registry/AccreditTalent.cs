using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>
/// The district decides on a proposed talent with four eyes: an officer accredits, another account confirms, and from then on the
/// accreditation is in force and every service hears of it. Either may reject with a reason.
/// </summary>
internal static class AccreditTalent
{
    internal sealed record Request(string Reason);

    public static void Map(RouteGroupBuilder talents)
    {
        talents.MapPost("{id:guid}/accredit", Accredit).Allow(Role.PoolOfficer).WithSummary("First eyes: certificate and employment were checked");
        talents.MapPost("{id:guid}/confirm", Confirm).Allow(Role.PoolApprover).WithSummary("Second eyes: the accreditation is in force");
        talents.MapPost("{id:guid}/reject", Reject).Allow(Role.PoolOfficer, Role.PoolApprover).WithSummary("Refuse a proposed talent");
    }

    private static async Task<Results<Ok<TalentView>, NotFound, Refused>> Accredit(Guid id, Caller caller, RegistryDb db, CancellationToken cancel)
    {
        if (await Load(id, caller, db, cancel) is not { } row) return TypedResults.NotFound();
        var outcome = row.Accreditation.Accredit(caller.AccountId);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);
        db.Audit(caller, "accredit", "Talent", id);
        return TypedResults.Ok(TalentView.Of(row, caller));
    }

    private static async Task<Results<Ok<TalentView>, NotFound, Refused>> Confirm(Guid id, Caller caller, RegistryDb db, BusinessClock clock, CancellationToken cancel)
    {
        if (await Load(id, caller, db, cancel) is not { } row) return TypedResults.NotFound();
        var outcome = row.Accreditation.Confirm(caller.AccountId, clock.Today);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);
        db.Publish(row.Accreditation.Accredited(clock.Now));
        db.Audit(caller, "confirm", "Talent", id);
        return TypedResults.Ok(TalentView.Of(row, caller));
    }

    private static async Task<Results<Ok<TalentView>, NotFound, Refused>> Reject(Guid id, Request request, Caller caller, RegistryDb db, CancellationToken cancel)
    {
        if (new Check().Text(request.Reason, "reason", 300).Refused is { } bad) return bad;
        if (await Load(id, caller, db, cancel) is not { } row) return TypedResults.NotFound();
        var outcome = row.Accreditation.Reject(request.Reason.Trim());
        if (outcome.IsRefused) return new Refused(outcome.Refusals);
        db.Audit(caller, "reject", "Talent", id, request.Reason);
        return TypedResults.Ok(TalentView.Of(row, caller));
    }

    private static Task<TalentView.Row?> Load(Guid id, Caller caller, RegistryDb db, CancellationToken cancel) =>
        TalentView.Read(db.Accreditations.Where(a => a.Id == id && a.DistrictCode == caller.DistrictCode), db).SingleOrDefaultAsync(cancel);
}
