using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TalentFinance.Contracts;

namespace TalentFinance.Hosting;

/// <summary>
/// What a query may ask for, checked before every handler: names of an enum that exist, days that a calendar can add to, and what
/// [Within] and [OneOf] on a parameter say. A wrong question is refused, never answered as if it were another one.
/// </summary>
internal static class QueryRules
{
    private static readonly DateOnly DayMin = new(1900, 1, 1), DayMax = new(2999, 12, 31);

    private sealed record Rule(Func<IList<object?>, object?> Read, Func<object, bool> Holds, string Field, string Text);

    public static EndpointFilterDelegate Check(EndpointFilterFactoryContext factory, EndpointFilterDelegate next)
    {
        var rules = factory.MethodInfo.GetParameters().SelectMany((parameter, index) => parameter.IsDefined(typeof(AsParametersAttribute))
            ? Members(parameter.ParameterType).SelectMany(member => Of(member.Parameter, arguments => member.Property.GetValue(arguments[index])))
            : Of(parameter, arguments => arguments[index])).ToArray();
        if (rules.Length == 0) return next;
        return context =>
        {
            var check = new Check();
            foreach (var rule in rules)
                if (rule.Read(context.Arguments) is { } value) check.That(rule.Holds(value), rule.Field, rule.Text, "change it, or leave it out");
            return check.Refused is { } bad ? ValueTask.FromResult<object?>(bad) : next(context);
        };
    }

    /// <summary>A filter record's constructor is what the query is bound to.</summary>
    private static IEnumerable<(ParameterInfo Parameter, PropertyInfo Property)> Members(Type type) =>
        from parameter in type.GetConstructors().Single().GetParameters() select (parameter, type.GetProperty(parameter.Name!)!);

    private static IEnumerable<Rule> Of(ParameterInfo parameter, Func<IList<object?>, object?> read)
    {
        var (type, field) = (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType, JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!));
        if (type.IsEnum) yield return new(read, value => Enum.IsDefined(type, value), field, "one of: " + string.Join(", ", Enum.GetNames(type)));
        if (type == typeof(DateOnly)) yield return new(read, value => value is DateOnly day && day >= DayMin && day <= DayMax, field, $"a day from {DayMin:yyyy-MM-dd} to {DayMax:yyyy-MM-dd}");
        foreach (var rule in parameter.GetCustomAttributes<QueryRuleAttribute>()) yield return new(read, rule.Holds, field, rule.Text);
    }
}

/// <summary>What a parameter of a query may be. Not a ValidationAttribute: ASP.NET Core's API document cannot read those in a filter record.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class QueryRuleAttribute : Attribute
{
    public abstract string Text { get; }
    public abstract bool Holds(object value);
}

/// <summary>A whole number between two, both included.</summary>
public sealed class WithinAttribute(int min, int max) : QueryRuleAttribute
{
    public int Min => min;
    public int Max => max;
    public override string Text => $"a whole number from {min} to {max}";
    public override bool Holds(object value) => value is int number && number >= min && number <= max;
}

/// <summary>One of some words.</summary>
public sealed class OneOfAttribute(params string[] words) : QueryRuleAttribute
{
    public IReadOnlyList<string> Words => words;
    public override string Text => "one of: " + string.Join(", ", words);
    public override bool Holds(object value) => value is string word && words.Contains(word);
}

/// <summary>A name of an enum, or "-" for none.</summary>
public sealed class OneOrNoneOfAttribute(Type type) : QueryRuleAttribute
{
    public Type Type => type;
    public override string Text => "one of: " + string.Join(", ", Enum.GetNames(type)) + ", or - for none";
    public override bool Holds(object value) => value is string word && (word == "-" || Enum.GetNames(type).Contains(word, StringComparer.OrdinalIgnoreCase));
}
