using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using RabbitMQ.Client;
using TalentFinance.Contracts;
using TalentFinance.Hosting;

namespace TalentFinance.Gateway;

/// <summary>The administrator looks at what a service could not handle: which message, of what, why. Names and texts of the message are not shown. Platform-wide, so nobody else's: see <see cref="ShowQueues"/>.</summary>
internal static class PeekErrors
{
    private const int LimitMax = 50;

    /// <param name="Facts">Ids, versions, codes of kinds, and times; no names, amounts or texts.</param>
    public sealed record ParkedView(string? MessageId, string? Event, string? ParkedAt, string? Fault, IReadOnlyDictionary<string, string> Facts);

    public static void Map(RouteGroupBuilder operations) => operations.MapGet("errors/{queue}", Handle).Allow(Role.Administrator)
        .WithSummary("The oldest messages that a queue's service could not handle; they stay where they are");

    /// <summary>The error queue of a queue that exists, whichever of the two was named; null else.</summary>
    public static (string Queue, string Errors)? Find(string name) =>
        Topology.Queues().Select(each => (each.Queue, Errors: Topology.ErrorQueueOf(each.Queue))).Cast<(string Queue, string Errors)?>()
            .FirstOrDefault(each => each!.Value.Queue == name || each.Value.Errors == name);

    private static async Task<Results<Ok<IReadOnlyList<ParkedView>>, NotFound>> Handle(string queue, BrokerConnection broker, CancellationToken cancel)
    {
        if (Find(queue) is not { } found) return TypedResults.NotFound();
        // What is taken and not acknowledged goes back to its place when the channel closes.
        await using var channel = await (await broker.Open(cancel)).CreateChannelAsync(cancellationToken: cancel);
        var parked = new List<ParkedView>();
        while (parked.Count < LimitMax && await channel.BasicGetAsync(found.Errors, autoAck: false, cancel) is { } message) parked.Add(Of(message));
        return TypedResults.Ok<IReadOnlyList<ParkedView>>(parked);
    }

    private static ParkedView Of(BasicGetResult message)
    {
        string? Header(string name) => message.BasicProperties.Headers?.TryGetValue(name, out var value) == true ? value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value?.ToString() : null;
        // The text of a fault may quote data; its type says enough to know what to do.
        var fault = Header("MT-Fault-ExceptionType") ?? Header("MT-Reason");
        try
        {
            using var envelope = JsonDocument.Parse(message.Body);
            var type = envelope.RootElement.TryGetProperty("messageType", out var types) && types.GetArrayLength() > 0 ? types[0].GetString()?.Split(':')[^1] : null;
            var id = envelope.RootElement.TryGetProperty("messageId", out var messageId) ? messageId.ToString() : message.BasicProperties.MessageId;
            var facts = envelope.RootElement.TryGetProperty("message", out var body) && body.ValueKind == JsonValueKind.Object
                ? body.EnumerateObject().Where(IsFact).ToDictionary(field => field.Name, field => field.Value.ToString()) : [];
            return new(id, type, Header("MT-Fault-Timestamp"), fault, facts);
        }
        catch (JsonException) { return new(message.BasicProperties.MessageId, null, Header("MT-Fault-Timestamp"), fault ?? "not JSON", new Dictionary<string, string>()); }
    }

    /// <summary>A name that may be shown is no proof that its value may: a broken message holds anything.</summary>
    private static bool IsFact(JsonProperty field) => field.Name switch
    {
        "version" => field.Value.ValueKind == JsonValueKind.Number,
        "at" => field.Value.ValueKind == JsonValueKind.String && field.Value.TryGetDateTimeOffset(out _),
        "step" => field.Value.ValueKind == JsonValueKind.String && Enum.TryParse<InvitationStep>(field.Value.GetString(), out _),
        "outcome" => field.Value.ValueKind == JsonValueKind.String && Enum.TryParse<ApplicationOutcome>(field.Value.GetString(), out _),
        var name => name.EndsWith("Id", StringComparison.Ordinal) && field.Value.ValueKind == JsonValueKind.String && field.Value.TryGetGuid(out _),
    };
}
