using Microsoft.Extensions.Primitives;

namespace TalentFinance.Gateway;

/// <summary>What every answer tells a browser. First in the pipeline, so that refusals carry it too.</summary>
internal sealed class SecurityHeaders : IStartupFilter
{
    private static readonly StringValues NoSniff = "nosniff", Deny = "DENY", NoReferrer = "no-referrer", SameOrigin = "same-origin";
    private static readonly StringValues Permissions = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
    private static readonly StringValues Transport = "max-age=31536000; includeSubDomains";
    private static readonly StringValues ForData = "default-src 'none'; frame-ancestors 'none'";
    /// <summary>
    /// Pages load their own files only, and run no inline script. Styles may be inline: Ant Design writes its style sheets from script, and
    /// style attributes of charts and virtual lists could not carry a nonce; a style alone executes nothing.
    /// </summary>
    private static readonly StringValues ForPages =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, go) =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = NoSniff;
            headers.XFrameOptions = Deny;
            headers["Referrer-Policy"] = NoReferrer;
            headers["Permissions-Policy"] = Permissions;
            headers["Cross-Origin-Opener-Policy"] = SameOrigin;
            headers["Cross-Origin-Resource-Policy"] = SameOrigin;
            headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) ? ForData : ForPages;
            if (context.Request.IsHttps) headers.StrictTransportSecurity = Transport;
            return go(context);
        });
        next(app);
    };
}
