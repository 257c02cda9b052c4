using Microsoft.AspNetCore.Http.HttpResults;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>A startup asks which products it could have at all, and what is missing for the others, before any draft.</summary>
internal static class CheckAllProducts
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("eligibility/all", Handle).Allow(Role.Startup).WithoutIdempotencyKey().WithSummary("Which products could this firm have? Every reason of every no, and what would change it. Stores nothing");

    /// <summary>What is left out is taken as each product's smallest amount, shortest tenor and first use: then only the firm itself is in question.</summary>
    internal sealed record Request(Yuan? AmountYuan = null, int? TenorMonths = null, string? Use = null, Pledge? Pledge = null);

    /// <summary>What a reason is about, so that the page can lead there.</summary>
    internal enum Concern { Request, Profile, Talent, Qualification, Pledge, Caps }

    /// <summary>Field: of the profile, where one field decides.</summary>
    internal sealed record Missing(Concern About, string Code, string? Field);

    internal sealed record Answer(string ProductCode, string Name, string NameEnglish, bool Eligible, Yuan AmountYuan, int TenorMonths, string Use, EligibilityResult Result, Missing[] Missing);

    private static readonly Dictionary<string, (Concern About, string? Field)> Concerns = new()
    {
        ["firm-inactive"] = (Concern.Profile, null),
        ["firm-too-young"] = (Concern.Profile, "foundedOn"),
        ["premises-too-short"] = (Concern.Profile, "leaseMonths"),
        ["sales-too-large"] = (Concern.Profile, "salesYuan"),
        ["serious-breach"] = (Concern.Profile, "seriousBreach"),
        ["stage-none"] = (Concern.Profile, "salesYuan"),
        ["qualification-missing"] = (Concern.Qualification, null),
        ["talent-missing"] = (Concern.Talent, null),
        ["talent-employment"] = (Concern.Talent, "employedSince"),
        ["talent-share"] = (Concern.Talent, "shareBp"),
        ["pledge-missing"] = (Concern.Pledge, null),
        ["pledge-too-small"] = (Concern.Pledge, "appraisedYuan"),
        ["cap-firm"] = (Concern.Caps, null),
        ["cap-talent"] = (Concern.Caps, null),
    };

    private static async Task<Results<Ok<Page<Answer>>, Refused>> Handle(Request request, LoanDb db, Caller caller, MarketBoard board, BusinessClock clock, CancellationToken cancel)
    {
        var asked = new CreateApplication.Request("-", request.AmountYuan ?? Yuan.Of(1), request.TenorMonths ?? 1, request.Use ?? "-", "", RoutingMode.Open, Pledge: request.Pledge);
        if (asked.Faults() is { } bad) return bad;
        if (await SubmitApplication.Facts(db, board, caller.OrganisationId, cancel) is not { } facts) return new Refused(SubmitApplication.NotKnown);
        return TypedResults.Ok(new Page<Answer>([.. facts.Market.Shelf(clock.Today).Select(version => Of(version, request, facts, clock.Today)).OrderByDescending(answer => answer.Eligible).ThenBy(answer => answer.ProductCode, StringComparer.Ordinal)], null));
    }

    private static Answer Of(PolicyVersion version, Request request, SubmitApplication.SubmissionFacts facts, DateOnly today)
    {
        var policy = version.Policy;
        var ask = new Ask(request.AmountYuan ?? policy.AmountYuanMin, request.TenorMonths ?? policy.TenorMonthsMin, request.Use ?? policy.Uses.FirstOrDefault() ?? "", request.Pledge);
        var result = Eligibility.Check(policy, version.Number, ask, facts.Borrower, facts.Outstanding, today);
        return new(policy.Code, policy.Name, policy.NameEnglish, result.Eligible, ask.AmountYuan, ask.TenorMonths, ask.Use, result,
            [.. result.Refusals.Select(refusal => Concerns.TryGetValue(refusal.Code, out var concern) ? new Missing(concern.About, refusal.Code, concern.Field) : new Missing(Concern.Request, refusal.Code, null))]);
    }
}
