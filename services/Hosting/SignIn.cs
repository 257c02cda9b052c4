using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TalentFinance.Contracts;

namespace TalentFinance.Hosting;

/// <summary>
/// Tickets: an HttpOnly cookie for browsers, a short-lived bearer token for systems. Registry issues them; every service
/// opens them itself with the key ring they share (Keys:Directory), and checks role and organisation by itself.
/// </summary>
public static class SignIn
{
    public const string CookieScheme = CookieAuthenticationDefaults.AuthenticationScheme;
    public const string BearerScheme = BearerTokenDefaults.AuthenticationScheme;
    public const string CookieName = "talentfinance";
    public static readonly TimeSpan CookieLifetime = TimeSpan.FromHours(8);
    public static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(15);
    private const string ByHeader = "by-header";

    internal static void Add(IServiceCollection services, IConfiguration configuration)
    {
        var keys = configuration["Keys:Directory"] ?? throw new InvalidOperationException("Keys:Directory is not configured: the folder of the key ring that all services share");
        var ring = services.AddDataProtection().SetApplicationName("TalentFinance").PersistKeysToFileSystem(new DirectoryInfo(keys));
        // In production the ring itself is encrypted: a PKCS#12 file and its password, both from the environment.
        if (configuration["Keys:CertificateFile"] is { } file)
            ring.ProtectKeysWithCertificate(X509CertificateLoader.LoadPkcs12FromFile(file, configuration["Keys:CertificatePassword"]));
        services.AddSingleton<ISecrets, Secrets>();
        services.AddAuthentication(ByHeader)
            .AddPolicyScheme(ByHeader, null, policy => policy.ForwardDefaultSelector = context =>
                context.Request.Headers.ContainsKey("Authorization") ? BearerScheme : CookieScheme)
            .AddBearerToken(BearerScheme, bearer => bearer.BearerTokenExpiration = TokenLifetime)
            .AddCookie(CookieScheme, cookie =>
            {
                cookie.Cookie.Name = CookieName;
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Strict;
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                cookie.ExpireTimeSpan = CookieLifetime;
                cookie.SlidingExpiration = false;
                cookie.Events.OnRedirectToLogin = context => Status(context.Response, StatusCodes.Status401Unauthorized);
                cookie.Events.OnRedirectToAccessDenied = context => Status(context.Response, StatusCodes.Status403Forbidden);
            });
        // Registered after the schemes: their own defaults are set by then.
        services.AddSingleton<CacheTickets>()
            .AddSingleton<IPostConfigureOptions<BearerTokenOptions>>(provider => provider.GetRequiredService<CacheTickets>())
            .AddSingleton<IPostConfigureOptions<CookieAuthenticationOptions>>(provider => provider.GetRequiredService<CacheTickets>());
        // A route that says nothing about who may call it may be called by nobody. What is no route (404, 405, 415) is answered as that.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder()
            .RequireAssertion(asked => asked.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint).Build());
        services.AddSingleton<Revocations>();
    }

    private static Task Status(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }

    /// <summary>After authentication: the caller is made once, and tickets issued before a revocation count as none.</summary>
    internal static void UseCaller(this IApplicationBuilder app)
    {
        var revocations = app.ApplicationServices.GetRequiredService<Revocations>();
        app.Use((context, next) =>
        {
            if (Caller.Of(context.User) is { } caller)
            {
                if (revocations.IsRevoked(caller.AccountId, long.Parse(context.User.FindFirst(Caller.Claims.IssuedAt)!.Value, System.Globalization.CultureInfo.InvariantCulture)))
                    context.User = new System.Security.Claims.ClaimsPrincipal();
                else
                    context.Items[typeof(Caller)] = caller;
            }
            return next(context);
        });
    }

    /// <summary>Who may call this endpoint; the services' only way to say so.</summary>
    public static TBuilder Allow<TBuilder>(this TBuilder endpoint, params Role[] roles) where TBuilder : IEndpointConventionBuilder
    {
        var names = roles.Select(role => role.ToString()).ToArray();
        return endpoint.RequireAuthorization(policy => policy.RequireRole(names)).WithMetadata(new AllowedRoles(roles));
    }

    /// <summary>Anybody who has signed in, whatever the role.</summary>
    public static TBuilder AllowSignedIn<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.Allow(Enum.GetValues<Role>());
}

/// <summary>Metadata that tests and the API document read.</summary>
public sealed record AllowedRoles(IReadOnlyList<Role> Roles);

/// <summary>Encrypts small texts with the key ring that the services share.</summary>
public interface ISecrets
{
    string Protect(string purpose, string text);
    string Unprotect(string purpose, string cipher);
}

internal sealed class Secrets(IDataProtectionProvider provider) : ISecrets
{
    private readonly ConcurrentDictionary<string, IDataProtector> protectors = new();

    public string Protect(string purpose, string text) => For(purpose).Protect(text);
    public string Unprotect(string purpose, string cipher) => For(purpose).Unprotect(cipher);
    private IDataProtector For(string purpose) => protectors.GetOrAdd(purpose, name => provider.CreateProtector("TalentFinance", name));
}

/// <summary>A row for each account some of whose tickets are void.</summary>
internal sealed class RevokedAccess
{
    public Guid AccountId { get; init; }
    public DateTimeOffset IssuedBefore { get; set; }
}

/// <summary>Which tickets are void, in memory: asked on every request. Kept by the event and, for other replicas, by reading the table.</summary>
internal sealed class Revocations
{
    private volatile Dictionary<Guid, long> before = [];

    public bool IsRevoked(Guid accountId, long issuedAtTicks) => before.TryGetValue(accountId, out var ticks) && issuedAtTicks < ticks;

    public async Task Read(ServiceDb db, CancellationToken cancel)
    {
        // Older ones matter no more: no ticket lives that long.
        var since = DateTimeOffset.UtcNow - SignIn.CookieLifetime - TimeSpan.FromMinutes(5);
        before = await db.RevokedAccess.AsNoTracking().Where(row => row.IssuedBefore > since).ToDictionaryAsync(row => row.AccountId, row => row.IssuedBefore.UtcTicks, cancel);
    }
}

/// <summary>Every service hears of revoked access.</summary>
internal sealed class KeepRevokedAccess<TDb> : IHandle<AccessRevoked, TDb> where TDb : ServiceDb
{
    public async Task Handle(AccessRevoked @event, TDb db, CancellationToken cancel)
    {
        var row = await db.RevokedAccess.FindAsync([@event.AccountId], cancel);
        if (row is null) db.RevokedAccess.Add(new RevokedAccess { AccountId = @event.AccountId, IssuedBefore = @event.IssuedBefore });
        else if (row.IssuedBefore < @event.IssuedBefore) row.IssuedBefore = @event.IssuedBefore;
    }
}

internal sealed partial class RefreshRevocations<TDb>(IServiceScopeFactory scopes, Revocations revocations, Microsoft.Extensions.Logging.ILogger<RefreshRevocations<TDb>> log) : BackgroundService where TDb : ServiceDb
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(3));
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await revocations.Read(scope.ServiceProvider.GetRequiredService<TDb>(), stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException) { LogFailure(log, failure); }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [Microsoft.Extensions.Logging.LoggerMessage(Level = Microsoft.Extensions.Logging.LogLevel.Warning, Message = "Revoked access could not be read; the last known state counts")]
    private static partial void LogFailure(Microsoft.Extensions.Logging.ILogger log, Exception failure);
}
