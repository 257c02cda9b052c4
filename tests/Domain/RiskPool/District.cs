using TalentFinance.Contracts;
using TalentFinance.RiskPool;
using TalentFinance.RiskPool.Domain;
using Xunit;

namespace TalentFinance.Tests.Domain.RiskPool;

/// <summary>A district with one pool, in memory: takes what happens to offers, and keeps everything that was written.</summary>
internal sealed class District
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 30, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly Signature Maker = new(Id(1), "王芳", Now);
    private readonly Dictionary<(Guid, string), BankUse> uses = [];
    private readonly Dictionary<(Dimension, string), Exposure> exposures = [];
    private readonly Dictionary<(Guid, string), Guid> contracts = [];
    private readonly SchemeBook book;

    public District(SchemePolicy? policy = null, Yuan? city = null, Yuan? pool = null)
    {
        var scheme = new Scheme(Id(2), "LS", 1, "人才贷", "", new(2024, 11, 1), null, policy ?? SeedSchemes.Presets["qd80"], Maker);
        Assert.False(scheme.Approve(Maker with { AccountId = Id(3) }, []).IsRefused);
        book = new([scheme]);
        Pool = new("LS", "");
        if (city is { } line) Write(Pool.Fund("CITY/2026", line, new("Funding", Id(4)), Id(4), Today, Now));
        if (pool is { } money) Write(Pool.Fund("DISTRICT", money, new("Funding", Id(5)), Id(5), Today, Now));
    }

    public Pool Pool { get; }
    public Dictionary<Guid, Cover> Covers { get; } = [];
    public List<Entry> Ledger { get; } = [];
    public BankUse UseOf(Guid bank) => uses[(bank, BankUse.AllProducts)];

    public static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);

    public static CoverSubject Firm(TalentClass? talent = TalentClass.B, int bank = 100, string product = "RCD", string chain = "微电子", params string[] qualifications) => new()
    {
        BankId = Id(bank),
        BankName = $"银行{bank}",
        FirmId = Id(200),
        FirmName = "青岛某科技有限公司",
        DistrictCode = "370212",
        ProductCode = product,
        Chain = chain,
        Park = "国际创新园",
        TalentClass = talent,
        Qualifications = qualifications,
    };

    public CoverChange Accepts(int offer, Yuan amount, CoverSubject? by = null)
    {
        var (cover, subject) = (CoverOf(offer), by ?? Firm());
        return Keep(cover.Accept(subject, amount, Today.AddDays(30), DeskFor(cover, subject, amount), new("OfferAccepted", Id(offer)), Today, Now));
    }

    public CoverChange PaysOut(int offer, int payout, Yuan contract, Yuan amount, Yuan total, bool final, CoverSubject? by = null, string? contractNumber = null)
    {
        var (cover, subject, number) = (CoverOf(offer), by ?? Firm(), contractNumber ?? $"C-{offer}");
        var owner = contracts.TryGetValue((subject.BankId, number), out var known) ? known : contracts[(subject.BankId, number)] = cover.Id;
        var report = new LoanPayout(Id(payout), Id(offer), number, contract, amount, total, final, Today);
        return Keep(cover.Pay(subject, report, owner == cover.Id ? null : owner, DeskFor(cover, subject, contract), new("LoanDisbursed", Id(payout)), Now));
    }

    public CoverChange Ends(int offer, string reason = "withdrawn")
    {
        var cover = CoverOf(offer);
        return Keep(cover.End(reason, cover.Holding.IsLive ? DeskFor(cover, cover.Subject, cover.ContractYuan).Value : null, new(reason, Id(offer)), Today, Now));
    }

    public Outcome<CoverChange> Retries(int offer)
    {
        var cover = Covers[Id(offer)];
        var outcome = cover.Retry(null, DeskFor(cover, cover.Subject, cover.ContractYuan), new("ExceptionEnrolled", Id(9000 + offer)), Today, Now);
        if (!outcome.IsRefused) Keep(outcome.Value);
        return outcome;
    }

    public void Write(Entry entry) => Ledger.Add(entry);

    /// <summary>Everything that does not hold, by the same audit that the verify endpoint runs.</summary>
    public IReadOnlyList<AuditFault> Faults()
    {
        var audit = new LedgerAudit("LS");
        foreach (var entry in Ledger) audit.Read(entry);
        audit.Finish(Pool);
        var covers = new CoverAudit();
        foreach (var cover in Covers.Values) covers.Read(cover);
        audit.Compare(Pool, covers, exposures.Values, uses.Values);
        return audit.Faults;
    }

    private Cover CoverOf(int offer) => Covers.TryGetValue(Id(offer), out var cover) ? cover : Covers[Id(offer)] = new(Id(offer), Id(offer), Now);

    private Outcome<Desk> DeskFor(Cover cover, CoverSubject subject, Yuan contract)
    {
        if (cover.Holding.IsLive) return Make(book.Of(cover.Terms!), cover.Terms!, cover.Subject);
        var scheme = book.For(subject.ProductCode, subject.DistrictCode, Today);
        if (scheme.IsRefused) return Outcome<Desk>.No(scheme.Refusals);
        var terms = CoverTerms.Of(scheme.Value, subject, contract, Today);
        return terms.IsRefused ? Outcome<Desk>.No(terms.Refusals) : Make(scheme.Value, terms.Value, subject);
    }

    private Desk Make(Scheme scheme, CoverTerms terms, CoverSubject subject) => new(Pool, scheme, terms, Use(subject.BankId, BankUse.AllProducts), Use(subject.BankId, subject.ProductCode),
        [.. Exposure.Of(subject).Select(dimension => exposures.TryGetValue((dimension.Item1, dimension.Key), out var kept) ? kept
            : exposures[(dimension.Item1, dimension.Key)] = new("LS", dimension.Item1, dimension.Key, dimension.Name))]);

    private BankUse Use(Guid bank, string product) => uses.TryGetValue((bank, product), out var use) ? use : uses[(bank, product)] = new("LS", bank, product, Today.Year);

    private CoverChange Keep(CoverChange change)
    {
        if (change.Entry is { } entry) Ledger.Add(entry);
        return change;
    }
}
