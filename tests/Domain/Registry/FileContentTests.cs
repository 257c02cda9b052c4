using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TalentFinance.Registry.Domain;
using Xunit;

namespace TalentFinance.Tests.Domain.Registry;

/// <summary>Files are judged by what they hold.</summary>
public sealed class FileContentTests
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    private const string Pdf = "%PDF-1.7\n1 0 obj<</Type/Catalog/Note(/JSON is no script)>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n          ";

    [Fact]
    public void The_four_kinds_are_known_by_their_content()
    {
        Assert.Equal((FileKind.Pdf, null), FileContent.Examine(Encoding.Latin1.GetBytes(Pdf)));
        Assert.Equal((FileKind.Png, null), FileContent.Examine(Png(2, 2)));
        Assert.Equal((FileKind.Jpeg, null), FileContent.Examine(Jpeg(640, 480)));
        Assert.Equal((FileKind.Xlsx, null), FileContent.Examine(Zip(("[Content_Types].xml", Workbook), ("xl/workbook.xml", "<workbook/>"))));
    }

    [Fact]
    public void Encrypted_scripted_and_cut_documents_are_refused()
    {
        Says("encrypted", Encoding.Latin1.GetBytes(Pdf.Replace("/Root", "/Encrypt 5 0 R/Root", StringComparison.Ordinal)));
        Says("scripts", Encoding.Latin1.GetBytes(Pdf.Replace("/Root", "/OpenAction<</S/JavaScript/JS(x)>>/Root", StringComparison.Ordinal)));
        Says("cut off", Encoding.Latin1.GetBytes(Pdf[..80]));
        Says("cut off", Png(2, 2)[..^3]);
        Says("appended", [.. Png(2, 2), 1]);
        Says("cut off", Jpeg(640, 480)[..^2]);
        Says("empty", []);
        Says("neither", Encoding.UTF8.GetBytes("<html><script>alert(1)</script>"));
        Says("password-protected", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    }

    [Fact]
    public void Workbooks_with_macros_and_other_archives_are_refused()
    {
        Says("macros", Zip(("[Content_Types].xml", Workbook), ("xl/workbook.xml", ""), ("xl/vbaProject.bin", "x")));
        Says("macros", Zip(("[Content_Types].xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"), ("xl/workbook.xml", "")));
        Says("another kind of ZIP", Zip(("word/document.xml", ""), ("[Content_Types].xml", Workbook)));
        Says("not an XLSX workbook", Zip(("[Content_Types].xml", "text/plain"), ("xl/workbook.xml", "")));
        Says("forbidden names", Zip(("[Content_Types].xml", Workbook), ("xl/workbook.xml", ""), ("../evil", "x")));
        Says("damaged", Zip(("[Content_Types].xml", Workbook), ("xl/workbook.xml", ""))[..60]);
    }

    [Fact]
    public void What_unfolds_to_many_times_its_size_is_refused()
    {
        Says("200 MB", Zip(("[Content_Types].xml", Workbook), ("xl/workbook.xml", ""), ("xl/sheet1.xml", new string('0', 201 * 1024 * 1024))));
        Says("100 million pixels", Png(60_000, 60_000));
        Says("100 million pixels", Jpeg(65_000, 65_000));
        Says("too many parts", Zip([.. Enumerable.Range(0, 2_001).Select(i => ($"xl/{i}", ""))]));
    }

    [Fact]
    public void An_encrypted_part_is_refused()
    {
        var zip = Zip(("[Content_Types].xml", Workbook), ("xl/workbook.xml", "<workbook/>"));
        // Bit 0 of the general purpose flags, in both headers of the first entry.
        zip[6] |= 1;
        zip[zip.AsSpan().IndexOf("PK\x01\x02"u8) + 8] |= 1;
        Says("encrypted", zip);
    }

    [Fact]
    public void No_input_makes_it_stumble() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Elements<byte[]>(Png(2, 2), Jpeg(2, 2), Zip(("[Content_Types].xml", Workbook), ("xl/workbook.xml", "")), Encoding.Latin1.GetBytes(Pdf)).ToArbitrary(),
        Gen.Choose(0, 200).ToArbitrary(), Gen.Choose(0, 255).ToArbitrary(), (file, at, value) =>
        {
            var damaged = file.ToArray();
            damaged[at % damaged.Length] = (byte)value;
            var (kind, fault) = FileContent.Examine(damaged.AsMemory(0, damaged.Length - at % 3));
            return kind is not null || fault is not null;
        }));

    private static void Says(string words, byte[] file) => Assert.Contains(words, FileContent.Examine(file).Fault, StringComparison.Ordinal);

    private static byte[] Zip(params (string Name, string Content)[] parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(content);
            }
        return file.ToArray();
    }

    private static byte[] Png(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        return [0x89, .. "PNG\r\n\x1a\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, [1, 2, 3]), .. Chunk("IEND"u8, [])];

        static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
            return [.. length, .. type, .. data, 0, 0, 0, 0];
        }
    }

    private static byte[] Jpeg(int width, int height) =>
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0,
        0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3, 0xFF, 0xD9,
    ];
}
