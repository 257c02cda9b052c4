using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Xunit;

[assembly: AssemblyFixture(typeof(TalentFinance.Tests.Services.PoolSystem))]

namespace TalentFinance.Tests.Services;

/// <summary>RiskPool alone with its database and broker; shared by the tests of what every service does and of the pool itself.</summary>
public sealed class PoolSystem : IAsyncLifetime
{
    public TestSystem System { get; private set; } = null!;
    public RunningService Pool { get; private set; } = null!;
    public Wire Wire { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        System = await TestSystem.Create();
        Pool = await System.Start("riskpool");
        Wire = await Wire.Open(System.Broker);
    }

    public Session As(params Role[] roles) => System.As(Actors.District(roles), Pool);
    public Task<List<object?[]>> Query(string sql) => Servers.Query(System.DatabaseOf("riskpool"), sql);

    public async ValueTask DisposeAsync()
    {
        await Wire.DisposeAsync();
        await System.DisposeAsync();
    }
}
