using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace TalentFinance.Tests.Journeys.Browser;

/// <summary>What goes wrong around somebody who is writing an application costs nothing of what was written.</summary>
[Collection(InTheBrowser.Name)]
public sealed class HalfwayThroughAnApplication(Chrome chrome)
{
    private const string Purpose = "第二代水下机器人控制系统的样机试制";

    [Fact]
    public async Task The_session_expires_and_it_is_sent_after_signing_in_again()
    {
        var firm = await chrome.World.FirmWithTalent("青岛不失科技有限公司");
        await using var person = await chrome.As(firm.Contact.UserName, "/startup/applications/new");
        await Writes(person);
        await person.SessionExpires();
        await person.Presses("保存草稿");
        var dialog = person.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByText("登录已过期")).ToBeVisibleAsync();
        await Expect(dialog.GetByLabel("用户名", new() { Exact = true })).ToHaveValueAsync(firm.Contact.UserName);
        await dialog.GetByLabel("密码", new() { Exact = true }).FillAsync(World.Password);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await Expect(person.Page).ToHaveURLAsync(new Regex("/startup/applications/[0-9a-f-]{36}/edit$"));
        await person.Holds("用途说明", Purpose);
        var kept = (await firm.Sees(Guid.Parse(person.Page.Url[^41..^5])))["application"]!;
        Assert.Equal((Purpose, 1_234_500m), (World.Text(kept, "purpose"), World.Yuan(kept, "amountYuan")));
        person.SawNoFaults();
    }

    [Fact]
    public async Task The_line_is_lost_and_even_a_closed_tab_loses_nothing()
    {
        var firm = await chrome.World.FirmWithTalent("青岛断线科技有限公司");
        await using var person = await chrome.As(firm.Contact.UserName, "/startup/applications/new");
        await Writes(person);
        await person.LosesTheLine();
        await person.Sees("网络已断开");
        await person.Presses("保存草稿");
        await person.Sees("无法连接到服务");
        await person.Holds("用途说明", Purpose);
        await person.HasTheLineAgain();
        await person.Goes("/startup/applications/new");
        await person.Holds("用途说明", Purpose);
        await person.Holds("期限（月）", "12");
        await person.Presses("保存草稿");
        await Expect(person.Page).ToHaveURLAsync(new Regex("/startup/applications/[0-9a-f-]{36}/edit$"));
        // Once, however often it was pressed.
        Assert.Equal(Purpose, World.Text(Assert.Single(World.Items(await firm.Contact.Get("/api/loan/applications"))), "purpose"));
        person.SawNoFaults();
    }

    [Fact]
    public async Task The_password_is_changed_elsewhere_and_the_page_asks_by_itself()
    {
        const string another = "another correct horse";
        var firm = await chrome.World.FirmWithTalent("青岛换钥科技有限公司");
        await using var person = await chrome.As(firm.Contact.UserName, "/startup/applications/new");
        await Writes(person);
        // On another device, which ends the sessions everywhere. Nobody presses anything here.
        _ = (await firm.Contact.Put("/api/registry/session/password", new { currentPassword = World.Password, newPassword = another })).Ok;
        var dialog = person.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByText("登录已过期")).ToBeVisibleAsync();
        await dialog.GetByLabel("密码", new() { Exact = true }).FillAsync(another);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        await person.Holds("用途说明", Purpose);
        await person.Holds("期限（月）", "12");
        await person.Presses("保存草稿");
        await Expect(person.Page).ToHaveURLAsync(new Regex("/startup/applications/[0-9a-f-]{36}/edit$"));
        person.SawNoFaults();
    }

    private static async Task Writes(Visitor person)
    {
        await person.Picks("产品", "人才贷");
        await person.Types("申请金额", "123.45");
        await person.Types("期限（月）", "12");
        await person.Picks("资金用途", "研发");
        await person.Types("用途说明", Purpose);
    }
}
