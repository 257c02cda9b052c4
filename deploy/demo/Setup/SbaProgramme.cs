using System.Text.Json;
using TalentFinance.Contracts;
using TalentFinance.Demo.Api;
using TalentFinance.Demo.Input;

namespace TalentFinance.Demo.Setup;

/// <summary>
/// What the SBA's loans need: a product of their own, a scheme with the programme's published shares (85 % up to 150,000,
/// 75 % above), and money for it. All of it through the policy API, drafted by one officer and approved by another.
/// </summary>
internal static class SbaProgramme
{
    public const string Pool = "SBA-7A";
    /// <summary>Ten times this is above the 7.9 billion that the two files approve.</summary>
    private static readonly Yuan Money = Yuan.Of(1_000_000_000m);

    public static async Task Prepare(Gateway gateway, People people, Marketplace marketplace, CancellationToken cancel)
    {
        var today = China.Today;
        if (!(await gateway.Get<JsonElement>("/api/loan/products/" + Sba.Product, people.Officer, cancel)).Ok)
        {
            var draft = (await gateway.Post<Drafted>("/api/loan/products/versions", new { policy = Product, effectiveFrom = today }, people.Officer, Guid.NewGuid().ToString("N"), cancel)).Need("product " + Sba.Product);
            await marketplace.Approve($"/api/loan/products/versions/{draft.Id}/approve", "product " + Sba.Product, cancel);
        }
        if ((await gateway.Get<Page<Drafted>>($"/api/riskpool/schemes?code={Pool}&state=Approved", people.Officer, cancel)).Need("schemes").Items.Length == 0)
        {
            var draft = (await gateway.Post<Drafted>("/api/riskpool/schemes", new { code = Pool, name = "SBA 7(a)", effectiveFrom = today, policy = Scheme }, people.Officer, Guid.NewGuid().ToString("N"), cancel)).Need("scheme " + Pool);
            await marketplace.Approve($"/api/riskpool/schemes/{draft.Id}/approve", "scheme " + Pool, cancel);
        }
        await marketplace.Fund("SBA", null, Money, "demo: SBA programme", cancel, Pool);
    }

    private static object Product => new
    {
        code = Sba.Product,
        name = "SBA 7(a)",
        nameEnglish = "SBA 7(a) loan",
        summary = "Guaranteed small-business loans of the United States, carried over with their own dates",
        source = "13 CFR 120; data: Li, Mickel, Taylor (2018)",
        amountYuanMin = Yuan.Of(1m),
        amountYuanMax = Yuan.Of(10_000_000m),
        tenorMonthsMin = 1,
        tenorMonthsMax = Sba.TenorMonthsMax,
        methods = new[] { RepaymentMethod.EqualInstalment },
        uses = new[] { "WORKING_CAPITAL" },
        bannedUses = Array.Empty<string>(),
        sla = new { firstResponseHours = 48, decisionWorkingDays = 3, hardLimitDays = 30, reminderHours = 12 },
        banksMax = 1,
        offerDaysMax = 30,
        payoutWorkingDays = 30,
        secondPersonAboveYuan = Yuan.Of(10_000_000m),
    };

    private static object Scheme => new
    {
        products = new[] { Sba.Product },
        bands = new object[] { new { upToYuan = Yuan.Of(150_000m), shareBp = 8500 }, new { shareBp = 7500 } },
        capBp = 8500,
        governmentCapBp = 8500,
        layers = new[] { new { code = "SBA", payer = "SBA", annual = false, leverageMultiple = 10 } },
        payers = new[] { new { others = true, parts = new[] { new { layer = "SBA", partBp = 10_000 } } } },
        warnBp = 8000,
        blockBp = 10_000,
        reservationDays = 90,
    };

    private sealed record Drafted(Guid Id);
}
