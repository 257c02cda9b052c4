using TalentFinance.Contracts;
using TalentFinance.Demo.Api;

namespace TalentFinance.Demo.Setup;

/// <summary>Everybody whom the demo lets act, signed in on first use.</summary>
internal sealed class People(Gateway gateway, Uri address, State state, string administratorPassword) : IDisposable
{
    public const string OfficerName = "district.officer", ApproverName = "district.approver", AuditorName = "district.auditor";
    private readonly Dictionary<string, Identity> known = [];
    private readonly Lock one = new();

    public Identity Administrator => Known("admin", () => new Person(address, "admin", administratorPassword));
    public Identity Officer => PersonOf(OfficerName);
    public Identity Approver => PersonOf(ApproverName);

    public Identity Agent => Known("agent", () =>
    {
        var agent = state.Agent ?? throw new DemoFailure("the set-up has not run: start deploy/run.sh first");
        return new Client(gateway, agent.ClientId, agent.ClientSecret);
    });

    public Identity PersonOf(string userName) => Known(userName, () => new Person(address, userName, state.Accounts[userName].Password));

    public Identity Bank(string name) => Known("bank:" + name, () =>
    {
        var bank = state.Bank(name) ?? throw new DemoFailure($"there is no bank {name}");
        return new Client(gateway, bank.ClientId, bank.ClientSecret, signingKey: bank.SigningKey);
    });

    /// <summary>The one-window service on behalf of a firm; not kept, there are too many.</summary>
    public Identity Firm(string creditCode) => new Client(gateway, state.Agent!.ClientId, state.Agent.ClientSecret, actingFor: creditCode);

    public void Dispose()
    {
        foreach (var identity in known.Values) identity.Dispose();
    }

    private Identity Known(string name, Func<Identity> make)
    {
        lock (one) return known.TryGetValue(name, out var identity) ? identity : known[name] = make();
    }
}
