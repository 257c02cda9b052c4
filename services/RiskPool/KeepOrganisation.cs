using TalentFinance.Contracts;
using TalentFinance.Hosting;

namespace TalentFinance.RiskPool;

/// <summary>Keeps the names of organisations for the position, which of them are banks for their limits, and which are suspended: those enrol nothing new.</summary>
internal sealed class KeepOrganisation : IHandle<OrganisationChanged, RiskPoolDb>
{
    public async Task Handle(OrganisationChanged @event, RiskPoolDb db, CancellationToken cancel)
    {
        // Firms come with each offer; only institutions are asked for by themselves.
        if (@event.Kind is OrganisationKind.Startup) return;
        var known = await db.Organisations.FindAsync([@event.OrganisationId], cancel);
        if (known is null) db.Organisations.Add(known = new() { Id = @event.OrganisationId });
        else if (known.Version >= @event.Version) return;
        (known.Kind, known.Name, known.Active, known.Version) = (@event.Kind, @event.Name, @event.Active, @event.Version);
    }
}
