using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TalentFinance.Contracts;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace TalentFinance.Tests.Journeys.Browser;

/// <summary>
/// Every page that somebody can come to from the navigation, and one of each kind of page that its lists lead to: axe finds nothing against WCAG 2.1 AA,
/// no script fails, nothing has to be scrolled sideways, and English pages have no Chinese controls. Looked at in Chinese and light and in English
/// and dark: every text and every colour once; what another role has seen already, in the latter alone. With TALENTFINANCE_SCREENSHOTS set, pictures of the main ones go into gateway/portal/screenshots.
/// </summary>
[Collection(InTheBrowser.Name)]
public sealed partial class EveryPage(Chrome chrome)
{
    private const int PagesMax = 40;
    internal static readonly bool Pictures = Environment.GetEnvironmentVariable("TALENTFINANCE_SCREENSHOTS") is { Length: > 0 };
    private static readonly HashSet<string> Known = [];
    private static Task<Town>? town;
    private readonly World world = chrome.World;

    /// <summary>A page to look at: the name of its picture, if it is one of the main ones, and what opens a drawer over it.</summary>
    private sealed record Stop(string Path, string? Picture = null, Func<IPage, Task>? Opens = null, string? DrawerPicture = null);

    /// <summary>What there is to be seen: a draft, offers to choose from, an application that waits for the bank, loans that are paid and covered.</summary>
    private sealed record Town(Firm Firm, Guid Draft, Guid Offered, Guid Waiting);

    [Fact]
    public Task Outside() => Looks(null, new("/", "front"), new("/sign-in"), new("/register"), new("/enrol"), new("/nowhere"));

    [Fact]
    public async Task Of_a_startup()
    {
        var (firm, draft, offered, _) = await Built();
        await Looks(firm.Contact.UserName, new("/startup", "startup-home"), new("/startup/products", "startup-products"), new($"/startup/applications/{draft}/edit", "startup-apply"),
            new($"/startup/applications/{offered}", "startup-offers"), new("/password"), new("/bank"));
    }

    [Fact]
    public async Task Of_a_bank_officer()
    {
        var waiting = (await Built()).Waiting;
        await Looks("harbour.officer", new("/bank", "bank-work"), new($"/bank/invitations/{waiting}", "bank-application", OpensTheOffer, "bank-offer"), new("/bank/portfolio", "bank-portfolio"), new("/startup"));
    }

    [Fact]
    public async Task Of_a_bank_approver()
    {
        _ = await Built();
        await Looks("harbour.approver", new Stop("/bank"));
    }

    [Fact]
    public async Task Of_the_district()
    {
        _ = await Built();
        await Looks("district.officer", new("/district", "district-cockpit"), new("/district/ledger", "district-ledger"), new("/district/talents?state=All", "district-talents"));
    }

    [Fact]
    public async Task Of_the_administrator()
    {
        _ = await Built();
        await Looks("admin", new Stop("/district"));
    }

    private Task<Town> Built() => town ??= Build();

    private async Task<Town> Build()
    {
        var firm = await world.FirmWithTalent("青岛观澜智能科技有限公司");
        await GetsALoan(firm, 1_200_000m);
        if (Pictures)
            foreach (var (name, chain, park, talent, person, amountYuan) in ((string, string, string, TalentClass, string, decimal)[])[
                ("青岛深蓝机器人有限公司", "船舶海工", "崂山科技园", TalentClass.A, "陈立群", 1_800_000m), ("青岛海纳生物技术有限公司", "生物医药", "青岛蓝色硅谷", TalentClass.B, "林雪", 900_000m),
                ("青岛云帆软件有限公司", "人工智能", "崂山科技园", TalentClass.C, "赵一鸣", 600_000m), ("青岛光谷微电子有限公司", "集成电路", "青岛芯谷", TalentClass.B, "吴桐", 2_400_000m)])
            {
                var other = await world.FirmJoins(name, chain, park);
                _ = await other.Accredits(talent, person);
                await other.IsEligible();
                await GetsALoan(other, amountYuan);
                _ = await other.Applies(amountYuan / 2, world.Harbour, world.Hill);
            }
        var offered = await firm.Applies(2_500_000m, world.Hill, world.Harbour);
        _ = await world.Harbour.OffersAtOnce(offered, 2_000_000m);
        _ = await world.Hill.OffersAtOnce(offered, 2_500_000m, spreadBp: 45);
        var draft = World.Id((await firm.Contact.Post("/api/loan/applications", new { productCode = "TALENT", amountYuan = 1_500_000m, tenorMonths = 12, use = "RND", purpose = "第二代水下机器人控制系统的样机试制", mode = "Open", bankIds = Array.Empty<Guid>(), submit = false })).Ok);
        var waits = await (await world.FirmWithTalent("青岛远洋传感技术有限公司", TalentClass.B)).Applies(3_000_000m, world.Harbour);
        var waiting = World.Id(await world.Harbour.InvitationTo(waits));
        _ = (await world.Harbour.Officer.Post($"/api/loan/invitations/{waiting}/take")).Ok;
        _ = await (await world.FirmJoins("青岛新芽科技有限公司")).ProposesTalent(TalentClass.C, "周海洋");
        return new(firm, draft, offered, waiting);
    }

