using System.Text;
using System.Text.Json;
using TalentFinance.Contracts;
using TalentFinance.Demo.Api;
using TalentFinance.Demo.Input;

namespace TalentFinance.Demo.Setup;

/// <summary>
/// Makes what applications need before the first one: the district's officers, the one-window service, partner banks with
/// appetites, and money in the pool. Every step looks first, so that it may run at each start.
/// </summary>
internal sealed class Marketplace(Gateway gateway, People people, State state)
{
    public const string Pool = "LS-TALENT";

    /// <summary>The two reference banks have systems of their own; the others are played by this tool, as a bank without a web address would work.</summary>
    public static readonly string[] ReferenceBanks = ["崂山创新银行", "海湾科创银行"];
    public static readonly string[] PlayedBanks = ["浮山村镇银行", "蓝谷商业银行", "石老人科技银行"];
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly string[] Products = ["TALENT", "HIGHTECH", "IP_PLEDGE"];

    public async Task Prepare(int[] referencePorts, CancellationToken cancel)
    {
        var session = (await gateway.Get<Session>("/api/registry/session", people.Administrator, cancel)).Need("the administrator's session");
        await Officer(session.OrganisationId, People.OfficerName, "区金融服务中心 经办", ["PoolOfficer"], cancel);
        await Officer(session.OrganisationId, People.ApproverName, "区金融服务中心 复核", ["PoolApprover"], cancel);
        await Officer(session.OrganisationId, People.AuditorName, "区审计", ["Auditor"], cancel);
        await OneWindowService(cancel);
        string[] banks = [.. ReferenceBanks, .. PlayedBanks];
        for (var i = 0; i < banks.Length; i++)
        {
            var bank = await Bank(banks[i], i < ReferenceBanks.Length ? [$"http://127.0.0.1:{referencePorts[i]}/bank{i + 1}"] : [], cancel);
            state.Save();
            await Officer(bank.BankId, $"bank{i + 1}.officer", banks[i] + " 客户经理", ["BankOfficer"], cancel);
            await Officer(bank.BankId, $"bank{i + 1}.approver", banks[i] + " 审批人", ["BankApprover"], cancel);
            await Appetite(banks[i], people.PersonOf($"bank{i + 1}.approver"), cancel);
        }
        await Fund("DISTRICT", null, Yuan.Wan(5_000), "演示：区级资金拨付", cancel);
        await Fund("CITY", China.Today.Year, Yuan.Wan(20_000), "演示：市级年度预算", cancel);
    }

    /// <summary>The settings files of the two reference banks' processes.</summary>
    public void WriteBankSettings(Uri address, string folder)
    {
        for (var i = 0; i < ReferenceBanks.Length; i++)
        {
            var bank = state.Bank(ReferenceBanks[i])!;
            var settings = new
            {
                Banks = new[]
                {
                    new
                    {
                        Name = $"bank{i + 1}", bank.BankId, bank.ClientId, bank.ClientSecret, bank.SigningKey, GatewayUrl = address,
                        // One lends more and asks more; the other is cheaper and smaller: so that offers differ.
                        Policy = i == 0
                            ? new { AmountMaxYuan = 20_000_000m, AmountMinYuan = 100_000m, AskPercent = 15, DeclinePercent = 8, SpreadMinBp = -10, SpreadMaxBp = 30 }
                            : new { AmountMaxYuan = 8_000_000m, AmountMinYuan = 200_000m, AskPercent = 5, DeclinePercent = 15, SpreadMinBp = -25, SpreadMaxBp = 15 },
                    },
                },
            };
            Secret.Write(Path.Combine(folder, $"bank{i + 1}.json"), JsonSerializer.SerializeToUtf8Bytes(settings, Indented));
        }
    }

    /// <summary>A bank with an API client; without addresses its system only calls us.</summary>
    public async Task<BankAccess> Bank(string name, string[] addresses, CancellationToken cancel)
    {
        if (state.Bank(name) is { } known) return known;
        var bank = await Organisation("Bank", name, cancel);
        var client = await NewClient(bank, "核心系统", cancel);
        var system = (await gateway.Put<PartnerSystem>($"/api/registry/banks/{bank}/system", new
        {
            baseAddresses = addresses,
            enabled = true,
            clientId = client.ClientId,
            timeoutSeconds = 10,
            concurrencyMax = 16,
            newKey = true,
        }, people.Administrator, Guid.NewGuid().ToString("N"), cancel)).Need("system of " + name);
        var access = new BankAccess(bank, client.ClientId, client.ClientSecret, system.SigningKey ?? throw new DemoFailure($"no signing key was given for {name}"), addresses.Length > 0);
        state.Keep(name, access);
        return access;
    }

