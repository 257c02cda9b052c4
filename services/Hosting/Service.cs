using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TalentFinance.Contracts;

namespace TalentFinance.Hosting;

/// <summary>Makes a service.</summary>
public static class Service
{
    /// <summary>After a request to stop: what is under way ends by then or is cut off, and comes again. Whoever stops a service waits 15 s before the kill.</summary>
    public static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(12);

    /// <summary>A service with its database, bus, sign-in, problem documents, telemetry, health and API document.</summary>
    /// <param name="name">Lower case; its routes are /api/{name}, its queues {name}.*, unless <paramref name="prefix"/> says otherwise.</param>
    public static Service<TDb> Create<TDb>(string name, string[] args, string? prefix = null) where TDb : ServiceDb => new(name, args, prefix ?? "/api/" + name);
}

/// <summary>A service being put together; <see cref="Run"/> brings it up.</summary>
public sealed class Service<TDb> where TDb : ServiceDb
{
    /// <summary>What a JSON body may weigh; endpoints that take documents say more.</summary>
    public const long BodyBytesMax = 256 * 1024;

    private readonly string prefix;
    private readonly List<Bus.Handler> handlers = [];
    private Func<TDb, IServiceProvider, CancellationToken, Task>? seed;
    private Action<WebApplication>? pipeline;
    private bool live;

    internal Service(string name, string[] args, string prefix)
    {
        (Name, this.prefix) = (name, prefix);
        Builder = WebApplication.CreateBuilder(args);
        OpenApi.WithoutEnvironment(Builder.Configuration);
        Builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
        });
        Services.Configure<HostOptions>(host => host.ShutdownTimeout = Service.StopsWithin);
        Builder.Host.UseDefaultServiceProvider(provider => (provider.ValidateScopes, provider.ValidateOnBuild) = (Builder.Environment.IsDevelopment(), true));
        Services.AddSingleton<IStartupFilter, TrustedProxies>();
        Telemetry.Add(Builder, name);
        Problems.Add(Services);
        SignIn.Add(Services, Builder.Configuration);
        OpenApi.Add(Services, name);
        Services.AddSingleton(TimeProvider.System).AddSingleton<BusinessClock>().AddSingleton(WorkingCalendar.Published);
        Services.AddSingleton<BrokerConnection>().AddSingleton<OutboxSignal>().AddSingleton<RequestHashKey>().AddSingleton<WakeRelayAfterCommit>();
        Services.AddDbContextPool<TDb>((provider, options) =>
        {
            Database.Use(options, provider.GetRequiredService<IConfiguration>(), typeof(TDb).Assembly);
            options.AddInterceptors(provider.GetRequiredService<WakeRelayAfterCommit>());
            if (live) options.AddInterceptors(provider.GetRequiredService<NoteLive>());
        });
        Services.AddSingleton<SaveTogether<TDb>>().AddHostedService(provider => provider.GetRequiredService<SaveTogether<TDb>>());
        Services.AddHostedService<Relay<TDb>>().AddHostedService<RefreshRevocations<TDb>>().AddHostedService<WatchOutbox<TDb>>();
        Services.AddHealthChecks().AddCheck<DatabaseHealth<TDb>>("database", tags: ["ready"]);
        Handles<AccessRevoked, KeepRevokedAccess<TDb>>();
        Every<Housekeeping<TDb>>(TimeSpan.FromHours(1));
    }

    public string Name { get; }
    public WebApplicationBuilder Builder { get; }
    public IServiceCollection Services => Builder.Services;

    /// <summary>Handles an event; contracts/Subscriptions.cs lists it for this service.</summary>
    public Service<TDb> Handles<TEvent, THandler>() where TEvent : class where THandler : class, IHandle<TEvent, TDb>
    {
        handlers.Add(Bus.Of<TEvent, TDb, THandler>(Name));
        return this;
    }

    /// <summary>Does a work every so often, in one replica of the cluster at a time.</summary>
    public Service<TDb> Every<TWork>(TimeSpan every) where TWork : class, IRecurring
    {
        Services.TryAddScoped<TWork>();
        Services.AddSingleton<IHostedService>(provider => new Recurring<TWork, TDb>(provider.GetRequiredService<IServiceScopeFactory>(), every, provider.GetRequiredService<ILogger<TWork>>()));
        return this;
    }

    /// <summary>Fills what a new database needs (policy, reference data), after migration and under its lock; saved afterwards.</summary>
    public Service<TDb> Seed(Func<TDb, IServiceProvider, CancellationToken, Task> fill)
    {
        seed = fill;
        return this;
    }

    /// <summary>Tells clients live what changed (<see cref="Live"/>): which saved rows mean what to whom.</summary>
    public Service<TDb> Tells(Func<object, IEnumerable<LiveNote>> topics)
    {
        live = true;
        Services.AddSingleton(new LiveTopics(topics)).AddSingleton<LiveBoard>().AddSingleton<LiveRelay>().AddSingleton<NoteLive>().AddHostedService(provider => provider.GetRequiredService<LiveRelay>());
        return this;
    }

    /// <summary>Adds middleware before the endpoints, after sign-in.</summary>
    public Service<TDb> Use(Action<WebApplication> middleware)
    {
        pipeline += middleware;
        return this;
    }

    /// <summary>Migrates the database and serves until it is stopped.</summary>
    public async Task Run(Action<RouteGroupBuilder> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        Bus.Add(Services, Name, handlers);
        await using var app = Builder.Build();
        app.UseProblems();
        var hashKey = app.Services.GetRequiredService<RequestHashKey>();
        app.UseRouting();
        app.Use((context, next) =>
        {
            // Only what is written here: the gateway's own routes pass bodies on untouched.
            if (context.GetEndpoint()?.Metadata.GetMetadata<SavedHere>() is not null) HashedBody.Use(context, hashKey);
            return next(context);
        });
        app.UseAuthentication();
        app.UseCaller();
        app.UseAuthorization();
        pipeline?.Invoke(app);
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous();
        var api = app.MapGroup(prefix).WithMetadata(new SavedHere());
        api.AddEndpointFilter((context, next) => WriteFilter.Invoke(context, next, context.HttpContext.RequestServices.GetRequiredService<TDb>(), context.HttpContext.RequestAborted));
        api.AddEndpointFilterFactory(QueryRules.Check);
        map(api);

        if (await OpenApi.Written(app)) return;
        await Database.Migrate(app.Services, seed, app.Lifetime.ApplicationStopping);
        await app.RunAsync();
    }
}

/// <summary>Ready when the database answers. Not the broker: without it requests are still taken, and their events wait.</summary>
internal sealed class DatabaseHealth<TDb>(IServiceScopeFactory scopes) : IHealthCheck where TDb : ServiceDb
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TDb>().Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("the database cannot be reached");
    }
}
