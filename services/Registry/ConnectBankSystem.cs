using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>
/// An administrator says how to reach a bank's own system. Both sides sign with one key of 256 random bits: shown once,
/// kept encrypted, and told to the gateway in that form (design.md §2).
/// </summary>
internal static class ConnectBankSystem
{
    internal sealed record Request(string[] BaseAddresses, bool Enabled, string ClientId, int TimeoutSeconds, int ConcurrencyMax, bool NewKey = false);
    internal sealed record SystemView(Guid BankId, int Version, string[] BaseAddresses, bool Enabled, string ClientId, int TimeoutSeconds, int ConcurrencyMax, string? SigningKey)
    {
        public static SystemView Of(PartnerSystem system, string? signingKey = null) => new(
            system.BankId, system.Version, system.BaseAddresses, system.Enabled, system.ClientId, system.TimeoutSeconds, system.ConcurrencyMax, signingKey);
    }

    public static void Map(RouteGroupBuilder banks)
    {
        // No stored answer: it would hold the key. Repeating with newKey=false changes nothing but the version.
        banks.MapPut("{id:guid}/system", Handle).Allow(Role.Administrator).WithoutIdempotencyKey().WithSummary("How to reach a bank's system; a new signing key is shown once");
        banks.MapGet("{id:guid}/system", Show).Allow(Role.Administrator, Role.Auditor, Role.BankOfficer, Role.BankApprover, Role.BankSystem).WithSummary("How a bank's system is reached; without the key");
    }

    private static async Task<Results<Ok<SystemView>, NotFound, Refused>> Handle(Guid id, Request request, Caller caller, RegistryDb db, ISecrets secrets, BusinessClock clock, CancellationToken cancel)
    {
        var bank = await db.Organisations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id && o.Kind == OrganisationKind.Bank, cancel);
        if (bank is null) return TypedResults.NotFound();
        if (!Guid.TryParseExact(request.ClientId, "N", out var clientId)
            || !await db.Clients.AnyAsync(client => client.Id == clientId && client.OrganisationId == id && client.RevokedAt == null, cancel))
            return new Refused(Refusal.Input("clientId", "this bank has no live API client of that id", "issue one: POST /api/registry/organisations/{id}/clients"));

        var system = await db.PartnerSystems.SingleOrDefaultAsync(known => known.BankId == id, cancel);
        var key = system is null || request.NewKey ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) : null;
        if (system is null) db.PartnerSystems.Add(system = PartnerSystem.Of(id));
        var outcome = system.Configure(
            request.BaseAddresses, request.Enabled, request.ClientId, key is null ? null : secrets.Protect(PartnerSystemChanged.SigningKeyPurpose, key), request.TimeoutSeconds, request.ConcurrencyMax);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);

        db.Publish(system.Changed(bank.Name, clock.Now));
        db.Audit(caller, key is null ? "connect system" : "connect system with a new key", "Organisation", id);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(SystemView.Of(system, key));
    }

    private static async Task<Results<Ok<SystemView>, NotFound>> Show(Guid id, Caller caller, RegistryDb db, CancellationToken cancel)
    {
        if (!caller.IsDistrict && caller.OrganisationId != id) return TypedResults.NotFound();
        return await db.PartnerSystems.AsNoTracking().SingleOrDefaultAsync(system => system.BankId == id, cancel) is { } system
            ? TypedResults.Ok(SystemView.Of(system)) : TypedResults.NotFound();
    }
}
