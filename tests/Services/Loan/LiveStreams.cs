using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Services.Loan;

/// <summary>Whoever listens hears of what is theirs, at whichever replica, through the gateway, and of nothing else.</summary>
public sealed class LiveStreams(LoanSystem loan)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_change_at_one_replica_is_heard_at_the_other_and_through_the_gateway_by_those_concerned()
    {
        var replica = await loan.System.Start("loan");
        await using var gateway = await loan.System.Start("gateway", ("Services__loan", $"{loan.Service.Address};{replica.Address}"), ("Services__registry", "http://127.0.0.1:9"), ("Services__riskpool", "http://127.0.0.1:9"));
        var (startup, (bank, officer), (_, stranger)) = (await loan.Startup(), await loan.Bank(), await loan.Bank());
        using var atReplica = await Open(replica, officer.Caller);
        using var atGateway = await Open(gateway, officer.Caller);
        using var ofStranger = await Open(replica, stranger.Caller);
        using var ofDistrict = await Open(gateway, Actors.District(Role.PoolOfficer));

        var application = await startup.Post("/api/loan/applications", LoanSystem.Ask(100_000, true, bank));
        var invitation = LoanSystem.Invitation(application, bank);
        await atReplica.Hears("invitations", invitation);
        await atGateway.Hears("invitations", invitation);
        await ofDistrict.Hears("applications", application.Ok["id"]!.GetValue<string>());
        await ofDistrict.Hears("cockpit", null);

        // At most two a second, whatever happens.
        var (before, clock) = (atGateway.Told, System.Diagnostics.Stopwatch.StartNew());
        for (var i = 0; i < 30; i++) await startup.Post("/api/loan/applications", LoanSystem.Ask(100_000, true, bank));
        var last = LoanSystem.Invitation(await startup.Post("/api/loan/applications", LoanSystem.Ask(100_000, true, bank)), bank);
        await atGateway.Hears("invitations", last);
        Assert.InRange(atGateway.Told - before, 0, 2 + (int)(clock.Elapsed.TotalSeconds * 2));
        Assert.DoesNotContain("invitations", ofStranger.Topics);
        await replica.Kill();
    }

    [Fact]
    public async Task A_stream_ends_with_its_ticket_and_an_account_has_a_few_of_them()
    {
        var (_, officer) = await loan.Bank();
        using var brief = await Open(loan.Service, officer.Caller, TimeSpan.FromSeconds(4));
        await brief.Ends();
        var streams = new List<Listener>();
        for (var i = 0; i < Live.StreamsPerAccountMax; i++) streams.Add(await Open(loan.Service, officer.Caller with { AccountId = officer.Caller.OrganisationId }));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await loan.As(officer.Caller with { AccountId = officer.Caller.OrganisationId }).Get("/api/loan/live")).Status);
        foreach (var stream in streams) stream.Dispose();
        await Eventually.True(async () =>
        {
            try
            {
                using var again = await Open(loan.Service, officer.Caller with { AccountId = officer.Caller.OrganisationId });
                return true;
            }
            catch (HttpRequestException) { return false; }
        }, "closed streams no longer count");
        Assert.Equal(HttpStatusCode.Unauthorized, (await loan.Nobody.Get("/api/loan/live")).Status);
    }

    [Fact]
    public async Task A_process_that_is_stopped_ends_its_streams_and_is_gone()
    {
        await using var replica = await loan.System.Start("loan");
        await using var gateway = await loan.System.Start("gateway", ("Services__loan", loan.Service.Address.ToString()), ("Services__registry", "http://127.0.0.1:9"), ("Services__riskpool", "http://127.0.0.1:9"));
        var (_, officer) = await loan.Bank();
        using var atReplica = await Open(replica, officer.Caller);
        using var atGateway = await Open(gateway, officer.Caller);
        Assert.All(await Task.WhenAll(replica.Stop(Service.StopsWithin), gateway.Stop(Service.StopsWithin)), code => Assert.Equal(0, code));
        await atReplica.Ends();
    }

    private async Task<Listener> Open(RunningService at, Caller caller, TimeSpan? lifetime = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/loan/live", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", loan.System.Token(caller, lifetime));
        var response = await at.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        var listener = new Listener(response);
        await listener.Begins();
        return listener;
    }

    private sealed class Listener(HttpResponseMessage response) : IDisposable
    {
        private IAsyncEnumerator<SseItem<string>>? events;

        public HashSet<string> Topics { get; } = [];
        public int Told { get; private set; }
        private HashSet<(string Topic, string? Id)> Heard { get; } = [];

        public async Task Begins()
        {
            events = SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator();
            Assert.Equal("ready", (await Next())?.EventType);
        }

        public async Task Hears(string topic, string? id)
        {
            while (!Heard.Contains((topic, id)) && !(id is not null && Heard.Contains((topic, null))))
            {
                var item = await Next() ?? throw new InvalidOperationException($"the stream ended without {topic} {id}");
                if (item.EventType == "changed") Told++;
                foreach (var change in JsonNode.Parse(item.Data)!["changes"]!.AsArray())
                {
                    Topics.Add(change!["topic"]!.GetValue<string>());
                    Heard.Add((change["topic"]!.GetValue<string>(), change["id"]?.GetValue<string>()));
                }
            }
        }

        public async Task Ends()
        {
            while (await Next() is not null) { /* what comes before the end */ }
        }

        private async Task<SseItem<string>?> Next() => await events!.MoveNextAsync().AsTask().WaitAsync(Patience) ? events.Current : null;

        public void Dispose() => response.Dispose();
    }
}
