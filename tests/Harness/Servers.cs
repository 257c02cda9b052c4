using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Npgsql;

namespace TalentFinance.Tests.Harness;

/// <summary>The PostgreSQL and RabbitMQ that deploy/test.sh started for this run.</summary>
public static class Servers
{
    /// <summary>An administrator's connection string; each test system makes databases of its own.</summary>
    public static string Postgres { get; } = Required("TALENTFINANCE_TEST_POSTGRES");

    /// <summary>amqp://user:password@host:port/; each test system makes a virtual host of its own.</summary>
    public static Uri RabbitMq { get; } = new(Required("TALENTFINANCE_TEST_RABBITMQ"));

    /// <summary>The management API: http://user:password@host:port.</summary>
    private static readonly Uri RabbitMqApi = new(Required("TALENTFINANCE_TEST_RABBITMQ_API"));

    private static readonly HttpClient Management = MakeManagement();

    private static string Required(string name) => Environment.GetEnvironmentVariable(name)
        ?? throw new InvalidOperationException($"{name} is not set: run the tests with deploy/test.sh, which starts the servers they need");

    private static HttpClient MakeManagement()
    {
        var client = new HttpClient { BaseAddress = new UriBuilder(RabbitMqApi) { UserName = "", Password = "" }.Uri };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(RabbitMqApi.UserInfo))));
        return client;
    }

    public static string DatabaseConnection(string database) => new NpgsqlConnectionStringBuilder(Postgres) { Database = database, MaxPoolSize = 60 }.ConnectionString;

    public static Uri VirtualHost(string name) => new UriBuilder(RabbitMq) { Path = "/" + name }.Uri;

    public static async Task CreateVirtualHost(string name)
    {
        var user = Uri.UnescapeDataString(RabbitMq.UserInfo.Split(':')[0]);
        (await Management.PutAsync(new Uri($"/api/vhosts/{name}", UriKind.Relative), null)).EnsureSuccessStatusCode();
        (await Management.PutAsJsonAsync($"/api/permissions/{name}/{user}", new { configure = ".*", write = ".*", read = ".*" })).EnsureSuccessStatusCode();
    }

    public static async Task DropVirtualHost(string name) => (await Management.DeleteAsync(new Uri($"/api/vhosts/{name}", UriKind.Relative))).Dispose();

    public static async Task DropDatabase(string name)
    {
        await using var connection = new NpgsqlConnection(DatabaseConnection("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)", connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Rows of a query, for looking at what a service really wrote.</summary>
    public static async Task<List<object?[]>> Query(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(DatabaseConnection(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? null : reader.GetValue(column))]);
        return rows;
    }
}
