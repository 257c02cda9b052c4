using Microsoft.EntityFrameworkCore;

namespace TalentFinance.Registry;

/// <summary>An administrator corrects an organisation's name or district. The credit code never changes: another code is another organisation.</summary>
internal static class CorrectOrganisation
{
    internal sealed record Request(string Name, string DistrictCode);

    public static void Map(RouteGroupBuilder organisations) =>
        organisations.MapPut("{id:guid}", Handle).Allow(Role.Administrator).WithSummary("Correct an organisation's name or district");

    private static async Task<Results<Ok<OrganisationView>, NotFound, Refused>> Handle(Guid id, Request request, Caller caller, RegistryDb db, BusinessClock clock, CancellationToken cancel)
    {
        var organisation = await db.Organisations.SingleOrDefaultAsync(o => o.Id == id, cancel);
        if (organisation is null) return TypedResults.NotFound();

        var districtMoves = organisation.DistrictCode != request.DistrictCode;
        var outcome = organisation.Correct(request.Name, request.DistrictCode);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);

        if (districtMoves)
        {
            // Tickets carry the district, so the old ones are void. And its talents' lists go by it; a firm has some dozens.
            await db.RevokeAccess(id, cancel);
            foreach (var accreditation in await db.Accreditations.Where(accreditation => accreditation.FirmId == id).ToListAsync(cancel)) accreditation.MoveTo(organisation.DistrictCode);
        }
        db.Publish(organisation.Changed(clock.Now));
        db.Audit(caller, "correct", "Organisation", id);
        return TypedResults.Ok(OrganisationView.Of(organisation));
    }
}
