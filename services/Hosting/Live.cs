using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using TalentFinance.Contracts;

namespace TalentFinance.Hosting;

/// <summary>Who is to hear that what changed: an organisation, or the people of a district.</summary>
public sealed record LiveNote(string Audience, string Topic, Guid? Id)
{
    public static LiveNote ToOrganisation(Guid organisationId, string topic, Guid? id = null) => new($"org:{organisationId:N}", topic, id);

    /// <summary>An empty code is every district.</summary>
    public static LiveNote ToDistrict(string code, string topic, Guid? id = null) => new($"district:{code}", topic, id);
}

/// <summary>Something to be read anew: a list or figure (topic), or one thing of it. Never the data itself.</summary>
public sealed record LiveChange(string Topic, Guid? Id);

/// <summary>Event "changed": what changed since the last one; "ready" and "beat" carry nothing. Topic "everything": something may have been missed.</summary>
public sealed record LiveEvent(IReadOnlyList<LiveChange> Changes);

/// <summary>GET live: server-sent events that tell a client what to read anew; at most two a second, whatever happens.</summary>
public static class Live
{
    public const int StreamsPerAccountMax = 8;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500), Look = TimeSpan.FromSeconds(3), Heartbeat = TimeSpan.FromSeconds(15);

    public static void MapLive(this RouteGroupBuilder api) => api.MapGet("live", Handle).AllowSignedIn()
        .WithSummary("Server-sent events: what of the caller's own changed and is to be read anew ({changes: [{topic, id}]}); ends with the ticket");

    private static async Task<Results<ServerSentEventsResult<LiveEvent>, StatusCodeHttpResult>> Handle(
        HttpContext context, Caller caller, LiveBoard board, Revocations revocations, IHostApplicationLifetime lifetime, TimeProvider time, CancellationToken cancel)
    {
        var ticket = await context.AuthenticateAsync();
        var issuedAt = long.Parse(context.User.FindFirst(Caller.Claims.IssuedAt)!.Value, System.Globalization.CultureInfo.InvariantCulture);
        if (board.Open(caller) is not { } stream) return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        // A proxy that holds answers back until they are whole would hold this one for ever.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Response.RegisterForDispose(stream);
        var until = ticket.Properties?.ExpiresUtc ?? time.GetUtcNow() + SignIn.TokenLifetime;
        return TypedResults.ServerSentEvents(Events(stream, () => time.GetUtcNow() < until && !revocations.IsRevoked(caller.AccountId, issuedAt), lifetime.ApplicationStopping, cancel));
    }

    private static async IAsyncEnumerable<SseItem<LiveEvent>> Events(LiveStream stream, Func<bool> stillIn, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancel);
        yield return new(new LiveEvent([]), "ready") { ReconnectionInterval = TimeSpan.FromSeconds(2) };
        for (var quiet = TimeSpan.Zero; ;)
        {
            var told = await stream.Wait(Look, ends.Token);
            if (ends.IsCancellationRequested || !stillIn()) yield break;
            if (told)
            {
                quiet = TimeSpan.Zero;
                yield return new(new LiveEvent(stream.Take()), "changed");
                await Task.WhenAny(Task.Delay(Pace, ends.Token));
            }
            else if ((quiet += Look) >= Heartbeat)
            {
                quiet = TimeSpan.Zero;
                yield return new(new LiveEvent([]), "beat");
            }
        }
    }
}

/// <summary>The streams that are open in this process.</summary>
internal sealed class LiveBoard
{
    public const string Everything = "everything";
    private readonly ConcurrentDictionary<LiveStream, Guid> streams = new();

    /// <summary>Null when the account has too many open already.</summary>
    public LiveStream? Open(Caller caller)
    {
        string[] audiences = caller.IsDistrict ? [$"org:{caller.OrganisationId:N}", $"district:{caller.DistrictCode}", "district:"] : [$"org:{caller.OrganisationId:N}"];
        var stream = new LiveStream(audiences, closed => streams.TryRemove(closed, out _));
        streams[stream] = caller.AccountId;
        if (streams.Count(open => open.Value == caller.AccountId) <= Live.StreamsPerAccountMax) return stream;
        stream.Dispose();
        return null;
    }

    public void Tell(IReadOnlyCollection<LiveNote> notes)
    {
        foreach (var (stream, _) in streams)
            foreach (var note in notes) stream.Hear(note);
    }

    /// <summary>After a gap: whoever listens reads everything anew.</summary>
    public void TellAll()
    {
        foreach (var (stream, _) in streams) stream.Add(new(Everything, null));
    }
}

/// <summary>One client's stream: what it has not been told yet, each thing once.</summary>
internal sealed class LiveStream(string[] audiences, Action<LiveStream> closed) : IDisposable
{
    /// <summary>More than this of one topic is told as the topic.</summary>
    public const int ChangesMax = 50;
    private readonly HashSet<LiveChange> waiting = [];
    private readonly SemaphoreSlim signal = new(0, 1);

    public void Hear(LiveNote note)
    {
        if (audiences.Contains(note.Audience)) Add(new(note.Topic, note.Id));
    }

    public void Add(LiveChange change)
    {
        lock (waiting)
        {
            waiting.Add(change);
            if (signal.CurrentCount == 0) signal.Release();
        }
    }

    public IReadOnlyList<LiveChange> Take()
    {
        lock (waiting)
        {
            LiveChange[] all = [.. waiting.GroupBy(change => change.Topic).SelectMany(topic => topic.Count() > ChangesMax ? [new LiveChange(topic.Key, null)] : topic.AsEnumerable())];
            waiting.Clear();
            return all;
        }
    }

    public async Task<bool> Wait(TimeSpan atMost, CancellationToken cancel)
    {
        try { return await signal.WaitAsync(atMost, cancel); }
        catch (OperationCanceledException) { return false; }
    }

    public void Dispose() => closed(this);
}
