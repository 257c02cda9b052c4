using TalentFinance.Contracts;

namespace TalentFinance.RiskPool.Domain;

/// <summary>
/// A scheme's pool: its accounts and the head of its ledger. Whoever posts holds this row, so numbers have no gap and the
/// chain no fork, and balances are written once for many entries.
/// </summary>
internal sealed class Pool
{
    private Dictionary<(string Pot, AccountName Name), Account>? index;

    private Pool() { }

    public Pool(string code, string districtCode) => (Code, DistrictCode) = (code, districtCode);

    public string Code { get; private set; } = "";
    public string DistrictCode { get; private set; } = "";
    public long LastNumber { get; private set; }
    public string LastHash { get; private set; } = Entry.Genesis;
    public DateTimeOffset LastAt { get; private set; }
    public int CoverCount { get; private set; }
    public int Version { get; private set; }
    public List<Account> Accounts { get; private set; } = [];

    public Yuan Balance(string pot, AccountName name) => Index().TryGetValue((pot, name), out var account) ? account.BalanceYuan : Yuan.Zero;

    /// <summary>Principal that a purse stands for, reserved or covered.</summary>
    public Yuan Exposure(string pot) =>
        Balance(pot, AccountName.ReservedGovernment) + Balance(pot, AccountName.ReservedBank) + Balance(pot, AccountName.CoveredGovernment) + Balance(pot, AccountName.CoveredBank);

    public IEnumerable<string> Pots => Accounts.Select(account => account.Pot).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Seals one entry. The lines of each purse sum to zero, money and memorandum each for themselves.</summary>
    public Entry Post(EntryKind kind, Cause cause, Guid subjectId, DateOnly valueOn, DateTimeOffset now, IEnumerable<Line> lines, long? reverses = null)
    {
        var kept = lines.Where(line => line.AmountYuan != Yuan.Zero).ToList();
        if (kept.Count == 0) throw new InvalidOperationException("an entry without postings");
        foreach (var group in kept.GroupBy(line => (line.Pot, Memorandum: Chart.KindOf(line.Account) is AccountKind.Memorandum)))
            if (group.SumYuan(line => line.AmountYuan) != Yuan.Zero) throw new InvalidOperationException($"{kind} does not balance in {group.Key.Pot}");

        // Recorded time never runs backwards in the ledger, and has the precision that the databases keep.
        var at = new DateTimeOffset(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
        LastAt = at > LastAt ? at : LastAt;
        LastNumber++;
        var postings = new List<Posting>(kept.Count);
        foreach (var line in kept) postings.Add(new(Code, LastNumber, postings.Count, line, AccountOf(line.Pot, line.Account).Add(line.AmountYuan)));
        var entry = new Entry(Code, LastNumber, LastHash, kind, cause, subjectId, valueOn, LastAt, reverses, postings);
        LastHash = entry.Hash;
        Version++;
        return entry;
    }

    public Entry Fund(string pot, Yuan amount, Cause cause, Guid fundingId, DateOnly valueOn, DateTimeOffset now) =>
        Post(EntryKind.Fund, cause, fundingId, valueOn, now, [new(pot, AccountName.Cash, amount), new(pot, AccountName.Funding, -amount)]);

    public Entry Reverse(Entry wrong, Cause cause, DateOnly valueOn, DateTimeOffset now) =>
        Post(EntryKind.Reverse, cause, wrong.SubjectId, valueOn, now, wrong.Postings.Select(posting => new Line(posting.Pot, posting.Account, -posting.AmountYuan)), wrong.Number);

    public string NextCoverNumber(int year) => FormattableString.Invariant($"{Code}-{year}-{++CoverCount:D6}");

    private Account AccountOf(string pot, AccountName name)
    {
        if (Index().TryGetValue((pot, name), out var account)) return account;
        account = new(Code, pot, name);
        Accounts.Add(account);
        return Index()[(pot, name)] = account;
    }

    private Dictionary<(string, AccountName), Account> Index() => index ??= Accounts.ToDictionary(account => (account.Pot, account.Name));
}
