using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using TalentFinance.Contracts;
using Xunit;

namespace TalentFinance.Tests.Architecture;

/// <summary>The wire as others know it: the name and the JSON of each event. Additions show in the approved file; nothing else may change.</summary>
public sealed class WireSnapshots
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static Type[] Events => [.. Subscriptions.ByService.Values.SelectMany(events => events)
        .Concat(typeof(Subscriptions).Assembly.GetExportedTypes().Where(type => type.GetProperty("At")?.PropertyType == typeof(DateTimeOffset)))
        .Distinct().OrderBy(type => type.Name, StringComparer.Ordinal)];

    [Fact]
    public void The_wire_is_what_was_approved()
    {
        var text = new StringBuilder();
        foreach (var @event in Events)
            text.Append("urn:message:").Append(@event.Namespace).Append(':').Append(@event.Name).Append('\n').Append(JsonSerializer.Serialize(Sample(@event), Json)).Append("\n\n");
        var approved = Path.Combine(Tree.Here(), "wire.approved.txt");
        var actual = text.Replace("\r", "").ToString();
        if (!File.Exists(approved) || File.ReadAllText(approved) != actual) File.WriteAllText(Path.ChangeExtension(approved, ".actual.txt"), actual);
        Assert.True(File.Exists(approved), "nothing is approved yet: look at wire.approved.actual.txt and rename it");
        Assert.Equal(File.ReadAllText(approved), actual);
    }

    [Fact]
    public void Every_event_survives_its_own_wire()
    {
        foreach (var @event in Events)
        {
            var sent = JsonSerializer.Serialize(Sample(@event), Json);
            var received = JsonSerializer.Deserialize(sent, @event, Json);
            Assert.Equal(sent, JsonSerializer.Serialize(received, Json));
        }
    }

    [Fact]
    public void No_event_has_a_base_type() => Assert.All(Events, type => Assert.Equal(typeof(object), type.BaseType));

    private static object Sample(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return "text";
        if (type == typeof(int)) return 7;
        if (type == typeof(bool)) return true;
        if (type == typeof(Guid)) return new Guid("0190a000-0000-7000-8000-000000000001");
        if (type == typeof(Yuan)) return Yuan.Of(1234.5m);
        if (type == typeof(DateOnly)) return new DateOnly(2026, 3, 31);
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(2026, 3, 31, 8, 30, 0, TimeSpan.Zero);
        if (type.IsEnum) return Enum.GetValues(type).GetValue(0)!;
        if (type.IsArray)
        {
            IList array = Array.CreateInstance(type.GetElementType()!, 1);
            array[0] = Sample(type.GetElementType()!);
            return array;
        }
        if (type == typeof(Refusal)) return Refusal.Rule("code", "text", "source", "remedy");
        var sample = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)) property.SetValue(sample, Sample(property.PropertyType));
        return sample;
    }
}
