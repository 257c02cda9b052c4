using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TalentFinance.Contracts;

namespace TalentFinance.RiskPool.Domain;

/// <summary>
/// The chart of accounts of one purse. Debits are positive, credits negative. Cash and funding are money; the others are a
/// memorandum of what the purse stands for, in principal, divided into government's and the bank's own share, with
/// commitments as their counter-account. Compensation, recovery and claims payable join at the end when they come.
/// </summary>
internal enum AccountName { Cash, Funding, ReservedGovernment, ReservedBank, CoveredGovernment, CoveredBank, Commitments }

internal enum AccountKind { Asset, Liability, Equity, Income, Expense, Memorandum }

internal enum EntryKind { Fund, Reserve, Confirm, Release, Reverse }

internal static class Chart
{
    public static AccountKind KindOf(AccountName name) => name switch
    {
        AccountName.Cash => AccountKind.Asset,
        AccountName.Funding => AccountKind.Equity,
        _ => AccountKind.Memorandum,
    };

    /// <summary>The only sign that a balance may have: nobody can spend, confirm or release what is not there.</summary>
    public static bool Allows(AccountName name, Yuan balance) =>
        name is AccountName.Funding or AccountName.Commitments ? balance <= Yuan.Zero : balance >= Yuan.Zero;
}

/// <summary>One account's kept balance; the entries are the truth, this is their sum.</summary>
internal sealed class Account
{
    private Account() { }

    public Account(string poolCode, string pot, AccountName name) => (PoolCode, Pot, Name) = (poolCode, pot, name);

    public string PoolCode { get; private set; } = "";
    public string Pot { get; private set; } = "";
    public AccountName Name { get; private set; }
    public Yuan BalanceYuan { get; private set; }

    public Yuan Add(Yuan amount)
    {
        var balance = BalanceYuan + amount;
        if (!Chart.Allows(Name, balance)) throw new InvalidOperationException($"{PoolCode} {Pot} {Name} would stand at {balance}");
        return BalanceYuan = balance;
    }
}

/// <summary>What caused an entry; the same cause never makes a second one.</summary>
internal readonly record struct Cause(string Type, Guid Id);

internal readonly record struct Line(string Pot, AccountName Account, Yuan AmountYuan);

/// <summary>One line of an entry, with the account's balance after it, so that a balance of any time is one look-up.</summary>
internal sealed class Posting
{
    private Posting() { }

    public Posting(string poolCode, long number, int line, Line value, Yuan balanceAfterYuan) =>
        (PoolCode, Number, LineNumber, Pot, Account, AmountYuan, BalanceAfterYuan) = (poolCode, number, line, value.Pot, value.Account, value.AmountYuan, balanceAfterYuan);

    public string PoolCode { get; private set; } = "";
    public long Number { get; private set; }
    public int LineNumber { get; private set; }
    public string Pot { get; private set; } = "";
    public AccountName Account { get; private set; }
    public Yuan AmountYuan { get; private set; }
    public Yuan BalanceAfterYuan { get; private set; }
}

/// <summary>
/// An entry of the ledger: never changed, never removed; a correction is another entry that reverses it. Sealed into a
/// chain: <c>Hash = SHA-256(Canonical)</c> in lower-case hex, and Canonical holds the hash of the entry before.
/// </summary>
internal sealed class Entry
{
    public static readonly string Genesis = new('0', 64);

    private Entry() { }

    public Entry(string poolCode, long number, string previousHash, EntryKind kind, Cause cause, Guid subjectId, DateOnly valueOn, DateTimeOffset at, long? reverses, List<Posting> postings)
    {
        (PoolCode, Number, PreviousHash, Kind, CauseType, CauseId, SubjectId, ValueOn, At, Reverses, Postings) =
            (poolCode, number, previousHash, kind, cause.Type, cause.Id, subjectId, valueOn, at, reverses, postings);
        Hash = ComputeHash();
    }

    public string PoolCode { get; private set; } = "";
    public long Number { get; private set; }
    public EntryKind Kind { get; private set; }
    public string CauseType { get; private set; } = "";
    public Guid CauseId { get; private set; }
    /// <summary>The cover or the funding that it is about.</summary>
    public Guid SubjectId { get; private set; }
    /// <summary>The business date; <see cref="At"/> is when it was recorded.</summary>
    public DateOnly ValueOn { get; private set; }
    public DateTimeOffset At { get; private set; }
    public long? Reverses { get; private set; }
    public string PreviousHash { get; private set; } = "";
    public string Hash { get; private set; } = "";
    public List<Posting> Postings { get; private set; } = [];

    /// <summary>An instant as it is hashed and exported.</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    public string ComputeHash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical())));

    /// <summary>
    /// What is hashed, UTF-8, each line ended by one line feed. Fixed for ever: another form would get another first line.
    /// <code>
    /// TF-LEDGER-1
    /// pool number previous-hash
    /// kind cause-type cause-id subject-id reverses|-
    /// value-date at
    /// pot account amount            (one line for each posting, in order; 2 decimals, account in the export's spelling)
    /// </code>
    /// Ids are lower-case with hyphens, dates yyyy-MM-dd, instants UTC with six decimals and Z.
    /// </summary>
    public string Canonical()
    {
        var culture = CultureInfo.InvariantCulture;
        var text = new StringBuilder(512).Append("TF-LEDGER-1\n");
        text.Append(culture, $"{PoolCode} {Number} {PreviousHash}\n");
        text.Append(culture, $"{Kind} {CauseType} {CauseId:D} {SubjectId:D} {(Reverses is { } number ? number.ToString(culture) : "-")}\n");
        text.Append(culture, $"{ValueOn:yyyy-MM-dd} {Instant(At)}\n");
        foreach (var posting in Postings) text.Append(culture, $"{posting.Pot} {posting.Account} {posting.AmountYuan}\n");
        return text.ToString();
    }
}
