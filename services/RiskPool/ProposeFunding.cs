using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>A pool officer proposes money for a layer, with the document it stands on; or takes back a funding that was wrong. Posted when another person approves.</summary>
internal static class ProposeFunding
{
    internal sealed record Request
    {
        public required string Pool { get; init; }
        public required string Layer { get; init; }
        /// <summary>The budget year, for an annual layer only.</summary>
        public int? Year { get; init; }
        public required Yuan AmountYuan { get; init; }
        /// <summary>Budget decree, transfer voucher.</summary>
        public required string DocumentReference { get; init; }
        /// <summary>Business date of the money; today when absent.</summary>
        public DateOnly? ValueOn { get; init; }
    }

    internal sealed record ReverseRequest
    {
        public required string DocumentReference { get; init; }
    }

    public static void Map(RouteGroupBuilder funding)
    {
        funding.MapPost("", Propose).Allow(Role.PoolOfficer).WithSummary("Propose money for a layer (yuan); another person approves it");
        funding.MapPost("{id:guid}/reverse", Reverse).Allow(Role.PoolOfficer).WithSummary("Propose to take back an approved funding by a reversing entry");
    }

    private static async Task<Results<Created<FundingView>, NotFound, Refused>> Propose(Request request, RiskPoolDb db, Desks desks, Caller caller, BusinessClock clock, CancellationToken cancel)
    {
        var book = await desks.Book(cancel);
        var scheme = book.Of(request.Pool, clock.Today);
        var layer = scheme?.Policy.Layers.FirstOrDefault(layer => layer.Code == request.Layer);
        var check = new Check();
        check.That(scheme is not null && caller.Sees(scheme.DistrictCode), "pool", "the code of an approved scheme", "see GET schemes")
            .That(layer is not null, "layer", scheme is null ? "a layer of the scheme" : "one of: " + string.Join(", ", scheme.Policy.Layers.Select(layer => layer.Code)), "choose a layer of the scheme")
            .That(layer is null || layer.Annual == request.Year is not null, "year", layer is { Annual: true } ? "an annual layer is funded for a year" : "this layer has no years", "add or remove year")
            .That(request.Year is not { } year || year is >= 1990 and <= 2100, "year", "a year from 1990 to 2100", "change the year")
            .Range(request.AmountYuan, "amountYuan", Yuan.Of(0.01m), Yuan.Of(Yuan.Limit)).Text(request.DocumentReference, "documentReference", max: 200);
        if (request.ValueOn is { } on) check.Range(on, "valueOn", new(1990, 1, 1), clock.Today);
        if (check.Refused is { } bad) return bad;

        var funding = new Funding(Guid.CreateVersion7(), scheme!.Code, layer!.Code, layer.Pot(request.Year ?? 0), request.AmountYuan, request.DocumentReference.Trim(), request.ValueOn ?? clock.Today, null, caller.Sign(clock));
        return Added(db, funding, caller, "propose funding");
    }

    private static async Task<Results<Created<FundingView>, NotFound, Refused>> Reverse(Guid id, ReverseRequest request, RiskPoolDb db, Desks desks, Caller caller, BusinessClock clock, CancellationToken cancel)
    {
        if (new Check().Text(request.DocumentReference, "documentReference", max: 200).Refused is { } bad) return bad;
        var wrong = await db.Fundings.AsNoTracking().SingleOrDefaultAsync(funding => funding.Id == id, cancel);
        if (wrong is null || (await desks.Book(cancel)).Of(wrong.PoolCode, clock.Today) is not { } scheme || !caller.Sees(scheme.DistrictCode)) return TypedResults.NotFound();
        if (wrong.State is not DraftState.Approved || wrong.Reverses is not null) return new Refused(Refusal.State("reversing", wrong.Reverses is null ? wrong.State.ToString() : "a reversal", []));

        var funding = new Funding(Guid.CreateVersion7(), wrong.PoolCode, wrong.Layer, wrong.Pot, wrong.AmountYuan, request.DocumentReference.Trim(), clock.Today, wrong.Id, caller.Sign(clock));
        return Added(db, funding, caller, "propose reversal of funding");
    }

    private static Created<FundingView> Added(RiskPoolDb db, Funding funding, Caller caller, string action)
    {
        db.Fundings.Add(funding);
        db.Audit(caller, action, nameof(Funding), funding.Id, $"{funding.Pot} {funding.AmountYuan}, {funding.DocumentReference}");
        return TypedResults.Created($"/api/riskpool/funding/{funding.Id}", FundingView.Of(funding));
    }
}
