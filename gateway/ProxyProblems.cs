using TalentFinance.Hosting;
using Yarp.ReverseProxy.Forwarder;

namespace TalentFinance.Gateway;

/// <summary>Around each request that is passed on: what a caller forged goes, and what went wrong between us and a service, as a problem document; a service's own refusals pass as they are.</summary>
internal static class ProxyProblems
{
    public static async Task Invoke(HttpContext context, RequestDelegate next)
    {
        ServiceRoutes.DropForged(context.Request.Headers);
        await next(context);
        if (context.Response.HasStarted || context.Response.StatusCode < 400 || context.GetForwarderErrorFeature() is not { } error) return;
        // What the caller sent is its own matter; a body over the limit shows as that.
        if (IsTooLarge(error.Exception))
        {
            await Problems.Write(context, Problems.Of(StatusCodes.Status413PayloadTooLarge, "too-large", "the body is larger than this address takes"));
            return;
        }
        var (status, code, text) = error.Error switch
        {
            ForwarderError.NoAvailableDestinations => (503, "service-unavailable", "no replica of this service is ready at the moment"),
            ForwarderError.RequestTimedOut => (504, "service-timeout", "the service did not answer in time; repeat with the same Idempotency-Key, it may have been done"),
            // No connection: nothing was done. A connection that broke may have carried the request.
            ForwarderError.RequestCreation => (503, "service-unavailable", "the service could not be reached; repeat with the same Idempotency-Key"),
            ForwarderError.Request when error.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } => (503, "service-unavailable", "the service could not be reached; repeat with the same Idempotency-Key"),
            ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled or ForwarderError.RequestBodyClient or ForwarderError.ResponseBodyClient => (400, "request-broken-off", "the request broke off"),
            _ => (502, "service-failed", "the service broke off; repeat with the same Idempotency-Key, it may have been done"),
        };
        if (status == 503) context.Response.Headers.RetryAfter = "2";
        await Problems.Write(context, Problems.Of(status, code, text));
    }

    /// <summary>The server counted more bytes than it may while they were being passed on.</summary>
    private static bool IsTooLarge(Exception? failure) => failure switch
    {
        null => false,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => true,
        AggregateException several => several.InnerExceptions.Any(IsTooLarge),
        _ => IsTooLarge(failure.InnerException),
    };
}
