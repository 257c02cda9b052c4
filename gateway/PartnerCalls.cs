using Microsoft.EntityFrameworkCore;
using TalentFinance.Gateway.Domain;
using TalentFinance.Hosting;

namespace TalentFinance.Gateway;

/// <summary>
/// A bank's system signs what it writes, besides its token: who stole the token alone can read, not act. The nonce is
/// written down before the call is forwarded, for all replicas, so the same request is never let in twice.
/// </summary>
internal sealed class PartnerCalls(Partners partners, TimeProvider time)
{
    public Task Invoke(HttpContext context, RequestDelegate next)
    {
        if (context.Items[typeof(Caller)] is not Caller caller || !caller.Is(Role.BankSystem)) return next(context);
        var method = context.Request.Method;
        return HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) ? next(context) : Verify(context, caller, next);
    }

    private async Task Verify(HttpContext context, Caller caller, RequestDelegate next)
    {
        var request = context.Request;
        var headers = new SignatureHeaders(request.Headers[Signature.KeyHeader], request.Headers[Signature.TimestampHeader], request.Headers[Signature.NonceHeader], request.Headers[Signature.SignatureHeader]);
        if (Signature.Fault(headers, time.GetUtcNow()) is { } fault)
        {
            await Refuse(context, StatusCodes.Status401Unauthorized, fault.Code, fault.Text);
            return;
        }
        if (partners.WithKey(headers.KeyId!) is not { } partner || partner.BankId != caller.OrganisationId)
        {
            await Refuse(context, StatusCodes.Status401Unauthorized, "signature-key", $"{Signature.KeyHeader} is not the client id of this bank's system");
            return;
        }
        if (!partner.Enabled)
        {
            await Refuse(context, StatusCodes.Status403Forbidden, "partner-disabled", "this bank's system is switched off in the registry; its officers work in the portal");
            return;
        }

        // The body's limit is the server's. Read whole: nothing unsigned may reach a service.
        var body = new MemoryStream((int)(request.ContentLength ?? 4096));
        await request.Body.CopyToAsync(body, context.RequestAborted);
        var target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        var expected = Signature.Of(partner.SigningKey, request.Method, target, headers.Timestamp!, headers.Nonce!, body.GetBuffer().AsSpan(0, (int)body.Length));
        if (!Signature.Matches(expected, headers.Signature!))
        {
            await Refuse(context, StatusCodes.Status401Unauthorized, "signature-wrong", "the signature does not fit: HMAC-SHA256 over method, path with query, time stamp, nonce and the body's SHA-256, one a line");
            return;
        }
        if (!await IsNew(context, partner.ClientId, headers.Nonce!))
        {
            await Refuse(context, StatusCodes.Status409Conflict, "signature-replayed", $"this {Signature.NonceHeader} was used before; sign again with a new one and the same Idempotency-Key");
            return;
        }
        body.Position = 0;
        request.Body = body;
        await next(context);
    }

    private async Task<bool> IsNew(HttpContext context, string clientId, string nonce)
    {
        var db = context.RequestServices.GetRequiredService<GatewayDb>();
        try
        {
            await db.Database.ExecuteSqlAsync($"""INSERT INTO "UsedNonces" ("ClientId", "Nonce", "At") VALUES ({clientId}, {nonce}, {time.GetUtcNow()})""", context.RequestAborted);
            return true;
        }
        catch (Exception failure) when (Sql.IsUniqueViolation(failure)) { return false; }
    }

    private static Task Refuse(HttpContext context, int status, string code, string text) => Problems.Write(context, Problems.Of(status, code, text));
}
