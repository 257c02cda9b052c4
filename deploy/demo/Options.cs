using TalentFinance.Demo.Api;

namespace TalentFinance.Demo;

/// <summary>What deploy/run.sh says on the command line.</summary>
internal sealed record Options
{
    public required string Verb { get; init; }
    public string[] Files { get; init; } = [];
    public string Map { get; init; } = "none";
    public Uri Gateway { get; init; } = new("http://127.0.0.1:7400");
    public string StateFile { get; init; } = "demo.json";
    public string JournalFile { get; init; } = "demo-journal.tsv";
    public string AdministratorPasswordFile { get; init; } = "";
    public int[] BankPorts { get; init; } = [];
    public string BankSettings { get; init; } = ".";

    public static Options Parse(string[] args)
    {
        if (args.Length == 0) throw new DemoFailure("no verb");
        var options = new Options { Verb = args[0] };
        for (var i = 1; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                options = options with { Files = [.. options.Files, args[i]] };
                continue;
            }
            if (i + 1 == args.Length) throw new DemoFailure(args[i] + " needs a value");
            var value = args[++i];
            options = args[i - 1] switch
            {
                "--map" => options with { Map = value },
                "--gateway" => options with { Gateway = new Uri(value) },
                "--state" => options with { StateFile = value },
                "--journal" => options with { JournalFile = value },
                "--admin-password-file" => options with { AdministratorPasswordFile = value },
                "--bank-ports" => options with { BankPorts = [.. value.Split(',').Select(port => int.Parse(port, System.Globalization.CultureInfo.InvariantCulture))] },
                "--bank-settings" => options with { BankSettings = value },
                var other => throw new DemoFailure("unknown: " + other),
            };
        }
        return options;
    }
}
