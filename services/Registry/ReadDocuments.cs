using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>Who may see a firm's papers: the firm, its agent, the district, and an institution under consent (each look recorded).</summary>
internal static class ReadDocuments
{
    public static void Map(RouteGroupBuilder documents)
    {
        documents.MapGet("", List).AllowSignedIn().WithSummary("Documents, newest first; an institution names the firm whose consent it holds");
        documents.MapGet("{id:guid}", Show).AllowSignedIn().WithSummary("What a document is");
        documents.MapGet("{id:guid}/content", Download).AllowSignedIn().WithSummary("The file itself, as a download");
    }

    private static async Task<Ok<Page<DocumentView>>> List(Caller caller, RegistryDb db, BusinessClock clock, PageRequest page, CancellationToken cancel, Guid? firmId = null)
    {
        var firms = await db.Opened(caller, firmId, ConsentScope.Documents, clock.Today, cancel);
        var query = db.Documents.Where(document => firms.Contains(document.FirmId));
        if (firmId is not null) query = query.Where(document => document.FirmId == firmId);
        return TypedResults.Ok(await query.Page(page, document => document.UploadedAt, document => document.Id, DocumentView.Of, cancel));
    }

    private static async Task<Results<Ok<DocumentView>, NotFound>> Show(Guid id, Caller caller, RegistryDb db, BusinessClock clock, CancellationToken cancel) =>
        await Load(id, caller, db, clock, cancel) is { } document ? TypedResults.Ok(DocumentView.Of(document)) : TypedResults.NotFound();

    private static async Task<Results<PhysicalFileHttpResult, NotFound>> Download(
        Guid id, Caller caller, RegistryDb db, BusinessClock clock, DocumentStore store, HttpResponse response, CancellationToken cancel)
    {
        if (await Load(id, caller, db, clock, cancel) is not { } document) return TypedResults.NotFound();
        // Whatever the file is, the browser saves it and neither shows nor guesses.
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.Headers.CacheControl = "private, no-store";
        return TypedResults.PhysicalFile(store.PathOf(document.Sha256), FileContent.MediaType(document.Kind), document.Name);
    }

    private static async Task<Document?> Load(Guid id, Caller caller, RegistryDb db, BusinessClock clock, CancellationToken cancel)
    {
        var document = await db.Documents.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancel);
        return document is not null && await db.MayLook(caller, document.FirmId, ConsentScope.Documents, clock.Today, cancel) ? document : null;
    }
}
