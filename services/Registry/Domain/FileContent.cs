using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace TalentFinance.Registry.Domain;

internal enum FileKind { Pdf, Png, Jpeg, Xlsx }

/// <summary>
/// What a file is by its bytes, never by its name: PDF, PNG, JPEG or XLSX, whole and harmless - not encrypted, no macros or
/// scripts, nothing that unfolds to many times its size. A fault is said in words that a person can act on.
/// </summary>
internal static class FileContent
{
    public const int SizeBytesMax = 20 * 1024 * 1024;
    private const int PixelsMax = 100_000_000;
    private const int ZipEntriesMax = 2_000;
    private const long UnfoldedBytesMax = 200L * 1024 * 1024;

    public static (FileKind? Kind, string? Fault) Examine(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        if (bytes.Length == 0) return (null, "the file is empty");
        if (bytes.Length > SizeBytesMax) return (null, "the file is larger than 20 MB");
        if (bytes.StartsWith("%PDF-"u8)) return (FileKind.Pdf, Pdf(bytes));
        if (bytes.StartsWith(PngSignature)) return (FileKind.Png, Png(bytes));
        if (bytes.StartsWith(JpegSignature)) return (FileKind.Jpeg, Jpeg(bytes));
        if (bytes.StartsWith("PK\x03\x04"u8)) return (FileKind.Xlsx, Xlsx(file));
        if (bytes.StartsWith(CompoundSignature)) return (null, "the file is an old or password-protected Office file: save it as XLSX without a password");
        return (null, "the content is neither PDF, PNG, JPEG nor XLSX");
    }

    public static string MediaType(FileKind kind) => kind switch
    {
        FileKind.Pdf => "application/pdf",
        FileKind.Png => "image/png",
        FileKind.Jpeg => "image/jpeg",
        _ => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private static ReadOnlySpan<byte> JpegSignature => [0xFF, 0xD8, 0xFF];
    private static ReadOnlySpan<byte> CompoundSignature => [0xD0, 0xCF, 0x11, 0xE0];

    private static string? Pdf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 64 || bytes[5] is not ((byte)'1' or (byte)'2') || bytes[6] != '.') return "the PDF has no valid header";
        var tail = bytes[^Math.Min(bytes.Length, 2048)..];
        if (tail.IndexOf("%%EOF"u8) < 0 || tail.IndexOf("startxref"u8) < 0) return "the PDF is cut off: its end is missing";
        if (HasName(bytes, "/Encrypt"u8)) return "the PDF is encrypted: save it without a password";
        return HasName(bytes, "/JavaScript"u8) || HasName(bytes, "/JS"u8) || HasName(bytes, "/Launch"u8) ? "the PDF holds scripts or starts programs: print it to a plain PDF" : null;
    }

    /// <summary>A PDF name ends where a delimiter begins: /JS is not /JSON.</summary>
    private static bool HasName(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> name)
    {
        for (int at; (at = bytes.IndexOf(name)) >= 0; bytes = bytes[(at + name.Length)..])
            if (at + name.Length < bytes.Length && " \t\r\n\f\0()<>[]{}/%"u8.Contains(bytes[at + name.Length])) return true;
        return false;
    }

    private static string? Png(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[8..];
        for (var first = true; bytes.Length >= 12; first = false)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes);
            if (length > bytes.Length - 12) return "the PNG is cut off";
            var type = bytes.Slice(4, 4);
            if (first != type.SequenceEqual("IHDR"u8) || (first && length != 13)) return "the PNG does not begin with its header";
            if (first && Pixels(BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[12..])) is { } fault) return fault;
            if (type.SequenceEqual("IEND"u8)) return bytes.Length == 12 ? null : "something is appended to the PNG";
            bytes = bytes[(int)(length + 12)..];
        }
        return "the PNG is cut off";
    }

    private static string? Jpeg(ReadOnlySpan<byte> bytes)
    {
        var framed = false;
        for (var at = 2; at + 4 <= bytes.Length;)
        {
            if (bytes[at] != 0xFF) return "the JPEG is damaged";
            var marker = bytes[at + 1];
            if (marker == 0xFF) { at++; continue; }
            if (marker == 0xDA) return !framed ? "the JPEG has no image header" : bytes[at..].LastIndexOf([(byte)0xFF, (byte)0xD9]) < 0 ? "the JPEG is cut off" : null;
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 2 || at + 2 + length > bytes.Length) return "the JPEG is cut off";
            // Start of frame: C0-CF without the tables C4, C8, CC.
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                if (length < 8) return "the JPEG is damaged";
                if (Pixels(BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..])) is { } fault) return fault;
                framed = true;
            }
            at += 2 + length;
        }
        return "the JPEG is cut off";
    }

    private static string? Pixels(uint width, uint height) =>
        width == 0 || height == 0 ? "the image has no size" : (ulong)width * height > PixelsMax ? "the image has more than 100 million pixels" : null;

    private static string? Xlsx(ReadOnlyMemory<byte> file)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file.ToArray(), writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > ZipEntriesMax) return "the XLSX holds too many parts";
            if (zip.Entries.Any(entry => entry.IsEncrypted)) return "the XLSX is encrypted: save it without a password";
            if (zip.Entries.Any(entry => entry.FullName.Contains("..", StringComparison.Ordinal) || entry.FullName.StartsWith('/'))) return "the XLSX holds parts with forbidden names";
            if (zip.Entries.Any(entry => entry.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))) return "the file holds macros: save it as XLSX";
            var types = zip.GetEntry("[Content_Types].xml");
            if (types is null || zip.GetEntry("xl/workbook.xml") is null) return "the content is neither PDF, PNG, JPEG nor XLSX: it is another kind of ZIP file";
            // The declared lengths are the sender's word; what it unfolds to is counted.
            if (!UnfoldsWithin(zip, UnfoldedBytesMax)) return "the XLSX unfolds to more than 200 MB";
            using var reader = new StreamReader(types.Open(), Encoding.UTF8);
            var declared = reader.ReadToEnd();
            if (declared.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)) return "the file holds macros: save it as XLSX";
            return declared.Contains("spreadsheetml.sheet.main+xml", StringComparison.Ordinal) ? null : "the file is not an XLSX workbook";
        }
        catch (InvalidDataException)
        {
            return "the XLSX is damaged";
        }
    }

    private static bool UnfoldsWithin(ZipArchive zip, long budget)
    {
        var buffer = new byte[81920];
        foreach (var entry in zip.Entries)
        {
            using var unfolded = entry.Open();
            for (int read; (read = unfolded.Read(buffer)) > 0;)
                if ((budget -= read) < 0) return false;
        }
        return true;
    }
}
