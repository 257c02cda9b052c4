using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>
/// Loads what covers draw on, once for a whole batch, and holds the ledger while it does: whoever posts has waited for
/// whoever posted before, so limits are checked against what is true and the chain cannot fork. Lives as long as one
/// transaction; asks the database once for what many messages share.
/// </summary>
internal sealed class Desks(RiskPoolDb db)
{
    private readonly Dictionary<Guid, Cover?> covers = [];
    private readonly Dictionary<(Guid, string), CoveredContract?> contracts = [];
    private readonly Dictionary<string, Pool> pools = [];
    private readonly Dictionary<(string, Guid, string, int), BankUse?> uses = [];
    private readonly Dictionary<(string, Dimension, string), Exposure?> exposures = [];
    private readonly Dictionary<Guid, bool> suspended = [];
    private SchemeBook? book;
    private bool held;

    /// <summary>First of all, before anything is read. One lock for all pools: batches touch several, and two orders would wait for each other.</summary>
    public async Task Hold(CancellationToken cancel)
    {
        if (held) return;
        await Hosting.Locks.LockUntilCommit(db, "ledger", cancel);
        held = true;
    }

    /// <summary>Loads for many messages at once what each of them would ask for.</summary>
    public async Task Prepare(Guid[] offers, CoverSubject[] subjects, (Guid BankId, string Number)[] contracted, CancellationToken cancel)
    {
        await Hold(cancel);
        foreach (var id in offers) covers.TryAdd(id, null);
        foreach (var cover in await db.Covers.Where(cover => offers.Contains(cover.Id)).ToListAsync(cancel)) covers[cover.Id] = cover;

        if (contracted.Length > 0)
        {
            foreach (var key in contracted) contracts.TryAdd(key, null);
            var (byBank, byNumber) = (contracted.Select(key => key.BankId).Distinct().ToArray(), contracted.Select(key => key.Number).Distinct().ToArray());
            foreach (var contract in await db.Contracts.Where(contract => byBank.Contains(contract.BankId) && byNumber.Contains(contract.ContractNumber)).ToListAsync(cancel))
                contracts[(contract.BankId, contract.ContractNumber)] = contract;
        }

        var keys = subjects.SelectMany(Exposure.Of).Select(dimension => dimension.Key).Distinct().ToArray();
        foreach (var exposure in await db.Exposures.Where(exposure => keys.Contains(exposure.Key)).ToListAsync(cancel))
            exposures[(exposure.PoolCode, exposure.Dimension, exposure.Key)] = exposure;
        var banks = subjects.Select(subject => subject.BankId).Distinct().ToArray();
        foreach (var use in await db.BankUses.Where(use => banks.Contains(use.BankId)).ToListAsync(cancel))
            uses[(use.PoolCode, use.BankId, use.ProductCode, use.Year)] = use;
        foreach (var bank in banks) suspended[bank] = false;
        foreach (var bank in await db.Organisations.Where(row => banks.Contains(row.Id) && !row.Active).Select(row => row.Id).ToListAsync(cancel)) suspended[bank] = true;
    }

    public async Task<Cover?> Cover(Guid offerId, CancellationToken cancel)
    {
        await Hold(cancel);
        if (covers.TryGetValue(offerId, out var cover)) return cover;
        return covers[offerId] = await db.Covers.SingleOrDefaultAsync(row => row.Id == offerId, cancel);
    }

    public Cover Open(Guid offerId, Guid applicationId, DateTimeOffset at)
    {
        var cover = new Cover(offerId, applicationId, at);
        db.Covers.Add(cover);
        covers[offerId] = cover;
        return cover;
    }

