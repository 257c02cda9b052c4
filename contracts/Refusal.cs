namespace TalentFinance.Contracts;

/// <summary>What kind of no it is.</summary>
public enum RefusalKind
{
    /// <summary>The input is not what the field takes.</summary>
    Input,
    /// <summary>A rule of the business says no.</summary>
    Rule,
    /// <summary>Not in this state; the remedy names the moves that are allowed.</summary>
    State,
}

/// <summary>A no, as a value: which rule, in words, where the rule comes from, and what would change it.</summary>
public sealed record Refusal(RefusalKind Kind, string Code, string Text, string Source, string Remedy)
{
    /// <summary>The field of the request that it is about, where there is one, as it is written in JSON.</summary>
    public string? Field { get; init; }

    public static Refusal Input(string field, string text, string remedy) => new(RefusalKind.Input, "invalid-" + field, text, "request format", remedy) { Field = field };
    public static Refusal Rule(string code, string text, string source, string remedy) => new(RefusalKind.Rule, code, text, source, remedy);
    public static Refusal State(string move, string state, IEnumerable<string> allowed) => new(
        RefusalKind.State, "illegal-move", $"{move} is not possible while {state}", "state table",
        string.Join(", ", allowed) is { Length: > 0 } moves ? $"possible now: {moves}" : "this is an end: nothing is possible any more");
}

/// <summary>What a domain decision came to: a value, or every reason why not.</summary>
public readonly record struct Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, Refusal[] refusals) => (this.value, Refusals) = (value, refusals);

    /// <summary>Empty when it went well.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    public bool IsRefused => Refusals.Count > 0;

    /// <summary>The value; asking for it after a refusal is a bug.</summary>
    public T Value => IsRefused ? throw new InvalidOperationException("refused: " + Refusals[0].Code) : value!;

    public static Outcome<T> Of(T value) => new(value, []);
    public static Outcome<T> No(params IEnumerable<Refusal> refusals) => new(default, [.. refusals]);

    public static implicit operator Outcome<T>(T value) => Of(value);
    public static implicit operator Outcome<T>(Refusal refusal) => No(refusal);
}
