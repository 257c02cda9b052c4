using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using TalentFinance.Hosting;

namespace TalentFinance.Gateway;

/// <summary>
/// Who has signed in is limited by account, everybody else by address; systems (banks, the one-window service) may do
/// more than people. Sign-in is limited by address besides, and most of all sign-ins that fail, which is what guessing
/// passwords looks like. RateLimits:{name}:PerSecond and :Burst in the configuration.
/// </summary>
internal sealed class RateLimits : IDisposable
{
    private readonly PartitionedRateLimiter<Guid> people, systems;
    private readonly PartitionedRateLimiter<ulong> addresses, signIns, tokens, failures;

    public RateLimits(IConfiguration configuration)
    {
        people = Buckets<Guid>("Person", perSecond: 100, burst: 300);
        systems = Buckets<Guid>("System", perSecond: 2000, burst: 4000);
        addresses = Buckets<ulong>("Address", perSecond: 200, burst: 600);
        signIns = Buckets<ulong>("SignIn", perSecond: 10, burst: 60);
        tokens = Buckets<ulong>("Token", perSecond: 200, burst: 1000);
        failures = Buckets<ulong>("FailedSignIn", perSecond: 0.5, burst: 20);

        PartitionedRateLimiter<TKey> Buckets<TKey>(string name, double perSecond, int burst) where TKey : notnull
        {
            var section = configuration.GetSection("RateLimits:" + name);
            var rate = section.GetValue("PerSecond", perSecond);
            // A bucket is filled by whole tokens: below one a second the period is longer instead.
            var options = new TokenBucketRateLimiterOptions
            {
                TokenLimit = section.GetValue("Burst", burst),
                QueueLimit = 0,
                AutoReplenishment = true,
                TokensPerPeriod = Math.Max(1, (int)(rate / 5)),
                ReplenishmentPeriod = rate >= 5 ? TimeSpan.FromMilliseconds(200) : TimeSpan.FromSeconds(1 / rate),
            };
            return PartitionedRateLimiter.Create<TKey, TKey>(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => options));
        }
    }

    /// <summary>Runs before anything is forwarded or done.</summary>
    public Task Invoke(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments("/api", out var rest)) return next(context);
        var signIn = HttpMethods.IsPost(context.Request.Method) ? SignInAt(rest) : null;
        if (signIn is not null) return SignIn(context, next, signIn);
        using var lease = context.Items[typeof(Caller)] is Caller caller
            ? (caller.IsAny(Role.BankSystem, Role.Agent) || caller.ActingThrough is not null ? systems : people).AttemptAcquire(caller.AccountId)
            : addresses.AttemptAcquire(Key(context.Connection.RemoteIpAddress));
        return lease.IsAcquired ? next(context) : Refuse(context, lease, "too many requests");
    }

    public void Dispose()
    {
        people.Dispose();
        systems.Dispose();
        foreach (var limiter in (PartitionedRateLimiter<ulong>[])[addresses, signIns, tokens, failures]) limiter.Dispose();
    }

    private PartitionedRateLimiter<ulong>? SignInAt(PathString rest) => rest.Value switch
    {
        _ when rest.StartsWithSegments("/registry/token", StringComparison.OrdinalIgnoreCase) => tokens,
        _ when rest.StartsWithSegments("/registry/session", StringComparison.OrdinalIgnoreCase) => signIns,
        _ when rest.StartsWithSegments("/registry/authenticator", StringComparison.OrdinalIgnoreCase) => signIns,
        _ when rest.StartsWithSegments("/registry/startups", StringComparison.OrdinalIgnoreCase) => signIns,
        _ => null,
    };

    private async Task SignIn(HttpContext context, RequestDelegate next, PartitionedRateLimiter<ulong> limiter)
    {
        var address = Key(context.Connection.RemoteIpAddress);
        using var lease = limiter.AttemptAcquire(address);
        if (!lease.IsAcquired)
        {
            await Refuse(context, lease, "too many sign-ins from this address");
            return;
        }
        // Asked by its whole permits: a bucket that has a part of one counts as not empty when none is asked for.
        using var failed = failures.GetStatistics(address) is { CurrentAvailablePermits: > 0 } ? null : failures.AttemptAcquire(address);
        if (failed is { IsAcquired: false })
        {
            await Refuse(context, failed, "too many failed sign-ins from this address");
            return;
        }
        await next(context);
        if (context.Response.StatusCode is 400 or 401 or 403 or 404 or 422 or 423) failures.AttemptAcquire(address).Dispose();
    }

    private static Task Refuse(HttpContext context, RateLimitLease lease, string detail)
    {
        var after = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? (int)Math.Max(1, Math.Ceiling(wait.TotalSeconds)) : 1;
        context.Response.Headers.RetryAfter = after.ToString(CultureInfo.InvariantCulture);
        return Problems.Write(context, Problems.Of(StatusCodes.Status429TooManyRequests, "too-many-requests", $"{detail}; come back in {after} s (Retry-After)"));
    }

    /// <summary>An IPv4 address, or the /64 that one customer gets of IPv6.</summary>
    private static ulong Key(IPAddress? address)
    {
        if (address is null) return 0;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        return address.AddressFamily == AddressFamily.InterNetwork ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : address.IsIPv4MappedToIPv6 ? BinaryPrimitives.ReadUInt32BigEndian(bytes[12..length])
            : BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }
}
