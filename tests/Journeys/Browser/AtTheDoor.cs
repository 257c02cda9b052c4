using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace TalentFinance.Tests.Journeys.Browser;

/// <summary>Coming in: signing in, registering, language and appearance, and the doors that are closed.</summary>
[Collection(InTheBrowser.Name)]
public sealed class AtTheDoor(Chrome chrome)
{
    [Fact]
    public async Task Who_signs_in_comes_to_the_page_that_was_asked_for()
    {
        await using var officer = await chrome.Opens("/bank?from=mail");
        await officer.IsAt("登录");
        await officer.SignsIn("harbour.officer", "not the password");
        await officer.Sees("用户名或密码错误");
        await Expect(officer.Page).ToHaveURLAsync(new Regex("/sign-in"));
        await officer.SignsIn("harbour.officer");
        await Expect(officer.Page).ToHaveURLAsync(new Regex("/bank\\?from=mail$"));
        await officer.Sees("港湾银行");
        await officer.SignsOut();
        await officer.IsAt("一次申请，合作银行竞相授信");
        await officer.Goes("/bank");
        await officer.IsAt("登录");
        officer.SawNoFaults();
    }

    [Fact]
    public async Task Language_and_appearance_stay_as_chosen()
    {
        await using var visitor = await chrome.Opens();
        await visitor.IsAt("一次申请，合作银行竞相授信");
        await visitor.Presses("English");
        await Expect(visitor.Heading).ToHaveTextAsync(new Regex("^[\\x20-\\x7e]+$"));
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        var light = await InkOfTheTitle(visitor);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "dark" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "light" })).ToBeVisibleAsync();
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Heading).ToHaveTextAsync(new Regex("^[\\x20-\\x7e]+$"));
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "light" })).ToBeVisibleAsync();
        Assert.NotEqual(light, await InkOfTheTitle(visitor));

        static Task<string> InkOfTheTitle(Visitor visitor) => visitor.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('h1')).color");
    }

    [Fact]
    public async Task A_startup_registers_itself_and_nothing_it_typed_is_lost()
    {
        await using var firm = await chrome.Opens("/register");
        var code = World.NewCode();
        var userName = "browser" + code[8..17];
        await firm.FillsRegistration("青岛浏览科技有限公司", code, userName);

        // The line is gone when it sends. It is told so in words, and all of it is still there; sending again is enough.
        await firm.LosesTheLine();
        await firm.Sees("网络已断开");
        await firm.Presses("注册");
        await firm.Sees("无法连接到服务");
        await firm.Holds("企业名称", "青岛浏览科技有限公司");
        await firm.HasTheLineAgain();
        await firm.Presses("注册");
        await firm.Sees("注册成功");
        await firm.Page.GetByRole(AriaRole.Link, new() { Name = "登录" }).ClickAsync();
        await firm.Holds("用户名", userName);
        await firm.SignsIn(userName);
        await firm.Sees("青岛浏览科技有限公司");
        var registered = (await (await chrome.World.SignsIn(userName)).Get("/api/registry/session")).Ok;
        Assert.Equal(code, World.Text(registered, "creditCode"));
        firm.SawNoFaults();
    }

    [Fact]
    public async Task A_half_filled_registration_is_there_again_after_the_tab_was_closed()
    {
        await using var firm = await chrome.Opens("/register");
        await firm.Types("企业名称", "青岛半途科技有限公司");
        await firm.Types("统一社会信用代码", "91370212");
        await firm.Goes("/");
        await firm.Goes("/register");
        await firm.Holds("企业名称", "青岛半途科技有限公司");
        await firm.Holds("统一社会信用代码", "91370212");
        // What is wrong is said where it is wrong.
        await firm.Presses("注册");
        await Expect(firm.Page.Locator(".ant-form-item-explain-error").First).ToHaveTextAsync("必填");
        Assert.Equal("", await firm.Page.EvaluateAsync<string>("JSON.stringify(localStorage).match(/password/i)?.[0] ?? ''"));
    }

    [Theory]
    [InlineData("startup", "/bank", "/district")]
    [InlineData("harbour.officer", "/startup", "/district")]
    [InlineData("harbour.approver", "/startup", "/district")]
    [InlineData("district.officer", "/startup", "/bank")]
    [InlineData("district.approver", "/startup", "/bank")]
    [InlineData("district.auditor", "/startup", "/bank")]
    [InlineData("admin", "/startup", "/bank")]
    public async Task Each_role_is_told_which_pages_are_not_its_own(string who, params string[] closed)
    {
        if (who == "startup") who = (await chrome.World.FirmJoins("青岛门外科技有限公司")).Contact.UserName;
        await using var visitor = await chrome.As(who, "/");
        await Expect(visitor.Page.Locator("nav a").First).ToBeVisibleAsync();
        foreach (var path in closed)
        {
            await visitor.Goes(path);
            await visitor.IsAt("无权查看此页");
            await Expect(visitor.Page.Locator("nav a")).ToHaveCountAsync(0);
            await visitor.Follows("回到我的工作区");
            await Expect(visitor.Page.Locator("nav a").First).ToBeVisibleAsync();
        }
        visitor.SawNoFaults();
    }

    [Fact]
    public async Task A_session_that_expires_while_a_form_is_filled_costs_nothing()
    {
        var firm = await chrome.World.FirmJoins("青岛长思科技有限公司");
        var userName = firm.Contact.UserName;
        await using var person = await chrome.As(userName, "/password");
        await person.Types("当前密码", "not the password");
        await person.Types("新密码", "another correct horse");
        await person.Types("再次输入密码", "another correct horse");
        // A wrong password is no expired session.
        await person.Presses("修改");
        await person.Sees("用户名或密码错误");
        await person.Types("当前密码", World.Password);
        await person.SessionExpires();
        await person.Presses("修改");
        await person.Sees("登录已过期");
        var dialog = person.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByLabel("用户名", new() { Exact = true })).ToHaveValueAsync(userName);
        await dialog.GetByLabel("密码", new() { Exact = true }).FillAsync(World.Password);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        // What was sent is sent again, with what was typed: the password is another one.
        await person.Sees("密码已修改，请重新登录");
        await person.Presses("登录");
        await person.SignsIn(userName, "another correct horse");
        await person.Sees("青岛长思科技有限公司");
        person.SawNoFaults();
    }
}
