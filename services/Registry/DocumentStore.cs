namespace TalentFinance.Registry;

/// <summary>
/// Files on a volume, each under its SHA-256: the same content lies there once, and what lies there never changes. A file is written
/// beside and moved into place, so no half-written one is ever seen.
/// </summary>
internal sealed class DocumentStore
{
    private readonly string directory;

    public DocumentStore(IConfiguration configuration)
    {
        directory = configuration["Documents:Directory"] ?? throw new InvalidOperationException("Documents:Directory is not configured: the volume that documents lie on");
        Directory.CreateDirectory(Path.Combine(directory, "incoming"));
    }

    public string PathOf(string sha256) => Path.Combine(directory, sha256[..2], sha256);

    public async Task Write(string sha256, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var path = PathOf(sha256);
        if (File.Exists(path)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var incoming = Path.Combine(directory, "incoming", Guid.NewGuid().ToString("N"));
        try
        {
            await using (var file = new FileStream(incoming, FileMode.CreateNew, FileAccess.Write))
            {
                await file.WriteAsync(content, cancel);
                file.Flush(flushToDisk: true);
            }
            File.Move(incoming, path, overwrite: true);
        }
        finally { File.Delete(incoming); }
    }
}
