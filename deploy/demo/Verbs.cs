using System.Diagnostics;
using TalentFinance.Contracts;
using TalentFinance.Demo.Api;
using TalentFinance.Demo.Input;
using TalentFinance.Demo.Report;
using TalentFinance.Demo.Run;
using TalentFinance.Demo.Setup;

namespace TalentFinance.Demo;

/// <summary>The three things that deploy/run.sh asks for.</summary>
internal static class Verbs
{
    private const int BanksAtOnce = 8;

    /// <summary>Prepares the marketplace and writes the reference banks' settings.</summary>
    public static async Task<int> Setup(Options options, CancellationToken cancel)
    {
        var state = State.Load(options.StateFile);
        using var gateway = new Gateway(options.Gateway);
        using var people = new People(gateway, options.Gateway, state, Password(options));
        var marketplace = new Marketplace(gateway, people, state);
        await marketplace.Prepare(options.BankPorts, cancel);
        marketplace.WriteBankSettings(options.Gateway, options.BankSettings);
        return 0;
    }

    /// <summary>Where to go, and who can sign in.</summary>
    public static int Accounts(Options options)
    {
        var state = State.Load(options.StateFile);
        Console.WriteLine($"marketplace     {options.Gateway}");
        Console.WriteLine($"API documents   {new Uri(options.Gateway, "docs")}");
        Console.WriteLine();
        Console.WriteLine($"  {"account",-20}{"password",-40}who");
        Console.WriteLine($"  {"admin",-20}{Password(options),-40}administrator");
        foreach (var account in state.Accounts.Values) Console.WriteLine($"  {account.UserName,-20}{account.Password,-40}{account.Who}");
        return 0;
    }

    /// <summary>Feeds the file, prints the table, and answers 0 only if everything reconciles.</summary>
    public static async Task<int> Feed(Options options, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var state = State.Load(options.StateFile);
        using var gateway = new Gateway(options.Gateway);
        using var people = new People(gateway, options.Gateway, state, Password(options));
        using var journal = new Journal(options.JournalFile);

        var file = Read(options);
        Table.Bad(Console.Out, file.Bad);
        if (file.Rows.Count == 0) throw new DemoFailure("there is no application in the file");
        await PrepareFor(file, gateway, people, state, cancel);

        var books = new Books(gateway, people);
        var before = await books.Position(cancel);
        var moving = !Console.IsOutputRedirected;
        var feed = new Feed(gateway, people, state, journal, file, (name, total) => new Progress(Console.Out, name, total, moving));
        var results = await feed.Run(cancel);
        await books.Fill(results, cancel);
        var after = await books.Position(cancel);

        Check[] checks = [.. Reconciliation.Of(file.Rows, results, before, after), .. await books.Ledgers(cancel)];
        Table.Write(Console.Out, file, results, before, after, checks);
        var failed = checks.Count(check => !check.Holds);
        Console.WriteLine(failed == 0
            ? $"{file.Rows.Count} applications reconciled to the cent, {file.Bad.Count} bad rows reported, in {watch.Elapsed:hh\\:mm\\:ss}."
            : $"{failed} of {checks.Length} checks FAILED, after {watch.Elapsed:hh\\:mm\\:ss}.");
        return failed == 0 ? 0 : 1;
    }

    private static FileContent Read(Options options) => (options.Map, options.Files) switch
    {
        (_, []) => throw new DemoFailure("no file"),
        ("sba", var files) => Sba.Read(files),
        ("sme2020", [var folder]) when Directory.Exists(folder) => Sme2020.Read(folder, China.Today),
        ("sme2020", _) => throw new DemoFailure("--map sme2020 takes the folder with sme123_index.csv and sme302_index.csv"),
        (_, [var one]) => ApplicationFile.Read(one, China.Today),
        _ => throw new DemoFailure("one file at a time"),
    };

    /// <summary>Banks that only the file knows become partner banks, and a programme of its own gets its product, scheme and money.</summary>
    private static async Task PrepareFor(FileContent file, Gateway gateway, People people, State state, CancellationToken cancel)
    {
        var marketplace = new Marketplace(gateway, people, state);
        if (file.NeedsProduct == Sba.Product) await SbaProgramme.Prepare(gateway, people, marketplace, cancel);
        else if (file.Rows.Any(row => row.Script is not null)) await marketplace.Fund("DISTRICT", null, Yuan.Wan(3_000), "demo: top-up for the small firms of 2020", cancel);
        var missing = file.Rows.Where(row => row.Script is not null).SelectMany(row => row.Banks).Distinct().Where(name => state.Bank(name) is null).ToList();
        if (missing.Count == 0) return;
        try
        {
            using var bar = new Progress(Console.Out, "banks", missing.Count, !Console.IsOutputRedirected);
            await Parallel.ForEachAsync(missing, new ParallelOptions { MaxDegreeOfParallelism = BanksAtOnce, CancellationToken = cancel }, async (name, _) =>
            {
                await marketplace.Bank(name, [], cancel);
                bar.Step();
            });
        }
        finally { state.Save(); }
    }

    private static string Password(Options options) => File.ReadAllText(options.AdministratorPasswordFile).Trim();
}
