using Microsoft.AspNetCore.Http.HttpResults;
using RabbitMQ.Client;
using TalentFinance.Hosting;

namespace TalentFinance.Gateway;

/// <summary>The administrator sends what was parked back to its service, once the cause is repaired. Platform-wide, so nobody else's: see <see cref="ShowQueues"/>.</summary>
internal static class ResendErrors
{
    private const int CountMax = 1000;

    /// <param name="Count">How many, oldest first; 1 to 1000.</param>
    public sealed record ResendRequest(int Count = 100);

    public sealed record ResentView(string Queue, int Resent, long Left);

    public static void Map(RouteGroupBuilder operations) => operations.MapPost("errors/{queue}/resend", Handle).Allow(Role.Administrator).LooksUpItsKeyFirst()
        .WithSummary("Moves parked messages, oldest first, back to the queue that they came from");

    private static async Task<Results<Ok<ResentView>, NotFound, Refused>> Handle(string queue, ResendRequest request, Caller caller, GatewayDb db, BrokerConnection broker, CancellationToken cancel)
    {
        var check = new Check().Range(request.Count, "count", 1, CountMax);
        if (check.Refused is { } bad) return bad;
        if (PeekErrors.Find(queue) is not { } found) return TypedResults.NotFound();

        await using var channel = await (await broker.Open(cancel)).CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancel);
        var resent = 0;
        // Not broken off with the request: half a move would be a message in both queues, which its reader's inbox would bear, but why.
        while (resent < request.Count && await channel.BasicGetAsync(found.Errors, autoAck: false, CancellationToken.None) is { } message)
        {
            // The broker has confirmed it in the one queue before it leaves the other.
            await channel.BasicPublishAsync("", found.Queue, mandatory: true, new BasicProperties(message.BasicProperties) { Headers = null, Persistent = true }, message.Body, CancellationToken.None);
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, CancellationToken.None);
            resent++;
        }
        var left = (await channel.QueueDeclarePassiveAsync(found.Errors, cancel)).MessageCount;
        db.Audit(caller, "resend errors", "Queue", Guid.Empty, $"{found.Queue}: {resent}");
        return TypedResults.Ok(new ResentView(found.Queue, resent, left));
    }
}
