using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>What a new database starts with: the three products of domain.md §1 and §10 as version 1, and the published LPR.</summary>
internal static class Seed
{
    private static readonly string[] Uses = ["WORKING_CAPITAL", "RND", "COMMERCIALISATION", "EQUIPMENT", "PREMISES", "PROJECT"];
    private static readonly string[] BannedUses = ["ON_LENDING", "ENTRUSTED_LOAN", "PRIVATE_LENDING", "CAPITAL_MARKET", "CONSUMPTION"];
    private static readonly RepaymentMethod[] AllMethods = Enum.GetValues<RepaymentMethod>();

    public static async Task Fill(LoanDb db, IServiceProvider services, CancellationToken cancel)
    {
        if (await db.MarketStamps.AnyAsync(cancel)) return;
        var now = services.GetRequiredService<BusinessClock>().Now;
        db.MarketStamps.Add(new MarketStamp { Value = Guid.CreateVersion7() });
        db.LprRates.AddRange(PublishedLpr());
        db.Policies.AddRange(Products.Select(product => PolicyVersion.Seeded(Guid.CreateVersion7(), product, new(2024, 11, 1), now)));
    }

    /// <summary>domain.md §10: talent_classes, employment_link, caps, max_months, rate_cap, banned_uses, sla, five tests.</summary>
    public static IReadOnlyList<ProductPolicy> Products { get; } =
    [
        Common("TALENT", "人才贷", "Talent loan", "domain.md §1 [1][2]", 2_000) with
        {
            Summary = "无抵押无担保, for the firm where an accredited talent has long worked",
            Talent = new() { Classes = Enum.GetValues<TalentClass>(), EmployedMonthsMin = 12, ShareBpMin = 0, Source = "domain.md §10 loan.talent_classes, loan.employment_link [1][2]" },
            Firm = new() { AgeMonthsMin = 12, RefuseSeriousBreach = true, Source = "domain.md §10 match.five_tests, min_age_months [75][75b]" },
            Caps = new()
            {
                Group = "TALENT", FirmYuanMax = Yuan.Wan(6_000), TalentYuanMax = Yuan.Wan(2_000), Source = "domain.md §10 loan.cap_talent, cap_enterprise [1][7][9]",
                Classes = [new() { Class = TalentClass.District, TalentYuanMax = Yuan.Wan(500), FirmYuanMax = Yuan.Wan(1_000) }],
            },
        },
        Common("HIGHTECH", "高新贷", "High-tech loan", "domain.md §1 [S2][13]", 500) with
        {
            Summary = "Pure credit up to 500万 for certified small firms, by stage of sales",
            QualificationCodes = ["HNTE", "TECH_SME", "SRDI", "GAZELLE", "HIDDEN_CHAMPION"],
            Firm = new() { AgeMonthsMin = 12, PremisesMonthsMin = 12, RefuseSeriousBreach = true, Source = "domain.md §10 gxd [S2][13]" },
            // The stages are published; each stage's line is our default (domain.md, unknown: 高新贷2.0 lines).
            SalesBands =
            [
                new() { Stage = "seed", SalesYuanMax = Yuan.Wan(2_000), AmountYuanMax = Yuan.Wan(200) },
                new() { Stage = "start-up", SalesYuanMax = Yuan.Wan(5_000), AmountYuanMax = Yuan.Wan(300) },
                new() { Stage = "growth", SalesYuanMax = Yuan.Wan(10_000), AmountYuanMax = Yuan.Wan(500) },
                new() { Stage = "mature", AmountYuanMax = Yuan.Wan(500) },
            ],
            Caps = new() { Group = "HIGHTECH", FirmYuanMax = Yuan.Wan(500), Source = "domain.md §10 gxd [S2]" },
        },
        Common("IP_PLEDGE", "知识产权质押贷", "IP pledge loan", "domain.md §7, §1 [S1]", 1_000) with
        {
            Summary = "Against a pledged patent, trademark or copyright",
            Pledge = new() { Kinds = ["PATENT", "TRADEMARK", "COPYRIGHT"], LoanToValueBpMax = 5_000, Source = "our default: domain.md §7 names no ratio" },
            Firm = new() { AgeMonthsMin = 12, RefuseSeriousBreach = true, Source = "domain.md §10 match.five_tests, min_age_months [75][75b]" },
            Caps = new() { Group = "IP_PLEDGE", FirmYuanMax = Yuan.Wan(1_000), Source = "our default: domain.md §7 names no cap" },
        },
    ];

    private static ProductPolicy Common(string code, string name, string english, string source, decimal maxWan) => new()
    {
        Code = code,
        Name = name,
        NameEnglish = english,
        Summary = "",
        Source = source,
        AmountYuanMin = Yuan.Wan(10),
        AmountYuanMax = Yuan.Wan(maxWan),
        TenorMonthsMin = 3,
        TenorMonthsMax = 36,
        Methods = AllMethods,
        Uses = Uses,
        BannedUses = BannedUses,
        RateCap = new() { SpreadBpMax = 30, Mode = RateCapMode.Warn, Source = "domain.md §10 loan.rate_cap [24][17]" },
        Sla = new() { FirstResponseHours = 48, DecisionWorkingDays = 3, HardLimitDays = 30, ReminderHours = 12 },
        BanksMax = 10,
        OfferDaysMax = 30,
        PayoutWorkingDays = 30,
        SecondPersonAboveYuan = Yuan.Wan(500),
        BackdatingDaysMax = 0,
    };

    private static IEnumerable<LprRate> PublishedLpr()
    {
        using var file = new StreamReader(typeof(Seed).Assembly.GetManifestResourceStream("lpr.txt")!);
        while (file.ReadLine() is { } line)
            if (!line.StartsWith('#') && line.Split(' ') is [var day, var one, var five])
                yield return LprRate.Of(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), int.Parse(one, CultureInfo.InvariantCulture), int.Parse(five, CultureInfo.InvariantCulture));
    }
}
