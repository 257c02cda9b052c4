using TalentFinance.Contracts;

namespace TalentFinance.RiskPool.Domain;

internal sealed record AuditFault(string What, string Where, string Expected, string Found);

/// <summary>Walks a ledger from its first entry and says everything that does not hold.</summary>
internal sealed class LedgerAudit(string pool)
{
    private const int FaultsMax = 1000;
    private readonly Dictionary<(string Pot, AccountName Name), Yuan> balances = [];
    private string hash = Entry.Genesis;
    private DateTimeOffset lastAt = DateTimeOffset.MinValue;

    public List<AuditFault> Faults { get; } = [];
    public long Entries { get; private set; }
    public long Postings { get; private set; }
    public Yuan DebitsYuan { get; private set; }
    public Yuan CreditsYuan { get; private set; }
    public long? FirstBroken { get; private set; }

    public void Read(Entry entry)
    {
        Entries++;
        Check(entry.Number == Entries, entry, "numbers have no gap", Entries, entry.Number);
        Check(entry.PreviousHash == hash, entry, "the entry before is the one that was sealed", hash, entry.PreviousHash);
        Check(entry.ComputeHash() == entry.Hash, entry, "the hash is that of the content", entry.ComputeHash(), entry.Hash);
        Check(entry.At >= lastAt, entry, "recorded time does not run backwards", lastAt, entry.At);
        foreach (var group in entry.Postings.GroupBy(posting => (posting.Pot, Chart.KindOf(posting.Account) is AccountKind.Memorandum)))
            Check(group.SumYuan(posting => posting.AmountYuan) == Yuan.Zero, entry, $"postings of {group.Key.Pot} sum to zero", Yuan.Zero, group.SumYuan(posting => posting.AmountYuan));
        foreach (var posting in entry.Postings)
        {
            Postings++;
            if (posting.AmountYuan > Yuan.Zero) DebitsYuan += posting.AmountYuan;
            else CreditsYuan -= posting.AmountYuan;
            var balance = balances.GetValueOrDefault((posting.Pot, posting.Account)) + posting.AmountYuan;
            balances[(posting.Pot, posting.Account)] = balance;
            Check(balance == posting.BalanceAfterYuan, entry, $"balance of {posting.Pot} {posting.Account} after it", balance, posting.BalanceAfterYuan);
            Check(Chart.Allows(posting.Account, balance), entry, $"{posting.Pot} {posting.Account} stays on its side", "its sign", balance);
        }
        (hash, lastAt) = (entry.Hash, entry.At);
    }

    public void Finish(Pool head)
    {
        Check(head.LastNumber == Entries, null, "head: number of entries", Entries, head.LastNumber);
        Check(head.LastHash == hash, null, "head: last hash", hash, head.LastHash);
        Check(DebitsYuan == CreditsYuan, null, "debits equal credits", DebitsYuan, CreditsYuan);
        foreach (var key in balances.Keys.Union(head.Accounts.Select(account => (account.Pot, account.Name))))
            Check(head.Balance(key.Pot, key.Name) == balances.GetValueOrDefault(key), null, $"kept balance of {key.Pot} {key.Name}", balances.GetValueOrDefault(key), head.Balance(key.Pot, key.Name));
    }

    /// <summary>The covers, and what is kept beside the ledger, say the same as its accounts.</summary>
    public void Compare(Pool head, CoverAudit covers, IEnumerable<Exposure> exposures, IEnumerable<BankUse> uses)
    {
        foreach (var key in covers.Accounts.Keys.Union(head.Accounts.Where(account => account.Name is not (AccountName.Cash or AccountName.Funding or AccountName.Commitments)).Select(account => (account.Pot, account.Name))))
            Check(head.Balance(key.Item1, key.Item2) == covers.Accounts.GetValueOrDefault(key), null, $"covers behind {key.Item1} {key.Item2}", head.Balance(key.Item1, key.Item2), covers.Accounts.GetValueOrDefault(key));
        var kept = exposures.ToDictionary(row => (row.Dimension, row.Key), row => (row.ReservedYuan, row.CoveredYuan, row.GovernmentYuan, row.Live));
        foreach (var key in kept.Keys.Union(covers.Exposures.Keys))
            Check(kept.GetValueOrDefault(key) == covers.Exposures.GetValueOrDefault(key), null, $"exposure by {key.Item1} {key.Item2}", covers.Exposures.GetValueOrDefault(key), kept.GetValueOrDefault(key));
        var used = uses.ToDictionary(row => (row.BankId, row.Year, row.ProductCode), row => row.UsedYuan);
        foreach (var key in used.Keys.Union(covers.Uses.Keys))
            Check(used.GetValueOrDefault(key) == covers.Uses.GetValueOrDefault(key), null, $"use of bank {key.Item1} {key.Item2} {key.Item3}", covers.Uses.GetValueOrDefault(key), used.GetValueOrDefault(key));
    }

    private void Check(bool holds, Entry? entry, string what, object expected, object found)
    {
        if (holds) return;
        FirstBroken ??= entry?.Number;
        if (Faults.Count < FaultsMax) Faults.Add(new(what, entry is null ? pool : $"{pool} entry {entry.Number}", $"{expected}", $"{found}"));
    }
}

/// <summary>What the covers of a pool add up to, in the ledger's own terms.</summary>
internal sealed class CoverAudit
{
    public Dictionary<(string Pot, AccountName Name), Yuan> Accounts { get; } = [];
    public Dictionary<(Dimension Dimension, string Key), (Yuan ReservedYuan, Yuan CoveredYuan, Yuan GovernmentYuan, int Live)> Exposures { get; } = [];
    public Dictionary<(Guid BankId, int Year, string ProductCode), Yuan> Uses { get; } = [];

    public void Read(Cover cover)
    {
        if (!cover.Holding.IsLive || cover.Terms is not { } terms) return;
        var government = Yuan.Zero;
        foreach (var (amount, ofGovernment, ofBank) in ((Yuan, AccountName, AccountName)[])[
            (cover.ReservedYuan, AccountName.ReservedGovernment, AccountName.ReservedBank), (cover.CoveredYuan, AccountName.CoveredGovernment, AccountName.CoveredBank)])
            foreach (var share in terms.Divide(amount))
            {
                Accounts[(share.Pot, ofGovernment)] = Accounts.GetValueOrDefault((share.Pot, ofGovernment)) + share.Government;
                Accounts[(share.Pot, ofBank)] = Accounts.GetValueOrDefault((share.Pot, ofBank)) + share.Bank;
                government += share.Government;
            }
        foreach (var (dimension, key, _) in Exposure.Of(cover.Subject))
        {
            var sum = Exposures.GetValueOrDefault((dimension, key));
            Exposures[(dimension, key)] = (sum.ReservedYuan + cover.ReservedYuan, sum.CoveredYuan + cover.CoveredYuan, sum.GovernmentYuan + government, sum.Live + 1);
        }
        foreach (var product in (string[])[BankUse.AllProducts, cover.ProductCode])
            Uses[(cover.BankId, terms.EnrolledOn.Year, product)] = Uses.GetValueOrDefault((cover.BankId, terms.EnrolledOn.Year, product)) + cover.ReservedYuan + cover.CoveredYuan;
    }
}