    /// <summary>Another cover that has this contract already; where there is none, the contract is this cover's from now on.</summary>
    public async Task<Guid?> OtherCoverOf(Guid bankId, string contractNumber, Guid coverId, CancellationToken cancel)
    {
        var key = (bankId, contractNumber);
        if (!contracts.TryGetValue(key, out var contract))
            contract = await db.Contracts.SingleOrDefaultAsync(row => row.BankId == bankId && row.ContractNumber == contractNumber, cancel);
        if (contract is null) db.Contracts.Add(contract = new() { BankId = bankId, ContractNumber = contractNumber, CoverId = coverId });
        contracts[key] = contract;
        return contract.CoverId == coverId ? null : contract.CoverId;
    }

    /// <summary>The desk at which a cover is enrolled: on its own terms while it holds something, else on those in force that day.</summary>
    public async Task<Outcome<Desk>> For(Cover cover, CoverSubject subject, Yuan contractYuan, DateOnly day, CancellationToken cancel)
    {
        if (cover.Holding.IsLive) return await Of(cover, cancel);
        // A bank that was not heard of yet is not a suspended one: events come in any order.
        if (!suspended.TryGetValue(subject.BankId, out var isSuspended))
            suspended[subject.BankId] = isSuspended = await db.Organisations.AnyAsync(row => row.Id == subject.BankId && !row.Active, cancel);
        if (isSuspended) return CoverTerms.Suspended(subject);
        var schemes = await Book(cancel);
        var scheme = schemes.For(subject.ProductCode, subject.DistrictCode, day);
        if (scheme.IsRefused) return Outcome<Desk>.No(scheme.Refusals);
        var terms = CoverTerms.Of(scheme.Value, subject, contractYuan, day);
        return terms.IsRefused ? Outcome<Desk>.No(terms.Refusals) : await Make(scheme.Value, terms.Value, subject, cancel);
    }

    /// <summary>The desk of a cover that holds something.</summary>
    public async Task<Desk> Of(Cover cover, CancellationToken cancel)
    {
        await Hold(cancel);
        return await Make((await Book(cancel)).Of(cover.Terms!), cover.Terms!, cover.Subject, cancel);
    }

    public async Task<SchemeBook> Book(CancellationToken cancel) =>
        book ??= new(await db.Schemes.AsNoTracking().Where(scheme => scheme.State == DraftState.Approved).ToListAsync(cancel));

    public async Task<Pool> Pool(string code, string districtCode, CancellationToken cancel)
    {
        await Hold(cancel);
        if (pools.TryGetValue(code, out var pool)) return pool;
        pool = await db.Pools.Include(row => row.Accounts).SingleOrDefaultAsync(row => row.Code == code, cancel);
        if (pool is null) db.Pools.Add(pool = new(code, districtCode));
        return pools[code] = pool;
    }

    public async Task<BankUse> Use(string poolCode, Guid bankId, string productCode, int year, CancellationToken cancel)
    {
        var key = (poolCode, bankId, productCode, year);
        if (!uses.TryGetValue(key, out var use))
            use = await db.BankUses.FindAsync([bankId, poolCode, year, productCode], cancel);
        if (use is null) db.BankUses.Add(use = new(poolCode, bankId, productCode, year));
        uses[key] = use;
        return use;
    }

    private async Task<Desk> Make(Scheme scheme, CoverTerms terms, CoverSubject subject, CancellationToken cancel)
    {
        var pool = await Pool(scheme.Code, scheme.DistrictCode, cancel);
        var found = new List<Exposure>(4);
        foreach (var (dimension, key, name) in Exposure.Of(subject))
        {
            if (!exposures.TryGetValue((scheme.Code, dimension, key), out var exposure))
                exposure = await db.Exposures.FindAsync([scheme.Code, dimension, key], cancel);
            if (exposure is null) db.Exposures.Add(exposure = new(scheme.Code, dimension, key, name));
            exposures[(scheme.Code, dimension, key)] = exposure;
            found.Add(exposure);
        }
        var year = terms.EnrolledOn.Year;
        return new(pool, scheme, terms, await Use(scheme.Code, subject.BankId, BankUse.AllProducts, year, cancel), await Use(scheme.Code, subject.BankId, subject.ProductCode, year, cancel), found);
    }
}
