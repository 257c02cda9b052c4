using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>Products, banks and rates as they stand: read on every request, changed seldom, so kept in memory whole.</summary>
internal sealed class Market(Guid stamp, IEnumerable<PolicyVersion> policies, IEnumerable<Bank> banks, IEnumerable<LprRate> rates)
{
    private readonly FrozenDictionary<string, PolicyVersion[]> versions = policies.GroupBy(policy => policy.Code).ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(policy => policy.Number).ToArray());
    private readonly FrozenDictionary<Guid, Bank> banks = banks.ToFrozenDictionary(bank => bank.Id);
    private readonly LprRate[] rates = [.. rates.OrderByDescending(rate => rate.PublishedOn)];
    private readonly ILookup<string, Bank> takers = banks.Where(bank => bank.Active).SelectMany(bank => bank.Appetites.Select(wish => (wish.ProductCode, bank))).Distinct().ToLookup(pair => pair.ProductCode, pair => pair.bank);

    public Guid Stamp => stamp;
    public Bank[] ActiveBanks { get; } = [.. banks.Where(bank => bank.Active).OrderBy(bank => bank.Id)];

    /// <summary>The version in force on a day: of those approved that have begun, the latest.</summary>
    public PolicyVersion? InForce(string code, DateOnly on)
    {
        if (!versions.TryGetValue(code, out var all)) return null;
        foreach (var version in all)
            if (version.EffectiveFrom <= on) return version;
        return null;
    }

    public IEnumerable<PolicyVersion> Shelf(DateOnly on) => versions.Keys.Order(StringComparer.Ordinal).Select(code => InForce(code, on)).OfType<PolicyVersion>();

    /// <summary>The version that an application was submitted under.</summary>
    public ProductPolicy Policy(Application application) => Policy(application.ProductCode, application.ProductVersion);
    public ProductPolicy Policy(string code, int number) => versions[code].Single(version => version.Number == number).Policy;

    public Bank? Bank(Guid id) => banks.GetValueOrDefault(id);
    public string BankName(Guid id) => banks.GetValueOrDefault(id)?.Name ?? "";

    /// <summary>Open routing: every bank whose appetite fits, in an order that favours nobody.</summary>
    public Bank[] Takers(string productCode, Yuan amount, FirmProfile profile, int max, Guid applicationId) =>
        [.. takers[productCode].Where(bank => bank.Appetites.Any(wish => wish.Fits(productCode, amount, profile)))
            .OrderBy(bank => bank.Id.GetHashCode() ^ applicationId.GetHashCode()).Take(max)];

    public LprRate Lpr(DateOnly on) => rates.FirstOrDefault(rate => rate.PublishedOn <= on) ?? rates[^1];
}

/// <summary>Holds the market; a request names the stamp that it read with its own data, so what it sees is never older.</summary>
internal sealed class MarketBoard : IDisposable
{
    private readonly SemaphoreSlim reading = new(1);
    private volatile Market? current;

    public void Dispose() => reading.Dispose();

    public async ValueTask<Market> Now(LoanDb db, CancellationToken cancel) =>
        await At(await db.MarketStamps.AsNoTracking().Select(row => row.Value).SingleAsync(cancel), db, cancel);

    public ValueTask<Market> At(Guid stamp, LoanDb db, CancellationToken cancel) =>
        current is { } known && known.Stamp == stamp ? new(known) : new(Read(stamp, db, cancel));

    private async Task<Market> Read(Guid stamp, LoanDb db, CancellationToken cancel)
    {
        await reading.WaitAsync(cancel);
        try
        {
            if (current is { } known && known.Stamp == stamp) return known;
            // The stamp first: what is read after it is at least as new.
            var now = await db.MarketStamps.AsNoTracking().Select(row => row.Value).SingleAsync(cancel);
            return current = new Market(now,
                await db.Policies.AsNoTracking().Where(policy => policy.State == PolicyState.InForce).ToListAsync(cancel),
                await db.Banks.AsNoTracking().ToListAsync(cancel),
                await db.LprRates.AsNoTracking().ToListAsync(cancel));
        }
        finally { reading.Release(); }
    }
}
