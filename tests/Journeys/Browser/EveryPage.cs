using System.Text;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Xunit;

namespace TalentFinance.Tests.Journeys.Browser;

/// <summary>
/// Every page that somebody can come to from the navigation, and one of each kind of page that its lists lead to: axe finds nothing against WCAG 2.1 AA,
/// in both languages and appearances, no script fails, and English pages have no Chinese controls. With TALENTFINANCE_SCREENSHOTS set, pictures
/// of them are written into gateway/portal/screenshots.
/// </summary>
[Collection(InTheBrowser.Name)]
public sealed partial class EveryPage(Chrome chrome)
{
    private const int PagesMax = 40;
    private static readonly bool Pictures = Environment.GetEnvironmentVariable("TALENTFINANCE_SCREENSHOTS") is { Length: > 0 };
    private static readonly AxeRunOptions Rules = new() { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] } };

    [Fact(Explicit = true)]
    public Task Outside() => Looks("outside", null, ["/", "/sign-in", "/register", "/enrol", "/nowhere"]);

    [Fact(Explicit = true)]
    public async Task Of_a_startup()
    {
        var firm = await chrome.World.FirmWithTalent("青岛观澜智能科技有限公司");
        var application = await firm.Applies(2_500_000m, chrome.World.Hill, chrome.World.Harbour);
        _ = await chrome.World.Harbour.OffersAtOnce(application, 2_000_000m);
        await Looks("startup", firm.Contact.UserName, ["/startup", "/password", "/bank"]);
    }

    [Fact(Explicit = true)]
    public Task Of_a_bank_officer() => Looks("bank-officer", "harbour.officer", ["/bank", "/startup"]);

    [Fact(Explicit = true)]
    public Task Of_a_bank_approver() => Looks("bank-approver", "harbour.approver", ["/bank"]);

    [Fact(Explicit = true)]
    public Task Of_the_district() => Looks("district", "district.officer", ["/district"]);

    [Fact(Explicit = true)]
    public Task Of_the_administrator() => Looks("administrator", "admin", ["/district"]);

    /// <summary>Looks at these pages and at what they lead to, each in both languages and appearances.</summary>
    private async Task Looks(string who, string? userName, string[] from)
    {
        await using var visitor = userName is null ? await chrome.Opens() : await chrome.As(userName, "/");
        var faults = new StringBuilder();
        var kinds = new HashSet<string>(from.Select(Kind));
        var next = new Queue<string>(from);
        var seen = 0;
        while (next.TryDequeue(out var path) && ++seen <= PagesMax)
        {
            await visitor.Goes(path);
            await visitor.Settles();
            foreach (var link in await visitor.Page.Locator("a[href^='/']").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))"))
                if (userName is not null && from.Any(root => IsBelow(link, root)) && kinds.Add(Kind(link))) next.Enqueue(link);
            foreach (var (language, dark) in ((string, bool)[])[("zh", false), ("en", true)])
            {
                await visitor.Turns(language, dark);
                var found = await visitor.Page.RunAxe(Rules);
                Assert.NotEmpty(found.Passes);
                foreach (var violation in found.Violations)
                    foreach (var node in violation.Nodes) faults.Append($"{path} {language} {(dark ? "dark" : "light")}: {violation.Id}: {node.Target} {node.Html}\n");
                if (language == "en")
                    foreach (var text in await visitor.ChineseControls()) faults.Append($"{path} en: Chinese text in a control: {text}\n");
                if (Pictures) await visitor.IsPictured($"{who}{Kind(path).Replace('/', '-').TrimEnd('-')}-{language}");
            }
        }
        Assert.True(seen <= PagesMax, "more pages than anybody wanted to look at");
        foreach (var fault in visitor.Faults) faults.Append(fault).Append('\n');
        Assert.True(faults.Length == 0, faults.ToString());
    }

    private static bool IsBelow(string link, string root) => link == root || link.StartsWith(root + "/", StringComparison.Ordinal);

    /// <summary>Pages that differ by an id or a filter are of one kind.</summary>
    private static string Kind(string path) => Ids().Replace(path.Split('?')[0].TrimEnd('/'), "one");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Ids();
}
