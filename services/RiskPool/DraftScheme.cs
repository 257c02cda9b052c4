using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>A pool officer drafts a scheme or its next version; nothing changes until another person approves it.</summary>
internal static class DraftScheme
{
    internal sealed record Request
    {
        /// <summary>Names the pool; a known code makes the next version of that scheme, with the same pool and ledger.</summary>
        public required string Code { get; init; }
        public required string Name { get; init; }
        /// <summary>The district whose scheme it is; empty or absent for every district served here.</summary>
        public string DistrictCode { get; init; } = "";
        public required DateOnly EffectiveFrom { get; init; }
        public DateOnly? EffectiveUntil { get; init; }
        public required SchemePolicy Policy { get; init; }
    }

    public static void Map(RouteGroupBuilder schemes) => schemes.MapPost("", Handle).Allow(Role.PoolOfficer)
        .WithSummary("Draft a scheme version: ratio bands, uplifts, caps, layers, payers, limits (bp = 1/10000, amounts in yuan; domain.md §2 and §10)");

    private static async Task<Results<Created<SchemeView>, Refused>> Handle(Request request, RiskPoolDb db, Caller caller, BusinessClock clock, CancellationToken cancel)
    {
        var check = new Check();
        check.That(SchemeFaults.IsCode(request.Code), "code", "1 to 40 capital letters, digits, - or _", "for instance LS-TALENT").Text(request.Name, "name", max: 200)
            .That(request.DistrictCode.Length == 0 || (request.DistrictCode.Length == 6 && request.DistrictCode.All(char.IsAsciiDigit)), "districtCode", "six digits, or empty for all districts", "the district's administrative code")
            .That(request.DistrictCode.Length == 0 || request.DistrictCode == caller.DistrictCode, "districtCode", "your own district", "leave it empty or name your district")
            .Range(request.EffectiveFrom, "effectiveFrom", new(1990, 1, 1), new(2100, 1, 1))
            .That(request.EffectiveUntil is not { } until || until >= request.EffectiveFrom, "effectiveUntil", "not before effectiveFrom", "leave it out for an open end");
        if (check.Refused is { } bad) return bad;
        if (SchemeFaults.Of(request.Policy) is { Count: > 0 } faults) return new Refused(faults);

        var earlier = await db.Schemes.AsNoTracking().Where(scheme => scheme.Code == request.Code).OrderByDescending(scheme => scheme.Number).FirstOrDefaultAsync(cancel);
        if (earlier is not null && earlier.DistrictCode != request.DistrictCode)
            return new Refused(Contracts.Refusal.Input("districtCode", $"scheme {request.Code} belongs to {(earlier.DistrictCode.Length == 0 ? "all districts" : earlier.DistrictCode)}", "choose another code"));

        var draft = new Scheme(Guid.CreateVersion7(), request.Code, (earlier?.Number ?? 0) + 1, request.Name.Trim(), request.DistrictCode, request.EffectiveFrom, request.EffectiveUntil, request.Policy, caller.Sign(clock));
        db.Schemes.Add(draft);
        db.Audit(caller, "draft scheme", nameof(Scheme), draft.Id, $"{draft.Code} version {draft.Number}");
        return TypedResults.Created($"/api/riskpool/schemes/{draft.Id}", SchemeView.Of(draft));
    }
}
