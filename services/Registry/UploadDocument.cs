using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>A firm, or its agent, hands in a paper: PDF, PNG, JPEG or XLSX up to 20 MB, judged by its content and not its name.</summary>
internal static class UploadDocument
{
    /// <summary>A body lies in memory while it is examined: so many at a time.</summary>
    private static readonly SemaphoreSlim AtOnce = new(4);
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("/\\\r\n\t\"");

    public static void Map(RouteGroupBuilder documents) =>
        documents.MapPost("", Handle).Allow(Role.Startup, Role.Agent).WithMetadata(new UpTo20Megabytes())
            .WithSummary("Hand in a document: the file itself is the body; PDF, PNG, JPEG or XLSX up to 20 MB");

    private static async Task<Results<Created<DocumentView>, NotFound, Refused>> Handle(
        string name, HttpRequest request, Caller caller, RegistryDb db, DocumentStore store, BusinessClock clock, CancellationToken cancel, Guid? firmId = null)
    {
        var check = new Check().Text(name, "name", Document.NameLengthMax)
            .That(!name.AsSpan().ContainsAny(NotInNames), "name", "a file name without / \\ \" and line ends", "give the file's name without its folder");
        if (check.Refused is { } bad) return bad;
        var firm = await db.ActedFor(caller, firmId, clock.Today, cancel);
        if (firm is null) return TypedResults.NotFound();

        if (!await AtOnce.WaitAsync(TimeSpan.FromSeconds(30), cancel)) return new Refused(Refusal.Rule("busy", "too many documents arrive at once", "limits", "try again in a minute"));
        try
        {
            using var content = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, FileContent.SizeBytesMax));
            await request.Body.CopyToAsync(content, cancel);
            var bytes = content.GetBuffer().AsMemory(0, (int)content.Length);
            var (kind, fault) = FileContent.Examine(bytes);
            if (fault is not null || kind is null) return new Refused(Refusal.Rule("document-refused", fault!, "PDF, PNG, JPEG or XLSX up to 20 MB, not encrypted, without macros", "save it again as one of these") with { Field = "body" });

            var document = new Document
            {
                Id = Guid.CreateVersion7(),
                FirmId = firm.Id,
                Name = name.Trim(),
                Kind = kind.Value,
                SizeBytes = bytes.Length,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes.Span)),
                UploadedBy = caller.AccountId,
                UploadedAt = clock.Now,
            };
            // First the volume, then the row: a row never points to nothing.
            await store.Write(document.Sha256, bytes, cancel);
            db.Documents.Add(document);
            db.Audit(caller, "hand in", "Document", document.Id, document.Sha256);
            return TypedResults.Created($"/api/registry/documents/{document.Id}", DocumentView.Of(document));
        }
        finally { AtOnce.Release(); }
    }

    private sealed class UpTo20Megabytes : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => FileContent.SizeBytesMax;
    }
}

internal sealed record DocumentView(Guid Id, Guid FirmId, string Name, FileKind Kind, int SizeBytes, string Sha256, DateTimeOffset UploadedAt)
{
    public static DocumentView Of(Document document) => new(document.Id, document.FirmId, document.Name, document.Kind, document.SizeBytes, document.Sha256, document.UploadedAt);
}
