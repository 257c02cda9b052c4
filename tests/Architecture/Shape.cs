using System.Text.RegularExpressions;
using Xunit;

namespace TalentFinance.Tests.Architecture;

public sealed partial class Shape
{
    public static TheoryData<string> Services => [.. Tree.Services];

    [Fact]
    public void The_top_level_is_what_the_user_was_promised()
    {
        string[] promised = ["contracts", "deploy", "gateway", "services", "tests"];
        var folders = Directory.EnumerateDirectories(Tree.Root).Select(folder => Path.GetFileName(folder)!).Where(name => !name.StartsWith('.')).Order();
        Assert.Equal(promised, folders);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void The_domain_is_pure(string service)
    {
        string[] impure =
        [
            "using Microsoft.", "using MassTransit", "using RabbitMQ", "using Npgsql", "using System.Net", "TalentFinance.Hosting", "Guid.NewGuid", "Guid.CreateVersion7",
            "DateTime.Now", "DateTime.UtcNow", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "TimeProvider", "ILogger", "Environment.", "Random.Shared", "File.", "Task<",
        ];
        var sources = Tree.Sources($"services/{service}/Domain").ToArray();
        Assert.NotEmpty(sources);
        var found = from source in sources from word in impure where source.Text.Contains(word, StringComparison.Ordinal) select $"{source.Path}: {word}";
        Assert.Empty(found);
    }

    [Fact]
    public void Services_know_each_other_only_through_contracts()
    {
        var found = from service in Tree.Services
                    from source in Tree.Sources($"services/{service}").Concat(Tree.Sources($"services/{service}", "*.csproj"))
                    from other in Tree.Services
                    where other != service && (source.Text.Contains($"using TalentFinance.{other};", StringComparison.Ordinal)
                        || source.Text.Contains($"using TalentFinance.{other}.", StringComparison.Ordinal) || source.Text.Contains($"../{other}/", StringComparison.Ordinal))
                    select $"{source.Path} uses {other}";
        Assert.Empty(found);
    }

    [Fact]
    public void Contracts_depend_on_nothing()
    {
        var project = File.ReadAllText(Path.Combine(Tree.Root, "contracts/Contracts.csproj"));
        Assert.DoesNotContain("PackageReference", project, StringComparison.Ordinal);
        Assert.DoesNotContain("ProjectReference", project, StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_one_database_understands_stands_in_Hosting()
    {
        string[] words = ["Npgsql", "SqlClient", "FromSqlRaw", "ExecuteSqlRaw", "SqlQueryRaw", "ON CONFLICT", "SKIP LOCKED", "IsSqlServer", "IsNpgsql"];
        var found = from source in Tree.Services.SelectMany(service => Tree.Sources($"services/{service}")).Concat(Tree.Sources("gateway"))
                    where !source.Path.Contains("/Migrations/", StringComparison.Ordinal)
                    from word in words
                    where source.Text.Contains(word, StringComparison.Ordinal)
                    select $"{source.Path}: {word}";
        Assert.Empty(found);
    }

    [Fact]
    public void Every_endpoint_says_who_may_call_it()
    {
        var silent = from source in Tree.Services.SelectMany(service => Tree.Sources($"services/{service}")).Concat(Tree.Sources("gateway"))
                     from Match mapped in Mapping().Matches(source.Text)
                     where !mapped.Value.Contains(".Allow", StringComparison.Ordinal)
                     select $"{source.Path}: {mapped.Value.Split('\n')[0]}";
        Assert.Empty(silent);
    }

    [Fact]
    public void A_use_case_fits_on_a_screen_or_two()
    {
        var found = from service in Tree.Services
                    from source in Tree.Sources($"services/{service}")
                    where !source.Path.Contains("/Migrations/", StringComparison.Ordinal)
                    let lines = source.Text.Count(character => character == '\n')
                    where lines > 250
                    select $"{source.Path}: {lines} lines";
        Assert.Empty(found);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Both_databases_have_the_same_migrations(string service)
    {
        string[] Names(string provider) => [.. Directory.EnumerateFiles(Path.Combine(Tree.Root, "services", service, "Migrations", provider), "*_*.cs")
            .Select(file => Path.GetFileName(file)!).Where(name => !name.Contains("Designer", StringComparison.Ordinal)).Select(name => name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..]).Order()];
        Assert.NotEmpty(Names("PostgreSql"));
        Assert.Equal(Names("PostgreSql"), Names("SqlServer"));
    }

    [Fact]
    public void Nothing_is_left_for_later()
    {
        var found = from folder in (string[])["contracts", "services", "gateway", "tests", "deploy"]
                    from source in Tree.Sources(folder)
                    where !source.Path.EndsWith("Architecture/Shape.cs", StringComparison.Ordinal)
                    from Match match in Later().Matches(source.Text)
                    select $"{source.Path}: {match.Value}";
        Assert.Empty(found);
    }

    [GeneratedRegex(@"\.Map(Get|Post|Put|Delete|Patch)\([^;]*;")]
    private static partial Regex Mapping();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b|Thread\.Sleep")]
    private static partial Regex Later();
}
