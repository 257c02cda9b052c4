using System.Runtime.CompilerServices;

namespace TalentFinance.Tests.Architecture;

/// <summary>The project's sources, as text.</summary>
internal static class Tree
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<(string Path, string Text)> Sources(string folder, string pattern = "*.cs") =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
        where !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/node_modules/", StringComparison.Ordinal)
        orderby path
        select (path, File.ReadAllText(file));

    public static IEnumerable<string> Services => Directory.EnumerateDirectories(Path.Combine(Root, "services")).Select(folder => Path.GetFileName(folder)!)
        .Where(name => name != "Hosting" && !name.Contains('.', StringComparison.Ordinal)).Order();

    /// <summary>The folder of the test source itself, where approved snapshots lie.</summary>
    public static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "TalentFinance.sln"))) return folder.FullName;
        throw new InvalidOperationException("the tests run outside of the project's tree");
    }
}
