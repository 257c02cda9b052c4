using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace TalentFinance.Tests.Journeys.Browser;

/// <summary>Where there is little room: a startup's people with a phone in hand, and what comes out of the printer.</summary>
[Collection(InTheBrowser.Name)]
public sealed class OnPaperAndOnThePhone(Chrome chrome)
{
    /// <summary>What is left of A4 between the margins, in CSS pixels.</summary>
    private const int PaperWidth = 673, PaperHeight = 1002;
    private readonly World world = chrome.World;

    [Fact]
    public async Task A_startup_does_everything_on_a_phone()
    {
        var firm = await world.FirmWithTalent("青岛掌中科技有限公司");
        var application = await firm.Applies(800_000m, world.Harbour, world.Hill);
        _ = await world.Harbour.OffersAtOnce(application, 800_000m);
        await using var phone = await chrome.As(firm.Contact.UserName, "/startup", phone: true);
        foreach (var path in (string[])["/startup", "/startup/products", "/startup/applications", "/startup/applications/new", $"/startup/applications/{application}", "/startup/firm", "/startup/loans"])
        {
            await phone.Goes(path);
            await phone.Settles();
            Assert.Equal((path, ""), (path, await phone.Sideways()));
            Assert.Equal((path, ""), (path, string.Join('\n', await phone.Barriers())));
        }
        // The navigation is behind a button, and leads on.
        await phone.Presses("打开导航");
        var drawer = phone.Page.GetByRole(AriaRole.Dialog);
        await drawer.GetByRole(AriaRole.Link, new() { Name = "我的申请", Exact = true }).ClickAsync();
        await Expect(drawer).ToBeHiddenAsync();
        await Expect(phone.Page).ToHaveURLAsync(new Regex("/startup/applications$"));
        phone.SawNoFaults();
    }

    [Fact]
    public async Task An_application_and_an_offer_print_as_clean_pages()
    {
        var firm = await world.FirmWithTalent("青岛纸上科技有限公司");
        var application = await firm.Applies(700_000m, world.Harbour, world.Hill);
        _ = await world.Harbour.OffersAtOnce(application, 654_300m);
        _ = await world.Hill.OffersAtOnce(application, 700_000m, spreadBp: 40);
        // From a dark screen, too.
        await using var person = await chrome.As(firm.Contact.UserName, $"/startup/applications/{application}", dark: true);
        await Prints(person, "65.43");
        await using var officer = await chrome.As("harbour.officer", $"/bank/invitations/{World.Id(await world.Harbour.InvitationTo(application))}", dark: true);
        await Prints(officer, "65.43");
    }

    /// <summary>Black on white, nothing to press, nothing of the frame, nothing cut off at the side.</summary>
    private static async Task Prints(Visitor visitor, string amount)
    {
        await visitor.Settles();
        await Expect(visitor.Page.Locator(".chart svg").First).ToBeVisibleAsync();
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await visitor.Page.SetViewportSizeAsync(PaperWidth, PaperHeight);
        await visitor.Sees(amount);
        await Expect(visitor.Heading).ToHaveCSSAsync("color", "rgb(0, 0, 0)");
        await Expect(visitor.Page.Locator(".frame-main .ant-tag").First).ToHaveCSSAsync("color", "rgb(0, 0, 0)");
        await Expect(visitor.Page.Locator("button:visible, input:visible, nav:visible, header:visible, aside[class*=sider]:visible, .ant-segmented:visible")).ToHaveCountAsync(0);
        if (EveryPage.Pictures) await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(Path.GetTempPath(), $"printed-{visitor.Page.Url.Split('/')[3]}.png"), FullPage = true });
        Assert.Equal("", await visitor.Sideways());
        Assert.Empty(await visitor.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('.frame-main *')].filter(one => one.scrollWidth > one.clientWidth + 1 && /auto|scroll|hidden/.test(getComputedStyle(one).overflowX) && one.clientWidth > 1)
                .map(one => `${one.scrollWidth} of ${one.clientWidth}: ${one.outerHTML.slice(0, 120)}`)
            """));
        Assert.Equal("rgb(255, 255, 255)", await visitor.Page.EvaluateAsync<string>("""
            () => { for (let one = document.querySelector('h1'); one; one = one.parentElement) { const c = getComputedStyle(one).backgroundColor; if (c !== 'rgba(0, 0, 0, 0)') return c; } return ''; }
            """));
        Assert.NotEmpty(await visitor.Page.PdfAsync(new() { Format = "A4" }));
        visitor.SawNoFaults();
    }
}
