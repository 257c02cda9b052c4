using Microsoft.Playwright;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Journeys.Browser;

/// <summary>
/// The stories that are told in a browser: one headless Chromium for all of them, on the same system as the other journeys. They need apt's
/// chromium and fonts-noto-cjk, which deploy/test.sh installs.
/// </summary>
[CollectionDefinition(Name)]
public sealed class InTheBrowser : ICollectionFixture<Chrome>
{
    public const string Name = "in the browser";
}

/// <summary>The distribution's Chromium. Every visitor has a context of its own: cookies, storage, language.</summary>
public sealed class Chrome(World world) : IAsyncLifetime
{
    /// <summary>What a page may take until it shows what is waited for, on a busy machine.</summary>
    public const float PatienceMs = 60_000;

    private IPlaywright driver = null!;
    private IBrowser browser = null!;

    public World World => world;

    public async ValueTask InitializeAsync()
    {
        Assert.True(File.Exists(Path.Combine(Build.Root, "gateway", "wwwroot", "index.html")), "the web app is not built: deploy/test.sh does it, or npm run build in gateway/portal");
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        driver = await Playwright.CreateAsync();
        browser = await driver.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("TALENTFINANCE_TEST_CHROMIUM") ?? "/usr/bin/chromium",
            // Root, as in a container, has no sandbox; and nothing is to be asked of the internet.
            Args = ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
        });
    }

    /// <summary>Somebody opens a browser: in Chinese and light unless told otherwise.</summary>
    public async Task<Visitor> Opens(string path = "/", string language = "zh", bool dark = false, bool phone = false)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = world.Gateway.Address.ToString(),
            ViewportSize = phone ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 800 },
            Locale = language == "en" ? "en-GB" : "zh-CN",
            TimezoneId = "Asia/Shanghai",
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(PatienceMs);
        // As if chosen at an earlier visit; a later choice stays.
        await context.AddInitScriptAsync($"localStorage.language ??= '{language}'");
        var visitor = new Visitor(this, context, await context.NewPageAsync());
        await visitor.Goes(path);
        return visitor;
    }

    /// <summary>Somebody who has signed in already.</summary>
    public async Task<Visitor> As(string userName, string path, string language = "zh", bool dark = false, bool phone = false)
    {
        var visitor = await Opens("/icon.svg", language, dark, phone);
        await visitor.HasSession(userName);
        await visitor.Goes(path);
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        driver.Dispose();
    }
}
