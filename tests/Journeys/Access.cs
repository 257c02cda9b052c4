using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Journeys;

/// <summary>
/// Who may call what. The services say it in their own API documents (x-roles); access.approved.txt says what was agreed; and every endpoint
/// is tried at the service itself, as somebody inside the network would, with every role that may not.
/// </summary>
public sealed class Access(World world)
{
    private const string Anybody = "anybody";
    private const int AtOnce = 8;

    private sealed record Endpoint(RunningService Service, string Method, string Path, string[] Roles)
    {
        public override string ToString() => $"{Method} {Path}";

        /// <summary>With ids of nothing in particular: whoever may not call never gets as far as the id.</summary>
        public Uri Target => new(string.Join('/', Path.Split('/').Select(part => part.StartsWith('{') ? (part.Contains("code", StringComparison.OrdinalIgnoreCase) || part.Contains("queue", StringComparison.OrdinalIgnoreCase) ? "none" : Guid.NewGuid().ToString()) : part)), UriKind.Relative);
    }

    private RunningService[] Services => [world.Registry, world.Loan, world.RiskPool, world.Gateway];

    [Fact]
    public async Task Every_endpoint_is_open_to_whom_was_agreed()
    {
        var text = new StringBuilder();
        foreach (var endpoint in (await Endpoints()).OrderBy(endpoint => endpoint.Path, StringComparer.Ordinal).ThenBy(endpoint => endpoint.Method, StringComparer.Ordinal))
            text.Append(endpoint).Append(" -> ").Append(endpoint.Roles switch { [] => "nobody", var roles when roles.Length == Enum.GetValues<Role>().Length => "anybody signed in", var roles => string.Join(", ", roles) }).Append('\n');
        var approved = Path.Combine(Build.Root, "tests", "Journeys", "access.approved.txt");
        var actual = text.ToString();
        if (!File.Exists(approved) || await File.ReadAllTextAsync(approved) != actual) await File.WriteAllTextAsync(Path.ChangeExtension(approved, ".actual.txt"), actual);
        Assert.True(File.Exists(approved), "nothing is approved yet: look at access.approved.actual.txt and rename it");
        Assert.Equal(await File.ReadAllTextAsync(approved), actual);
    }

    [Fact]
    public async Task Who_may_not_gets_403_and_who_is_nobody_401()
    {
        var endpoints = (await Endpoints()).Where(endpoint => !endpoint.Roles.Contains(Anybody)).ToArray();
        Assert.InRange(endpoints.Length, 90, 1000);
        var tickets = Enum.GetValues<Role>().ToDictionary(role => role, role => world.System.Token(Holder(role)));
        var expired = world.System.Token(Holder(Role.Administrator), TimeSpan.FromMinutes(-1));
        var wrong = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(endpoints, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (endpoint, _) =>
        {
            await Try("nobody", null, HttpStatusCode.Unauthorized);
            await Try("an expired token", expired, HttpStatusCode.Unauthorized);
            await Try("a forged token", tickets[Role.Administrator][..^8] + "AAAAAAAA", HttpStatusCode.Unauthorized);
            foreach (var role in Enum.GetValues<Role>().Where(role => !endpoint.Roles.Contains(role.ToString()))) await Try(role.ToString(), tickets[role], HttpStatusCode.Forbidden);

            async Task Try(string who, string? ticket, HttpStatusCode expected)
            {
                var status = await Call(endpoint, ticket);
                if (status != expected) wrong.Enqueue($"{endpoint} for {who}: {(int)status}, not {(int)expected}");
            }
        });
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Order()));
    }

    /// <summary>Otherwise the answers above could come from a service that lets nobody in at all.</summary>
    [Fact]
    public async Task Who_may_gets_in()
    {
        var reads = (await Endpoints()).Where(endpoint => endpoint.Method == "GET").ToArray();
        Assert.InRange(reads.Length, 40, 1000);
        var tickets = Enum.GetValues<Role>().ToDictionary(role => role, role => world.System.Token(Holder(role)));
        var wrong = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(reads, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (endpoint, _) =>
        {
            foreach (var role in endpoint.Roles)
            {
                var status = await Call(endpoint, role == Anybody ? null : tickets[Enum.Parse<Role>(role)]);
                if (status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or >= HttpStatusCode.InternalServerError) wrong.Enqueue($"{endpoint} for {role}: {(int)status}");
            }
        });
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Order()));
    }

    /// <summary>What is left out of the documents would escape the tests above: it is the gateway's two pages for everybody and nothing else.</summary>
    [Fact]
    public void Nothing_else_is_left_out_of_the_documents()
    {
        var sources = ((string[])["services", "gateway"]).SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Build.Root, folder), "*.cs", SearchOption.AllDirectories));
        Assert.Equal(["ShowApiDocument.cs", "ShowHealth.cs"], sources.Where(file => File.ReadAllText(file).Contains("ExcludeFromDescription", StringComparison.Ordinal)).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
    }

    private static async Task<HttpStatusCode> Call(Endpoint endpoint, string? ticket)
    {
        using var request = new HttpRequestMessage(new HttpMethod(endpoint.Method), endpoint.Target);
        if (ticket is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ticket);
        if (endpoint.Method is not "GET")
        {
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            request.Content = new StringContent("{}", null, "application/json");
        }
        // Live streams never end: the status is all that is asked for.
        using var response = await endpoint.Service.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return response.StatusCode;
    }

    private async Task<Endpoint[]> Endpoints()
    {
        var all = new List<Endpoint>();
        foreach (var service in Services)
            foreach (var (path, operations) in JsonNode.Parse(await service.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!["paths"]!.AsObject())
                foreach (var (method, operation) in operations!.AsObject())
                    all.Add(new(service, method.ToUpperInvariant(), path, [.. (operation!["x-roles"] ?? throw new InvalidOperationException($"{method} {path} says no roles")).AsArray().Select(role => role!.GetValue<string>())]));
        Assert.Equal(Services.Length, all.Select(endpoint => endpoint.Service).Distinct().Count());
        return [.. all];
    }

    /// <summary>Somebody with this role alone.</summary>
    private Caller Holder(Role role) => Actors.Make(role switch
    {
        Role.Startup => OrganisationKind.Startup,
        Role.Agent => OrganisationKind.Agent,
        Role.BankOfficer or Role.BankApprover or Role.BankSystem => OrganisationKind.Bank,
        Role.Underwriter => OrganisationKind.Insurer,
        Role.FundManager => OrganisationKind.Fund,
        Role.BoardOperator => OrganisationKind.Board,
        _ => OrganisationKind.District,
    }, world.DistrictOffice, role);
}
