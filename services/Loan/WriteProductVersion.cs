using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>The district writes a new version of a product's policy, or a new product; somebody else puts it in force (design.md §4, §6).</summary>
internal static class WriteProductVersion
{
    public static void Map(RouteGroupBuilder versions)
    {
        versions.MapPost("", Handle).Allow(Role.PoolOfficer).WithSummary("Draft a new product version; in force once another person approves");
        versions.MapGet("", List).Allow(Role.PoolOfficer, Role.PoolApprover, Role.Auditor).Exportable().WithSummary("All versions of all products, newest first");
        versions.MapGet("{id:guid}", One).Allow(Role.PoolOfficer, Role.PoolApprover, Role.Auditor).WithSummary("One version: its policy, who drafted it, who decided and why");
        versions.MapGet("{id:guid}/diff", Difference).Allow(Role.PoolOfficer, Role.PoolApprover, Role.Auditor).WithSummary("In which fields a version differs from the one in force (for a version in force: from the one before it)");
    }

    internal sealed record Request(ProductPolicy Policy, DateOnly EffectiveFrom);

    /// <summary>Made by: null for what was delivered. Reason: why it was rejected.</summary>
    internal sealed record VersionView(Guid Id, string Code, int Number, PolicyState State, DateOnly EffectiveFrom, DateTimeOffset MadeAt, Person? MadeBy, DateTimeOffset? DecidedAt, Person? DecidedBy, string? Reason, ProductPolicy Policy)
    {
        public static VersionView Of(PolicyVersion row) => new(row.Id, row.Code, row.Number, row.State, row.EffectiveFrom, row.MadeAt, row.MadeBy == Guid.Empty ? null : new(row.MadeBy, row.MadeByName),
            row.DecidedAt, row.DecidedBy is { } by ? new(by, row.DecidedByName ?? "") : null, row.Reason, row.Policy);
    }

    internal sealed record Person(Guid AccountId, string Name);

    private static async Task<Results<Created<VersionView>, Refused>> Handle(Request request, LoanDb db, Caller caller, BusinessClock clock, CancellationToken cancel)
    {
        var policy = request.Policy;
        var check = new Check();
        check.That(policy.Code.Length is > 0 and <= 40 && policy.Code.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '_'), "policy.code", "1 to 40 capital letters, digits or _", "for instance TALENT");
        check.Text(policy.Name, "policy.name", 100).Text(policy.NameEnglish, "policy.nameEnglish", 100).Text(policy.Summary, "policy.summary", 1000, min: 0).Text(policy.Source, "policy.source", 300);
        check.That(policy.Uses.Concat(policy.BannedUses).Concat(policy.QualificationCodes).All(code => code is { Length: > 0 and <= 40 }), "policy.uses", "codes have 1 to 40 characters", "shorten them");
        check.That(policy.Uses.Length + policy.BannedUses.Length + policy.QualificationCodes.Length + policy.SalesBands.Length <= 200, "policy", "at most 200 codes and stages", "shorten the lists");
        check.That(request.EffectiveFrom >= clock.Today, "effectiveFrom", $"today ({clock.Today:yyyy-MM-dd}) or later", "a policy never changes the past");
        if (check.Refused is { } bad) return bad;
        if (policy.Faults().ToArray() is { Length: > 0 } faults) return new Refused(faults);

        var latest = await db.Policies.Where(row => row.Code == policy.Code).MaxAsync(row => (int?)row.Number, cancel) ?? 0;
        var version = PolicyVersion.Draft(Guid.CreateVersion7(), latest + 1, policy, request.EffectiveFrom, caller.AccountId, caller.Name, clock.Now);
        db.Policies.Add(version);
        db.Audit(caller, "draft product version", "PolicyVersion", version.Id, $"{version.Code} {version.Number}");
        return TypedResults.Created($"/api/loan/products/versions/{version.Id}", VersionView.Of(version));
    }

    /// <summary>Against: the version that it is compared with; null when there is none.</summary>
    internal sealed record DifferenceView(Guid Id, string Code, int Number, int? Against, IReadOnlyList<JsonChange> Changes);

    private sealed record Compared(DateOnly EffectiveFrom, ProductPolicy Policy);

    private static async Task<Results<Ok<DifferenceView>, NotFound>> Difference(Guid id, LoanDb db, BusinessClock clock, CancellationToken cancel)
    {
        var found = await db.Policies.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel);
        if (found is null) return TypedResults.NotFound();
        // A draft is compared with what is in force today, a version in force with what it followed.
        var on = found.State == PolicyState.InForce ? found.EffectiveFrom : clock.Today;
        var before = await db.Policies.AsNoTracking().Where(row => row.Code == found.Code && row.Number < found.Number && row.State == PolicyState.InForce && row.EffectiveFrom <= on).OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancel);
        return TypedResults.Ok(new DifferenceView(id, found.Code, found.Number, before?.Number, JsonDifference.Between(before is null ? null : new Compared(before.EffectiveFrom, before.Policy), new Compared(found.EffectiveFrom, found.Policy))));
    }

    private static async Task<Results<Ok<VersionView>, NotFound>> One(Guid id, LoanDb db, CancellationToken cancel) =>
        await db.Policies.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel) is { } found ? TypedResults.Ok(VersionView.Of(found)) : TypedResults.NotFound();

    private static async Task<Ok<Page<VersionView>>> List(string? code, PolicyState? state, PageRequest page, LoanDb db, CancellationToken cancel) =>
        TypedResults.Ok(await db.Policies.Where(row => (code == null || row.Code == code) && (state == null || row.State == state)).Page(page, row => row.MadeAt, row => row.Id, VersionView.Of, cancel));
}