    /// <summary>Money of a layer: proposed by one officer, approved by another.</summary>
    public async Task Fund(string layer, int? year, Yuan amount, string document, CancellationToken cancel, string pool = Pool)
    {
        await foreach (var funding in gateway.List<Funding>($"/api/riskpool/funding?pool={pool}", people.Officer, cancel))
        {
            if (funding.DocumentReference != document) continue;
            if (funding.State == "Proposed") await Approve($"/api/riskpool/funding/{funding.Id}/approve", document, cancel);
            return;
        }
        var proposed = (await gateway.Post<Funding>("/api/riskpool/funding", new { pool, layer, year, amountYuan = amount, documentReference = document }, people.Officer, Guid.NewGuid().ToString("N"), cancel)).Need(document);
        await Approve($"/api/riskpool/funding/{proposed.Id}/approve", document, cancel);
    }

    public async Task Approve(string target, string what, CancellationToken cancel) =>
        (await gateway.Post<JsonElement>(target, null, people.Approver, Guid.NewGuid().ToString("N"), cancel)).Need("approval of " + what);

    private async Task OneWindowService(CancellationToken cancel)
    {
        if (state.Agent is not null) return;
        var id = await Organisation("Agent", "一窗受理服务中心", cancel);
        var client = await NewClient(id, "one window", cancel);
        state.Agent = new(id, client.ClientId, client.ClientSecret);
        state.Save();
    }

    private async Task<Guid> Organisation(string kind, string name, CancellationToken cancel)
    {
        var code = Codes.OfName(name);
        var found = (await gateway.Get<Page<Registered>>($"/api/registry/organisations?creditCode={code}", people.Administrator, cancel)).Need("organisations");
        if (found.Items.Length > 0) return found.Items[0].Id;
        return (await gateway.Post<Registered>("/api/registry/organisations", new { kind, creditCode = code, name, districtCode = Codes.District }, people.Administrator, "demo-" + code, cancel)).Need(name).Id;
    }

    private async Task<NewClientView> NewClient(Guid organisation, string name, CancellationToken cancel) =>
        (await gateway.Post<NewClientView>($"/api/registry/organisations/{organisation}/clients", new { name }, people.Administrator, Guid.NewGuid().ToString("N"), cancel)).Need("API client");

    private async Task Officer(Guid organisationId, string userName, string displayName, string[] roles, CancellationToken cancel)
    {
        var account = state.AccountOf(userName, $"{displayName} ({string.Join(", ", roles)})");
        await foreach (var known in gateway.List<AccountView>($"/api/registry/accounts?organisationId={organisationId}", people.Administrator, cancel))
            if (known.UserName == userName) return;
        (await gateway.Post<AccountView>("/api/registry/accounts", new { organisationId, userName, displayName, password = account.Password, roles }, people.Administrator, Guid.NewGuid().ToString("N"), cancel)).Need(userName);
    }

    private async Task Appetite(string bank, Identity approver, CancellationToken cancel)
    {
        var max = bank == ReferenceBanks[0] ? Yuan.Wan(2_000) : bank == ReferenceBanks[1] ? Yuan.Wan(800) : Yuan.Wan(500);
        var appetites = Products.Select(product => new { productCode = product, amountYuanMin = Yuan.Wan(10), amountYuanMax = max, chains = (string[])[], parks = (string[])[] });
        await Eventually(() => gateway.Put<JsonElement>("/api/loan/banks/appetite", new { appetites }, people.Bank(bank), Guid.NewGuid().ToString("N"), cancel), "appetite of " + bank, cancel);
        // Offers of a bank's own system stand up to here on authority given beforehand.
        await Eventually(() => gateway.Put<JsonElement>("/api/loan/banks/limits", new { officerYuanMax = Yuan.Wan(500), systemYuanMax = Yuan.Wan(3_000) }, approver, Guid.NewGuid().ToString("N"), cancel), "limits of " + bank, cancel);
    }

    /// <summary>What was registered a moment ago is known elsewhere a moment later.</summary>
    public static async Task<T> Eventually<T>(Func<Task<Answer<T>>> ask, string what, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await ask();
            if (answer.Ok || attempt == 60) return answer.Need(what);
            await Task.Delay(250, cancel);
        }
    }

    private sealed record Session(Guid OrganisationId);
    private sealed record Registered(Guid Id);
    private sealed record NewClientView(string ClientId, string ClientSecret);
    private sealed record PartnerSystem(string? SigningKey);
    private sealed record AccountView(string UserName);
    private sealed record Funding(Guid Id, string DocumentReference, string State);
}
