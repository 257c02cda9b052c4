using System.Collections.Concurrent;
using System.Text.Json;

namespace TalentFinance.PartnerBank;

/// <summary>
/// What the bank has received and finished, in a file that survives the process: a message is answered "received" only
/// once its line is written, so it is neither lost nor worked on twice.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly ConcurrentDictionary<Guid, JsonElement> received = new();
    private readonly ConcurrentDictionary<Guid, bool> done = new();
    private readonly Lock writing = new();
    private readonly FileStream file;

    public Journal(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (File.Exists(path))
            foreach (var line in File.ReadLines(path))
            {
                // A kill in the middle of a write leaves half a line; that message was never answered and comes again.
                if (Parse(line) is not { } entry) continue;
                if (entry.Done is { } finished) done[finished] = true;
                else if (entry.Body is { } body) received[body.GetProperty("deliveryId").GetGuid()] = body;
            }
        file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        file.Write("\n"u8);
    }

    public int Received => received.Count;
    public int Open => received.Count - done.Count;

    /// <summary>False if it was received before.</summary>
    public bool Receive(Guid deliveryId, JsonElement body)
    {
        if (!received.TryAdd(deliveryId, body)) return false;
        Write(new Entry(body, null));
        return true;
    }

    public void Finish(Guid deliveryId)
    {
        if (done.TryAdd(deliveryId, true)) Write(new Entry(null, deliveryId));
    }

    public bool IsDone(Guid deliveryId) => done.ContainsKey(deliveryId);

    public IEnumerable<JsonElement> All => received.Values;

    public IEnumerable<JsonElement> Unfinished => received.Where(message => !done.ContainsKey(message.Key)).Select(message => message.Value);

    public void Dispose() => file.Dispose();

    private void Write(Entry entry)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(entry, Json.Options);
        lock (writing)
        {
            file.Write(line);
            file.Write("\n"u8);
            file.Flush();
        }
    }

    private static Entry? Parse(string line)
    {
        if (line.Length == 0) return null;
        try { return JsonSerializer.Deserialize<Entry>(line, Json.Options); }
        catch (JsonException) { return null; }
    }

    private sealed record Entry(JsonElement? Body, Guid? Done);
}

internal static class Json
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };
}
