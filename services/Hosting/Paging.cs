using System.Buffers.Text;
using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace TalentFinance.Hosting;

/// <summary>One page of a list, newest first. <c>Next</c> is the cursor of the following page; null on the last.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>?limit= (1 to 200, 50 when absent) and ?cursor= as the page before gave it.</summary>
public sealed record PageRequest
{
    public const int LimitMax = 200;
    /// <summary>Of the few short lists that go by ?offset=.</summary>
    public const int OffsetMax = 100_000;
    private const int LimitDefault = 50;

    public required int Limit { get; init; }
    public (DateTimeOffset At, Guid Id)? After { get; init; }

    public static ValueTask<PageRequest?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var query = context.Request.Query;
        var limit = LimitDefault;
        if (query.TryGetValue("limit", out var given) && (!int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > LimitMax))
            throw new BadHttpRequestException($"limit: a whole number from 1 to {LimitMax}");
        (DateTimeOffset, Guid)? after = null;
        if (query.TryGetValue("cursor", out var cursor)) after = Read(cursor!) ?? throw new BadHttpRequestException("cursor: not one that a page gave as next");
        return new(new PageRequest { Limit = limit, After = after });
    }

    internal static string Write(DateTimeOffset at, Guid id) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{at.UtcTicks}.{id:N}"));

    internal static (DateTimeOffset, Guid)? Read(string cursor)
    {
        try
        {
            return Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)).Split('.') is [var ticks, var id]
                ? (new DateTimeOffset(long.Parse(ticks, NumberStyles.None, CultureInfo.InvariantCulture), TimeSpan.Zero), Guid.ParseExact(id, "N")) : null;
        }
        catch (Exception failure) when (failure is FormatException or OverflowException or ArgumentOutOfRangeException) { return null; }
    }
}

public static class Paging
{
    /// <summary>A page of a query, newest first, by an instant and an id that an index holds together.</summary>
    public static async Task<Page<TView>> Page<T, TView>(this IQueryable<T> query, PageRequest page, Expression<Func<T, DateTimeOffset>> at, Expression<Func<T, Guid>> id, Func<T, TView> view, CancellationToken cancel) where T : class
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(at);
        ArgumentNullException.ThrowIfNull(id);
        if (page.After is { } after) query = query.Where(Beyond(at, id, after, newer: false));
        var rows = await query.AsNoTracking().OrderByDescending(at).ThenByDescending(id).Take(page.Limit + 1).ToListAsync(cancel);
        if (rows.Count <= page.Limit) return new([.. rows.Select(view)], null);
        var last = rows[page.Limit - 1];
        return new([.. rows.Take(page.Limit).Select(view)], PageRequest.Write(at.Compile()(last), id.Compile()(last)));
    }

    /// <summary>The same, oldest first: for what is due, the most urgent on top.</summary>
    public static async Task<Page<TView>> PageOldestFirst<T, TView>(this IQueryable<T> query, PageRequest page, Expression<Func<T, DateTimeOffset>> at, Expression<Func<T, Guid>> id, Func<T, TView> view, CancellationToken cancel) where T : class
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(at);
        ArgumentNullException.ThrowIfNull(id);
        if (page.After is { } after) query = query.Where(Beyond(at, id, after, newer: true));
        var rows = await query.AsNoTracking().OrderBy(at).ThenBy(id).Take(page.Limit + 1).ToListAsync(cancel);
        if (rows.Count <= page.Limit) return new([.. rows.Select(view)], null);
        var last = rows[page.Limit - 1];
        return new([.. rows.Take(page.Limit).Select(view)], PageRequest.Write(at.Compile()(last), id.Compile()(last)));
    }

    private static Expression<Func<T, bool>> Beyond<T>(Expression<Func<T, DateTimeOffset>> at, Expression<Func<T, Guid>> id, (DateTimeOffset At, Guid Id) after, bool newer)
    {
        // Captured, so that EF makes parameters of them and the plan is reused.
        var row = at.Parameters[0];
        Expression<Func<(DateTimeOffset At, Guid Id)>> boundary = () => after;
        var idOfRow = new Rename(id.Parameters[0], row).Visit(id.Body);
        var afterAt = Expression.Field(boundary.Body, "Item1");
        var afterId = Expression.Field(boundary.Body, "Item2");
        var compare = Expression.Call(idOfRow, typeof(Guid).GetMethod(nameof(Guid.CompareTo), [typeof(Guid)])!, afterId);
        return Expression.Lambda<Func<T, bool>>(Expression.OrElse(
            newer ? Expression.GreaterThan(at.Body, afterAt) : Expression.LessThan(at.Body, afterAt),
            Expression.AndAlso(Expression.Equal(at.Body, afterAt), newer ? Expression.GreaterThan(compare, Expression.Constant(0)) : Expression.LessThan(compare, Expression.Constant(0)))), row);
    }

    private sealed class Rename(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
