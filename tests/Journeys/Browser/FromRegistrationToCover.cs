using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TalentFinance.Tests.Harness;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace TalentFinance.Tests.Journeys.Browser;

/// <summary>The main line as its people see it: on their screens, each with a browser of their own, none of which is reloaded to see what the others did.</summary>
[Collection(InTheBrowser.Name)]
public sealed class FromRegistrationToCover(Chrome chrome)
{
    private const decimal Wan = 10_000m;
    private const decimal Asked = 180 * Wan;
    private readonly World world = chrome.World;

    [Fact]
    public async Task A_startup_gets_a_covered_loan_and_the_district_sees_it()
    {
        // The firm registers and signs in.
        const string name = "青岛屏幕智造有限公司";
        var code = World.NewCode();
        var userName = "screen" + code[8..17];
        await using var firm = await chrome.Opens("/register");
        await firm.FillsRegistration(name, code, userName);
        await firm.Presses("注册");
        await firm.Sees("注册成功");
        await firm.Page.GetByRole(AriaRole.Link, new() { Name = "登录" }).ClickAsync();
        await firm.SignsIn(userName);
        await firm.Sees(name);
        var contact = await world.SignsIn(userName);
        var registered = new Firm(world, World.Id((await contact.Get("/api/registry/session")).Ok, "organisationId"), code, contact);

        // Two people of the district accredit its talent, each on a screen of their own.
        var talent = await registered.ProposesTalent();
        await using var first = await chrome.As("district.officer", $"/district/talents?firmId={registered.Id}");
        await first.Decides("初审通过");
        await using var second = await chrome.As("district.approver", $"/district/talents?firmId={registered.Id}");
        await second.Decides("复核通过");
        await Eventually.Becomes(async () => World.Text((await contact.Get($"/api/registry/talents/{talent}")).Ok, "state"), state => state == "InForce", "the talent is accredited");
        await registered.IsEligible();

        // It applies, to two banks whose people answer.
        await firm.Goes("/startup/applications/new");
        await firm.Picks("产品", await ProductName());
        await firm.Types("申请金额", "180");
        await firm.Types("期限（月）", "12");
        await firm.Picks("资金用途", "研发");
        await firm.Types("用途说明", "新一代控制器的研发投入");
        await firm.Page.GetByText("指定银行").ClickAsync();
        await firm.Picks("选择银行", world.Harbour.Name);
        await firm.Picks("选择银行", world.Hill.Name);
        await firm.Page.Keyboard.PressAsync("Escape");
        await firm.Presses("提交申请");
        await firm.Presses("确定");
        await Expect(firm.Page).ToHaveURLAsync(new Regex("/startup/applications/[0-9a-f-]{36}$"));
        var application = Guid.Parse(firm.Page.Url[^36..]);

        // Both banks offer; the firm's page shows it by itself.
        await firm.IsNotReloaded();
        _ = await world.Harbour.OffersAtOnce(application, Asked, spreadBp: 12);
        _ = await world.Hill.OffersAtOnce(application, Asked, spreadBp: 45);
        var harbour = firm.Button($"接受此报价 · {world.Harbour.Name}");
        await Expect(harbour).ToBeVisibleAsync();
        await Expect(firm.Button($"接受此报价 · {world.Hill.Name}")).ToBeVisibleAsync();

        // The district's cockpit is open all the time.
        await using var district = await chrome.As("district.auditor", "/district");
        var before = (await world.PositionOf(World.CityPot)).CoveredYuan;
        var covered = district.Page.Locator(".figures > div").Filter(new() { HasTextRegex = new("^担保中") }).Locator(".number").First;
        await Expect(covered).ToHaveTextAsync(InWan(before));
        await district.Sees("实时");
        await district.IsNotReloaded();

        // It accepts, knowing what; the bank signs and pays out.
        await harbour.ClickAsync();
        var accept = firm.Page.GetByRole(AriaRole.Dialog);
        await Expect(accept.GetByRole(AriaRole.Button, new() { Name = "接受此报价" })).ToBeDisabledAsync();
        await accept.GetByRole(AriaRole.Checkbox).CheckAsync();
        await accept.GetByRole(AriaRole.Button, new() { Name = "接受此报价" }).ClickAsync();
        await Expect(accept).ToBeHiddenAsync();
        var loan = await world.Harbour.Signs(application);
        Assert.Equal(HttpStatusCode.Created, (await world.Harbour.Officer.Post($"/api/loan/loans/{loan}/disbursements", new { amountYuan = Asked, disbursedOn = World.Today, final = true })).Status);

        // Nobody pressed anything: the district sees cover rise, and the firm its money.
        await Expect(covered).ToHaveTextAsync(InWan(before + Asked));
        await Expect(firm.Page.GetByText("已放款").First).ToBeVisibleAsync();
        await district.WasNotReloaded();
        await firm.WasNotReloaded();
        foreach (var visitor in (Visitor[])[firm, first, second, district]) visitor.SawNoFaults();
    }

    [Fact]
    public async Task A_bank_never_receives_anything_of_another_banks_offer()
    {
        var firm = await world.FirmWithTalent("青岛密封科技有限公司");
        var application = await firm.Applies(900_000m, world.Harbour, world.Hill);
        var offer = World.Id(await world.Harbour.OffersAtOnce(application, 876_543m, spreadBp: 33));

        await using var harbour = await chrome.As("harbour.officer", "/bank");
        await harbour.LooksAt($"/bank/invitations/{World.Id(await world.Harbour.InvitationTo(application))}", until: "87.65");
        Assert.Contains("876543", harbour.Received, StringComparison.Ordinal);

        await using var hill = await chrome.As("hill.officer", "/bank");
        await hill.LooksAt($"/bank/invitations/{World.Id(await world.Hill.InvitationTo(application))}", until: "青岛密封科技有限公司");
        Assert.Contains(application.ToString(), hill.Received, StringComparison.Ordinal);
        Assert.DoesNotContain("876543", hill.Received, StringComparison.Ordinal);
        Assert.DoesNotContain(offer.ToString(), hill.Received, StringComparison.Ordinal);
        // Nor when somebody sends the address of the other bank's page.
        await hill.LooksAt($"/bank/invitations/{World.Id(await world.Harbour.InvitationTo(application))}");
        Assert.DoesNotContain("876543", hill.Received, StringComparison.Ordinal);
        await Expect(hill.Page.GetByText("87.65")).ToHaveCountAsync(0);
        hill.SawNoFaults();
    }

    private async Task<string> ProductName() =>
        World.Items(await world.Nobody.Get("/api/loan/products")).Single(product => World.Text(product, "code") == "TALENT") is JsonNode product ? World.Text(product["policy"]!, "name") : "";

    private static Regex InWan(decimal yuan) => new("^" + Regex.Escape((yuan / Wan).ToString("#,##0.00", CultureInfo.InvariantCulture)) + "( 万元)?$");
}
