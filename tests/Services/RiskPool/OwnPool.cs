using System.Net;
using System.Text.Json.Nodes;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Services.RiskPool;

/// <summary>A scheme for one product of its own, so with a pool and a ledger of its own: tests do not draw on each other's money.</summary>
internal sealed class OwnPool
{
    public const string Api = "/api/riskpool";
    private readonly PoolSystem pool;

    private OwnPool(PoolSystem pool) => this.pool = pool;

    public string Code { get; } = $"T-{Guid.NewGuid():N}".ToUpperInvariant()[..30];
    public string Product => "P" + Code;
    public Session Officer { get; private init; } = null!;
    public Session Approver { get; private init; } = null!;
    public static DateOnly Today => DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToOffset(WorkingCalendar.ChinaOffset).DateTime);

    /// <summary>80 % by the district, ten times its money; unless said otherwise.</summary>
    public static object Policy(string product, bool annual = false, decimal? bankLimitYuan = null, int reservationDays = 90) => new
    {
        products = new[] { product },
        bands = new[] { new { shareBp = 8000 } },
        capBp = 8000,
        governmentCapBp = 8000,
        layers = new[] { new { code = "LAYER", payer = "DISTRICT", annual, leverageMultiple = 10 } },
        payers = new[] { new { others = true, parts = new[] { new { layer = "LAYER", partBp = 10_000 } } } },
        warnBp = 8000,
        blockBp = 10_000,
        reservationDays,
        bankLimitYuan,
    };

    /// <summary>In force, and funded where an amount is given.</summary>
    public static async Task<OwnPool> Open(PoolSystem system, decimal fundedYuan = 0, bool annual = false, decimal? bankLimitYuan = null, int reservationDays = 90)
    {
        var own = new OwnPool(system) { Officer = system.As(Role.PoolOfficer), Approver = system.As(Role.PoolApprover) };
        var draft = (await own.Draft(own.Officer, annual, bankLimitYuan, reservationDays)).Ok;
        _ = (await own.Approver.Post($"{Api}/schemes/{draft["id"]}/approve")).Ok;
        if (fundedYuan > 0) await own.Fund(fundedYuan, annual ? Today.Year : null);
        return own;
    }

    public Task<Answer> Draft(Session by, bool annual = false, decimal? bankLimitYuan = null, int reservationDays = 90) =>
        by.Post($"{Api}/schemes", new { code = Code, name = "test", effectiveFrom = "2024-01-01", policy = Policy(Product, annual, bankLimitYuan, reservationDays) });

    public Task<Answer> Propose(decimal amountYuan, int? year = null, Session? by = null) =>
        (by ?? Officer).Post($"{Api}/funding", new { pool = Code, layer = "LAYER", year, amountYuan, documentReference = "decree" });

    public async Task<Guid> Fund(decimal amountYuan, int? year = null)
    {
        var id = (await Propose(amountYuan, year)).Ok["id"]!.GetValue<Guid>();
        _ = (await Approver.Post($"{Api}/funding/{id}/approve")).Ok;
        return id;
    }

    /// <summary>Loan tells that an offer was accepted; what the pool made of it is waited for.</summary>
    public async Task<JsonNode> Accepts(decimal amountYuan, Guid? bank = null, DateTimeOffset? at = null, int payoutInDays = 30, Guid? offer = null)
    {
        var id = offer ?? Guid.CreateVersion7();
        await pool.Wire.Publish(Acceptance(id, amountYuan, bank, at, payoutInDays));
        return await Cover(id, cover => cover["acceptedYuan"] is not null);
    }

    public OfferAccepted Acceptance(Guid offer, decimal amountYuan, Guid? bank = null, DateTimeOffset? at = null, int payoutInDays = 30) => new()
    {
        ApplicationId = offer,
        OfferId = offer,
        Version = 3,
        BankId = bank ?? Guid.NewGuid(),
        BankName = "银行",
        FirmId = Guid.NewGuid(),
        FirmName = "海智",
        DistrictCode = Actors.District370212,
        ProductCode = Product,
        Chain = "chain",
        Park = "park",
        QualificationCodes = [],
        AmountYuan = Yuan.Of(amountYuan),
        RateBp = 330,
        TenorMonths = 12,
        PayoutBy = Today.AddDays(payoutInDays),
        At = at ?? DateTimeOffset.UtcNow,
    };

    public LoanDisbursed Payout(Guid offer, Guid bank, decimal amountYuan, string contract, decimal? contractYuan = null, bool final = true) => new()
    {
        DisbursementId = Guid.CreateVersion7(),
        LoanId = offer,
        ApplicationId = offer,
        OfferId = offer,
        Version = 1,
        BankId = bank,
        BankName = "银行",
        FirmId = Guid.NewGuid(),
        FirmName = "海智",
        DistrictCode = Actors.District370212,
        ProductCode = Product,
        Chain = "chain",
        Park = "park",
        QualificationCodes = [],
        ContractNumber = contract,
        ContractYuan = Yuan.Of(contractYuan ?? amountYuan),
        AmountYuan = Yuan.Of(amountYuan),
        TotalYuan = Yuan.Of(amountYuan),
        Final = final,
        DisbursedOn = Today,
        MaturesOn = Today.AddYears(1),
        RateBp = 330,
        Method = RepaymentMethod.Bullet,
        Schedule = [],
        At = DateTimeOffset.UtcNow,
    };

    public async Task<JsonNode> Cover(Guid id, Func<JsonNode, bool> until, TimeSpan? within = null)
    {
        JsonNode? cover = null;
        await Eventually.True(async () => (await Officer.Get($"{Api}/covers/{id}")) is { Status: HttpStatusCode.OK, Body: { } body } && until(cover = body["cover"]!), "the cover is as expected", within);
        return cover!;
    }

    public async Task<JsonNode> Position() => Assert.Single((await Officer.Get($"{Api}/position?pool={Code}")).Ok["pools"]!.AsArray())!;

    /// <summary>One verification at a time: other tests have theirs.</summary>
    public async Task<JsonNode> Verify() => (await Eventually.Becomes(() => Approver.Get($"{Api}/ledger/verify?pool={Code}"), answer => answer.Status != HttpStatusCode.TooManyRequests, "it is this pool's turn to be verified")).Ok;

    public async Task<decimal> Balance(string pot, string account, DateTimeOffset? at = null) =>
        (await Officer.Get($"{Api}/ledger/balance?pool={Code}&pot={Uri.EscapeDataString(pot)}&account={account}{(at is { } instant ? "&at=" + Uri.EscapeDataString(instant.ToString("O")) : "")}")).Ok["balanceYuan"]!.GetValue<decimal>();

    public async Task<JsonNode[]> Entries() => [.. (await Officer.Get($"{Api}/ledger/entries?pool={Code}")).Ok["items"]!.AsArray().Select(entry => entry!).Reverse()];

    public static string[] Reasons(JsonNode cover) => [.. cover["reasons"]!.AsArray().Select(reason => reason!["code"]!.GetValue<string>())];
    public static string State(JsonNode cover) => cover["state"]!.GetValue<string>();
}
