using TalentFinance.Contracts;
using TalentFinance.Gateway;
using TalentFinance.Hosting;
using Yarp.ReverseProxy.Configuration;

var service = Service.Create<GatewayDb>("gateway", args, prefix: "/api");
service.Handles<PartnerSystemChanged, KeepPartnerSystem>()
    .Handles<ApplicationSubmitted, TellOfInvitations>()
    .Handles<InvitationMoved, TellOfInvitationMoved>()
    .Handles<OfferAccepted, TellOfAcceptance>()
    .Handles<AcceptanceEnded, TellOfAcceptanceEnded>()
    .Handles<ApplicationEnded, TellOfApplicationEnded>()
    .Handles<CoverReserved, TellOfCoverReserved>()
    .Handles<CoverRefused, TellOfCoverRefused>()
    .Handles<CoverConfirmed, TellOfCoverConfirmed>()
    .Every<ForgetDeliveries>(TimeSpan.FromMinutes(10));

// A destination that does not answer is reported once, when its health changes; not on every probe.
service.Builder.Logging.AddFilter("Yarp.ReverseProxy.Health.ActiveHealthCheckMonitor", LogLevel.Error).AddFilter("Yarp.ReverseProxy.Forwarder", LogLevel.Warning);
var services = service.Services;
services.AddSingleton<IStartupFilter, SecurityHeaders>();
services.AddSingleton<RateLimits>().AddSingleton<PartnerCalls>().AddSingleton<ShowApiDocument>();
services.AddSingleton<Partners>().AddHostedService(provider => provider.GetRequiredService<Partners>());
services.AddSingleton<IProxyConfigProvider>(provider => provider.GetRequiredService<Partners>());
services.AddSingleton<DeliverToBanks>().AddHostedService(provider => provider.GetRequiredService<DeliverToBanks>());
services.AddHostedService<WatchErrorQueues>();
ServePortal.Add(services);
services.AddReverseProxy()
    .LoadFromMemory(ServiceRoutes.Routes(service.Builder.Configuration), ServiceRoutes.Clusters(service.Builder.Configuration))
    .ConfigureHttpClient((_, handler) => ServiceRoutes.Tune(handler));

service.Use(app =>
{
    app.Use(next => context => BodyLimits.Invoke(context, next));
    var limits = app.Services.GetRequiredService<RateLimits>();
    app.Use(next => context => limits.Invoke(context, next));
    var partnerCalls = app.Services.GetRequiredService<PartnerCalls>();
    app.Use(next => context => partnerCalls.Invoke(context, next));
    app.UseWhen(context => !context.Request.Path.StartsWithSegments("/api"), pages => ServePortal.Use(pages, ServePortal.Folder(app.Configuration, app.Environment)));
    app.MapReverseProxy(proxy =>
    {
        proxy.Use(next => context => ProxyProblems.Invoke(context, next));
        proxy.Use(next => context => ServiceRoutes.EndStreams(context, next, app.Lifetime.ApplicationStopping));
        proxy.UseLoadBalancing();
        proxy.UsePassiveHealthChecks();
    });
    ShowHealth.Map(app);
    ShowApiDocument.Map(app);
});

await service.Run(api =>
{
    var partners = api.MapGroup("partners");
    ShowPartnerHealth.Map(partners);
    ListDeliveries.Map(partners);
    ResendDelivery.Map(partners);
    var operations = api.MapGroup("operations");
    ShowQueues.Map(operations);
    PeekErrors.Map(operations);
    ResendErrors.Map(operations);
});
