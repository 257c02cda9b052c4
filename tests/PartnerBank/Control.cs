using System.Collections.Concurrent;
using System.Text.Json;

namespace TalentFinance.PartnerBank;

/// <summary>One thing that came in or went out.</summary>
internal sealed record ControlEntry(long Number, DateTimeOffset At, string Bank, string Direction, string What, int Status, string Code, string Path, Guid? DeliveryId, Guid? ApplicationId);

/// <summary>What happened, for tests to look at; the last 20,000.</summary>
internal sealed class ControlLog
{
    private const int EntriesMax = 20_000;
    private readonly ConcurrentQueue<ControlEntry> entries = new();
    private long number;

    public IEnumerable<ControlEntry> Entries => entries;

    public void Add(string bank, string direction, string what, Answer answer, string path, JsonElement? message)
    {
        Guid? Id(string name) => message is { } body && body.TryGetProperty(name, out var id) && id.TryGetGuid(out var guid) ? guid : null;
        entries.Enqueue(new(Interlocked.Increment(ref number), DateTimeOffset.UtcNow, bank, direction, what, answer.Status, answer.Code, path, Id("deliveryId"), Id("applicationId")));
        while (entries.Count > EntriesMax) entries.TryDequeue(out _);
    }
}

/// <summary>Tells a bank, or all, how to behave: {"mode":"slow","delayMs":5000,"bank":"nanhai"}.</summary>
internal sealed record Behaviour(Mode Mode, int? DelayMs = null, string? Bank = null);
