namespace TalentFinance.Registry.Domain;

/// <summary>A firm's paper. The bytes lie on a volume under their SHA-256; here stands whose they are and what they were called.</summary>
internal sealed class Document
{
    public const int NameLengthMax = 200;

    public Guid Id { get; init; }
    public Guid FirmId { get; init; }
    public required string Name { get; init; }
    public FileKind Kind { get; init; }
    public int SizeBytes { get; init; }
    /// <summary>Lower-case hex.</summary>
    public required string Sha256 { get; init; }
    public Guid UploadedBy { get; init; }
    public DateTimeOffset UploadedAt { get; init; }
}
