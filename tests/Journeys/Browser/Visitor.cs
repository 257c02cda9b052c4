using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TalentFinance.Tests.Harness;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace TalentFinance.Tests.Journeys.Browser;

/// <summary>Somebody at a browser, in the words that the page shows.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private static readonly AxeRunOptions Wcag21 = new() { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] } };
    private readonly ConcurrentQueue<string> faults = new();
    private readonly ConcurrentQueue<IResponse> answers = new();
    private readonly IBrowserContext context;

    public Visitor(Chrome chrome, IBrowserContext context, IPage page)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(page);
        (Chrome, this.context, Page) = (chrome, context, page);
        page.Response += (_, response) =>
        {
            if (new Uri(response.Url) is { AbsolutePath: var path } && path.StartsWith("/api/", StringComparison.Ordinal) && !path.EndsWith("/live", StringComparison.Ordinal)) answers.Enqueue(response);
        };
        page.PageError += (_, error) => faults.Enqueue($"{page.Url}: {error}");
    }

    public Chrome Chrome { get; }
    public IPage Page { get; }
    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public Task Goes(string path) => Page.GotoAsync(path);

    /// <summary>Signs in beside the page: for stories in which signing in is not what is told.</summary>
    public async Task HasSession(string userName)
    {
        var answer = await context.APIRequest.PostAsync("/api/registry/session", new() { DataObject = new { userName, password = World.Password } });
        Assert.True(answer.Ok, $"{userName} cannot sign in: {await answer.TextAsync()}");
        await Page.EvaluateAsync("name => localStorage.userName = name", userName);
    }

    /// <summary>Types user name and password into the form that is there.</summary>
    public async Task SignsIn(string userName, string password = World.Password)
    {
        await Types("用户名", userName);
        await Types("密码", password);
        await Presses("登录");
    }

    /// <summary>Types into the field with this label, over what was there.</summary>
    public Task Types(string label, string text) => Field(label).FillAsync(text);

    /// <summary>A day is typed into the picker and confirmed, as with the keyboard.</summary>
    public async Task TypesDay(string label, string day)
    {
        await Types(label, day);
        await Field(label).PressAsync("Enter");
    }

    /// <summary>The registration form of a firm that rents in this district.</summary>
    public async Task FillsRegistration(string name, string creditCode, string userName)
    {
        await Types("企业名称", name);
        await Types("统一社会信用代码", creditCode);
        await Types("所属区行政区划代码", World.District);
        await TypesDay("成立日期", "2019-03-01");
        await Types("行业代码", "C3940");
        await Types("产业链", World.Chain);
        await Types("园区", "崂山科技园");
        await Types("近一年营业收入", "3200");
        await Types("资产总额", "2100");
        await Types("员工人数", "45");
        await Types("剩余租期（月）", "36");
        await Types("姓名", "财务 王芳");
        await Types("用户名", userName);
        await Types("密码", World.Password);
        await Types("再次输入密码", World.Password);
    }

    public ILocator Field(string label) => Page.GetByLabel(label, new() { Exact = true });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public Task Presses(string button) => Button(button).ClickAsync();

    public Task Follows(string link) => Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();

    /// <summary>Opens a list and picks from it, by what the field and the choice are called.</summary>
    public async Task Picks(string label, string choice)
    {
        await Field(label).ClickAsync();
        await Page.Locator(".ant-select-dropdown:visible .ant-select-item-option").Filter(new() { HasText = choice }).First.ClickAsync();
    }

    /// <summary>Presses what decides about the only row, and says yes when asked again.</summary>
    public async Task Decides(string button)
    {
        await Presses(button);
        await Page.Locator(".ant-popconfirm:visible, .ant-popover:visible, .ant-modal:visible").GetByRole(AriaRole.Button, new() { Name = "确定", Exact = true }).ClickAsync();
        await Expect(Button(button)).ToHaveCountAsync(0);
    }

    /// <summary>Opens a page and waits until it shows what is expected, keeping everything that the services answered.</summary>
    public async Task LooksAt(string path, string? until = null)
    {
        // What the page before still asked for can not be read any more.
        await Goes("/icon.svg");
        answers.Clear();
        await Goes(path);
        await Settles();
        if (until is not null) await Sees(until);
        foreach (var answer in answers)
            if (answer.Ok) Received += await answer.TextAsync() + "\n";
        answers.Clear();
    }

    /// <summary>Everything that the services answered to the pages looked at.</summary>
    public string Received { get; private set; } = "";

    /// <summary>From here on the page is to follow what happens by itself.</summary>
    public Task IsNotReloaded() => Page.EvaluateAsync("() => { window.sameAsBefore = true; }");

    public async Task WasNotReloaded() => Assert.True(await Page.EvaluateAsync<bool>("() => window.sameAsBefore === true"), "the page was loaded again");

    public Task Sees(string text) => Expect(Page.GetByText(text).First).ToBeVisibleAsync();

    public Task IsAt(string title) => Expect(Heading).ToHaveTextAsync(title);

    public Task Holds(string label, string value) => Expect(Field(label)).ToHaveValueAsync(value);

    /// <summary>The session ends at the server's side: what the browser still shows knows nothing of it.</summary>
    public Task SessionExpires() => context.ClearCookiesAsync();

    public Task LosesTheLine() => context.SetOfflineAsync(true);

    public Task HasTheLineAgain() => context.SetOfflineAsync(false);

    /// <summary>What was asked for has arrived and is drawn: no request is under way and nothing says that it waits.</summary>
    public async Task Settles()
    {
        await Expect(Page.Locator("#root > *").First).ToBeVisibleAsync();
        await Expect(Page.Locator("h1").First).ToBeVisibleAsync();
        await Expect(Page.Locator(".ant-spin-spinning, .ant-skeleton-active, .ant-btn-loading")).ToHaveCountAsync(0);
        await Page.EvaluateAsync("() => Promise.all(document.getAnimations().map(one => one.finished.catch(() => undefined)))");
    }

    /// <summary>Switches language and appearance where they are not as wanted.</summary>
    public async Task Turns(string language, bool dark)
    {
        var html = Page.Locator("html");
        if (await html.GetAttributeAsync("lang") != (language == "en" ? "en" : "zh-CN")) await Button(language == "en" ? "English" : "中文").ClickAsync();
        await Expect(html).ToHaveAttributeAsync("lang", language == "en" ? "en" : "zh-CN");
        var turn = Page.Locator(dark ? ".frame-head .anticon-moon" : ".frame-head .anticon-sun");
        if (await turn.CountAsync() > 0) await turn.ClickAsync();
        await Expect(turn).ToHaveCountAsync(0);
        await Settles();
    }

    /// <summary>Signs out by the menu under one's own name.</summary>
    public async Task SignsOut()
    {
        await Page.Locator(".frame-head .ant-dropdown-trigger").ClickAsync();
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = "退出登录" }).ClickAsync();
    }

    /// <summary>Buttons, labels, navigation and column heads that are not in English on an English page; names of firms and banks are what they are.</summary>
    public Task<string[]> ChineseControls() => Page.EvaluateAsync<string[]>("""
        () => [...document.querySelectorAll('nav a, th, label, button, [role=tab], [placeholder]')]
            .filter(one => !one.closest('[lang=zh-CN]:not(html)') && one.getAttribute('aria-haspopup') !== 'menu' && !one.closest('.ant-dropdown-trigger'))
            // What is said to be Chinese, as a bank's name inside of a button, is not a text of the page.
            .flatMap(one => [[...one.querySelectorAll('[lang=zh-CN]')].reduce((text, name) => text.replace(name.innerText, ''), one.innerText ?? ''), one.getAttribute('placeholder') ?? ''])
            .filter(text => /[\u4e00-\u9fff]/.test(text))
        """);

    /// <summary>What axe finds against WCAG 2.1 AA.</summary>
    public async Task<string[]> Barriers()
    {
        var found = await Page.RunAxe(Wcag21);
        Assert.NotEmpty(found.Passes);
        return [.. found.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Target} {node.Html}"))];
    }

    /// <summary>What makes the page wider than the window; nothing where it fits.</summary>
    public Task<string> Sideways() => Page.EvaluateAsync<string>("""
        () => {
            const wide = document.documentElement;
            if (wide.scrollWidth <= wide.clientWidth) return '';
            const most = [...document.body.querySelectorAll('*')].filter(one => one.getBoundingClientRect().right > wide.clientWidth).slice(-3);
            return `${wide.scrollWidth} of ${wide.clientWidth} px: ${most.map(one => one.outerHTML.slice(0, 100)).join(' | ')}`;
        }
        """);

    /// <summary>A picture of the page for the repository.</summary>
    public async Task IsPictured(string name)
    {
        var folder = Path.Combine(Build.Root, "gateway", "portal", "screenshots");
        Directory.CreateDirectory(folder);
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
    }

    public IReadOnlyCollection<string> Faults => faults;

    /// <summary>No page threw: a bug that shows nothing is one all the same.</summary>
    public void SawNoFaults() => Assert.Empty(faults);

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