    private async Task GetsALoan(Firm firm, decimal amountYuan)
    {
        var application = await firm.Applies(amountYuan, world.Harbour);
        _ = await world.Harbour.OffersAtOnce(application, amountYuan);
        await firm.Accepts(await firm.OfferOf(application, world.Harbour));
        var loan = await world.Harbour.Signs(application);
        _ = (await world.Harbour.Officer.Post($"/api/loan/loans/{loan}/disbursements", new { amountYuan, disbursedOn = World.Today, final = true })).Ok;
        await firm.SeesState(application, "PaidOut");
    }

    /// <summary>Looks at these pages and at what they lead to.</summary>
    private async Task Looks(string? userName, params Stop[] from)
    {
        await using var visitor = userName is null ? await chrome.Opens() : await chrome.As(userName, "/");
        var faults = new StringBuilder();
        var kinds = new HashSet<string>(from.Select(stop => Kind(stop.Path)));
        var next = new Queue<Stop>(from);
        var seen = 0;
        while (next.TryDequeue(out var stop) && ++seen <= PagesMax)
        {
            await visitor.Goes(stop.Path);
            await visitor.Settles();
            foreach (var link in await visitor.Page.Locator("a[href^='/']").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))"))
                if (userName is not null && from.Any(root => IsBelow(link, root.Path)) && kinds.Add(Kind(link))) next.Enqueue(new(link));
            foreach (var (language, dark) in Known.Add(Kind(stop.Path)) || stop.Picture is not null ? ((string, bool)[])[("zh", false), ("en", true)] : [("en", true)])
            {
                await visitor.Turns(language, dark);
                faults.Append(await Sees(visitor, stop.Path, language));
                if (Pictures && stop.Picture is not null) await visitor.IsPictured($"{stop.Picture}-{language}");
                if (stop.Opens is null) continue;
                await stop.Opens(visitor.Page);
                await visitor.Settles();
                faults.Append(await Sees(visitor, stop.Path + " (drawer)", language));
                if (Pictures && stop.DrawerPicture is not null) await visitor.IsPictured($"{stop.DrawerPicture}-{language}");
                await visitor.Page.Keyboard.PressAsync("Escape");
                await Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
            }
        }
        Assert.True(seen <= PagesMax, "more pages than anybody wanted to look at");
        foreach (var fault in visitor.Faults) faults.Append(fault).Append('\n');
        Assert.True(faults.Length == 0, faults.ToString());
    }

    /// <summary>By its key, as an officer who stays at the keyboard; the schedule follows what is typed.</summary>
    private static async Task OpensTheOffer(IPage page)
    {
        await page.Keyboard.PressAsync("o");
        await page.Locator("#spreadBp").FillAsync("20");
        await Expect(page.GetByRole(AriaRole.Dialog).Locator(".chart svg")).ToBeVisibleAsync();
    }

    /// <summary>What is wrong with what is shown.</summary>
    private static async Task<string> Sees(Visitor visitor, string path, string language)
    {
        var faults = new StringBuilder();
        foreach (var barrier in await visitor.Barriers()) faults.Append($"{path} {language}: {barrier}\n");
        if (await visitor.Sideways() is { Length: > 0 } wide) faults.Append($"{path} {language}: scrolls sideways: {wide}\n");
        if (language == "en")
            foreach (var text in await visitor.ChineseControls()) faults.Append($"{path} en: Chinese text in a control: {text}\n");
        return faults.ToString();
    }

    private static bool IsBelow(string link, string root) => link == root || link.StartsWith(root + "/", StringComparison.Ordinal);

    /// <summary>Pages that differ by an id or a filter are of one kind.</summary>
    private static string Kind(string path) => Ids().Replace(path.Split('?')[0].TrimEnd('/'), "one");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Ids();
}
