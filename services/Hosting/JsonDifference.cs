using System.Text.Json;
using System.Text.Json.Nodes;

namespace TalentFinance.Hosting;

/// <summary>One difference between two versions: where, what stood there, what stands there now. Absent: null.</summary>
public sealed record JsonChange(string Path, JsonNode? Before, JsonNode? After);

/// <summary>What the second pair of eyes looks at: the fields in which a version differs from the one before, as they are written in JSON.</summary>
public static class JsonDifference
{
    public static IReadOnlyList<JsonChange> Between<T>(T? before, T after) where T : class =>
        [.. Walk("", before is null ? null : JsonSerializer.SerializeToNode(before, Problems.Json), JsonSerializer.SerializeToNode(after, Problems.Json))];

    private static IEnumerable<JsonChange> Walk(string path, JsonNode? before, JsonNode? after)
    {
        if (before is JsonObject left && after is JsonObject right)
            return left.Select(pair => pair.Key).Union(right.Select(pair => pair.Key)).SelectMany(key => Walk(path.Length == 0 ? key : $"{path}.{key}", left[key], right[key]));
        // Lists of records line up by place; lists of plain values are one value.
        if (before is JsonArray from && after is JsonArray to && from.Concat(to).All(item => item is JsonObject))
            return Enumerable.Range(0, Math.Max(from.Count, to.Count)).SelectMany(i => Walk($"{path}[{i}]", i < from.Count ? from[i] : null, i < to.Count ? to[i] : null));
        return JsonNode.DeepEquals(before, after) ? [] : [new(path, before?.DeepClone(), after?.DeepClone())];
    }
}
