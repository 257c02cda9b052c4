using Microsoft.AspNetCore.Http.Features;
using TalentFinance.Hosting;

namespace TalentFinance.Gateway;

/// <summary>How much a request may send: documents 20 MB, everything else what a service takes as JSON.</summary>
internal static class BodyLimits
{
    private const long DocumentBytesMax = 20 * 1024 * 1024;

    public static Task Invoke(HttpContext context, RequestDelegate next)
    {
        var limit = Service<GatewayDb>.BodyBytesMax;
        if (context.Request.Path.StartsWithSegments("/api/registry/documents", StringComparison.OrdinalIgnoreCase))
        {
            limit = DocumentBytesMax;
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature) feature.MaxRequestBodySize = limit;
        }
        // Said before anything is read; a body without a length is counted by the server while it is read.
        return context.Request.ContentLength > limit
            ? Problems.Write(context, Problems.Of(StatusCodes.Status413PayloadTooLarge, "too-large", $"a body of at most {limit / 1024} KB is taken here"))
            : next(context);
    }
}
