using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace TalentFinance.Hosting;

/// <summary>
/// Remembers opened tickets for a short while: opening one costs more than forwarding the request. Nothing is decided
/// here that was not before: the handlers check the expiry of what they get each time, and revoked access is asked
/// after them. Two generations bound it: the older is dropped whole when the younger is full or a minute old.
/// </summary>
internal sealed class CachedTickets(ISecureDataFormat<AuthenticationTicket> inner, TimeProvider time) : ISecureDataFormat<AuthenticationTicket>
{
    private const int GenerationMax = 20_000;
    private static readonly TimeSpan GenerationAge = TimeSpan.FromMinutes(1);
    private readonly Lock turning = new();
    private volatile Generation young = new([], DateTimeOffset.MinValue);
    private volatile Generation old = new([], DateTimeOffset.MinValue);

    public AuthenticationTicket? Unprotect(string? protectedText) => Unprotect(protectedText, null);

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose)
    {
        if (protectedText is null || !string.IsNullOrEmpty(purpose)) return inner.Unprotect(protectedText, purpose);
        var now = time.GetUtcNow();
        if (now - young.Since > GenerationAge || young.Added >= GenerationMax) Turn(now);
        if (young.Tickets.TryGetValue(protectedText, out var ticket)) return ticket;
        if (!old.Tickets.TryGetValue(protectedText, out ticket)) ticket = inner.Unprotect(protectedText, purpose);
        if (ticket is not null) young.Add(protectedText, ticket);
        return ticket;
    }

    public string Protect(AuthenticationTicket data) => inner.Protect(data);

    public string Protect(AuthenticationTicket data, string? purpose) => inner.Protect(data, purpose);

    private void Turn(DateTimeOffset now)
    {
        lock (turning)
        {
            if (now - young.Since <= GenerationAge && young.Added < GenerationMax) return;
            (old, young) = (young, new([], now));
        }
    }

    private sealed class Generation(ConcurrentDictionary<string, AuthenticationTicket> tickets, DateTimeOffset since)
    {
        private int added;

        public ConcurrentDictionary<string, AuthenticationTicket> Tickets => tickets;
        public DateTimeOffset Since => since;
        /// <summary>The dictionary's own count takes all its locks.</summary>
        public int Added => Volatile.Read(ref added);

        public void Add(string text, AuthenticationTicket ticket)
        {
            if (tickets.TryAdd(text, ticket)) Interlocked.Increment(ref added);
        }
    }
}

/// <summary>After the handlers' own defaults are set.</summary>
internal sealed class CacheTickets(TimeProvider time) : IPostConfigureOptions<BearerTokenOptions>, IPostConfigureOptions<CookieAuthenticationOptions>
{
    public void PostConfigure(string? name, BearerTokenOptions options)
    {
        if (name == SignIn.BearerScheme) options.BearerTokenProtector = new CachedTickets(options.BearerTokenProtector, time);
    }

    public void PostConfigure(string? name, CookieAuthenticationOptions options)
    {
        if (name == SignIn.CookieScheme) options.TicketDataFormat = new CachedTickets(options.TicketDataFormat, time);
    }
}
