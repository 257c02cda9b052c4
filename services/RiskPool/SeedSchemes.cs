using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>
/// What a new district starts from: the scheme of domain.md §10 (comp.*, pool.*), and policies published elsewhere to draft
/// from. Money is not seeded: the district's 1000万 is proposed and waits for a pool approver; the city's line is entered each year.
/// </summary>
internal static class SeedSchemes
{
    private static readonly TalentClass[] OfCity = [TalentClass.A, TalentClass.B, TalentClass.C, TalentClass.D, TalentClass.Contest];

    /// <summary>Qingdao 3.0: 80 %; classes A-D and contests by the city, the rest by the district; ×10, warn at 80 %, stop at 100 %.</summary>
    private static SchemePolicy Qingdao { get; } = Flat(8000) with
    {
        Layers =
        [
            new() { Code = "CITY", Payer = "CITY", Annual = true, LeverageMultiple = 10 },
            new() { Code = "DISTRICT", Payer = "DISTRICT", Annual = false, LeverageMultiple = 10 },
        ],
        Payers =
        [
            new() { Classes = OfCity, Parts = [new() { Layer = "CITY", PartBp = 10_000 }] },
            // Firms without a talent (高新贷, 知识产权质押贷) are the zone's own affair (our reading; domain.md §1 高新贷 2.0).
            new() { Classes = [TalentClass.District], Others = true, Parts = [new() { Layer = "DISTRICT", PartBp = 10_000 }] },
        ],
        // Our default: the leverage of a pool binds long before.
        BankLimitYuan = Yuan.Wan(200_000),
    };

    public static IReadOnlyDictionary<string, SchemePolicy> Presets { get; } = new Dictionary<string, SchemePolicy>
    {
        ["qd80"] = Qingdao,
        ["sd70"] = Flat(7000),
        ["gz2025"] = Flat(0) with
        {
            Bands = [new() { UpToYuan = Yuan.Wan(500), ShareBp = 4000 }, new() { UpToYuan = Yuan.Wan(1500), ShareBp = 3000 }, new() { ShareBp = 2000 }],
            Uplifts =
            [
                new() { Code = "KEY-LIST-OR-IP", ShareBp = 1500, Qualifications = ["KEY_LIST", "IP_PLEDGE"], Products = ["IP_PLEDGE"] },
                new() { Code = "POLICY-TOOL", ShareBp = 500, Qualifications = ["POLICY_TOOL"] },
            ],
            CapBp = 5000,
            LargestContractYuan = Yuan.Wan(3000),
        },
        ["ah30"] = Flat(3000) with
        {
            Uplifts = [new() { Code = "FIRST-CREDIT-OR-IP", ShareBp = 500, Qualifications = ["FIRST_LOAN", "PURE_CREDIT", "IP_PLEDGE"], Products = ["IP_PLEDGE"] }],
            CapBp = 3500,
        },
    };

    public static async Task Fill(RiskPoolDb db, IServiceProvider services, CancellationToken cancel)
    {
        if (await db.Schemes.AnyAsync(cancel)) return;
        var clock = services.GetRequiredService<BusinessClock>();
        var seed = new Signature(Guid.Empty, "随系统交付（domain.md §10）", clock.Now);
        var scheme = new Scheme(Guid.CreateVersion7(), "LS-TALENT", 1, "人才金融风险补偿（青岛3.0）", "", new(2024, 11, 1), null, Qingdao, seed);
        var approval = scheme.Approve(seed with { AccountId = Guid.AllBitsSet }, []);
        if (approval.IsRefused) throw new InvalidOperationException(approval.Refusals[0].Text);
        db.Schemes.Add(scheme);
        db.Pools.Add(new Pool(scheme.Code, scheme.DistrictCode));
        db.Fundings.Add(new Funding(Guid.CreateVersion7(), scheme.Code, "DISTRICT", "DISTRICT", Yuan.Wan(1000), "期初注资建议（domain.md §10 pool.size）", clock.Today, null, seed));
    }

    private static SchemePolicy Flat(int shareBp) => new()
    {
        Products = [SchemePolicy.AnyProduct],
        Bands = [new() { ShareBp = shareBp }],
        CapBp = 8000,
        GovernmentCapBp = 8000,
        Layers = [new() { Code = "DISTRICT", Payer = "DISTRICT", Annual = false, LeverageMultiple = 10 }],
        Payers = [new() { Others = true, Parts = [new() { Layer = "DISTRICT", PartBp = 10_000 }] }],
        WarnBp = 8000,
        BlockBp = 10_000,
        ReservationDays = 90,
    };
}
