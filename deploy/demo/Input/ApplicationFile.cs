using System.Text.Json;
using TalentFinance.Contracts;

namespace TalentFinance.Demo.Input;

/// <summary>Reads applications from CSV with a head line, or from JSON lines with the same names; see README.md beside.</summary>
internal static class ApplicationFile
{
    public const int RowsMax = 200_000;
    private const int LineLengthMax = 20_000;

    public static FileContent Read(string path, DateOnly today)
    {
        using var file = new StreamReader(path);
        return path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? FromJsonLines(file, today) : FromCsv(file, today);
    }

    public static FileContent FromCsv(TextReader file, DateOnly today) => FromLines(Csv.Lines(file), today);

    public static FileContent FromJsonLines(TextReader file, DateOnly today) => FromLines(JsonLines(file), today);

    private static IEnumerable<CsvLine> JsonLines(TextReader file)
    {
        for (var number = 1; file.ReadLine() is { } text; number++)
            if (!string.IsNullOrWhiteSpace(text)) yield return JsonLine(number, text);
    }

    private static CsvLine JsonLine(int number, string text)
    {
        var fields = new Dictionary<string, string>();
        if (text.Length > LineLengthMax) return new(number, fields, $"longer than {LineLengthMax} characters");
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return new(number, fields, "not a JSON object");
            foreach (var field in json.RootElement.EnumerateObject())
            {
                fields[field.Name] = field.Value.ValueKind switch
                {
                    JsonValueKind.Null => "",
                    JsonValueKind.Array => string.Join(';', field.Value.EnumerateArray().Select(item => item.ToString())),
                    _ => field.Value.ToString(),
                };
            }
            return new(number, fields, null);
        }
        catch (JsonException bad)
        {
            return new(number, fields, $"not JSON (at byte {bad.BytePositionInLine})");
        }
    }

    private static FileContent FromLines(IEnumerable<CsvLine> lines, DateOnly today)
    {
        var (rows, bad, references) = (new List<Row>(), new List<BadRow>(), new Dictionary<string, int>());
        foreach (var (line, texts, fault) in lines)
        {
            if (fault is not null)
            {
                bad.Add(new(line, [fault]));
                continue;
            }
            var fields = new Fields(texts, today);
            var row = Parse(line, fields);
            if (references.TryGetValue(row.Reference, out var first)) fields.Faults.Add($"the reference {row.Reference} stands already in line {first}");
            if (rows.Count >= RowsMax) fields.Faults.Add($"more than {RowsMax} rows");
            if (fields.Faults.Count > 0) bad.Add(new(line, [.. fields.Faults]));
            else
            {
                rows.Add(row);
                references.Add(row.Reference, line);
            }
        }
        return new(rows, bad);
    }

    private static Row Parse(int line, Fields fields)
    {
        var row = new Row
        {
            Line = line,
            Reference = fields.Text("reference", 40),
            Firm = new()
            {
                CreditCode = CreditCodeOf(fields),
                Name = fields.Text("firm", 200),
                Profile = new()
                {
                    FoundedOn = fields.Date("founded_on"),
                    IndustryCode = fields.Text("industry", 5),
                    Chain = fields.Text("chain", 60, otherwise: ""),
                    Park = fields.Text("park", 100, otherwise: ""),
                    Staff = fields.Whole("staff", 0, 1_000_000),
                    SalesYuan = fields.Money("sales_yuan"),
                    AssetsYuan = fields.Money("assets_yuan", otherwise: Yuan.Zero),
                    OwnPremises = fields.YesNo("own_premises", otherwise: false),
                    LeaseMonths = fields.Whole("lease_months", 0, 600, otherwise: 0),
                    SeriousBreach = fields.YesNo("serious_breach", otherwise: false),
                },
            },
            Talent = fields.Has("talent_name") ? new()
            {
                Name = fields.Text("talent_name", 100),
                IdentityNumber = fields.Text("talent_id_number", 18),
                Class = fields.OneOf<TalentClass>("talent_class"),
                CertificateNumber = fields.Text("talent_certificate", 60),
                ValidFrom = fields.Date("talent_valid_from"),
                ValidUntil = fields.Date("talent_valid_until"),
                EmployedSince = fields.Date("talent_employed_since"),
                ShareBp = fields.Has("talent_share_bp") ? fields.Whole("talent_share_bp", 0, 10_000) : null,
            } : Nothing<Talent>(fields, "talent_name", "talent_id_number", "talent_class", "talent_certificate", "talent_valid_from", "talent_valid_until", "talent_employed_since", "talent_share_bp"),
            Qualifications = [.. fields.List("qualifications", 10).Select(text => QualificationOf(text, fields))],
            Product = fields.Text("product", 40),
            AmountYuan = fields.Money("amount_yuan"),
            TenorMonths = fields.Whole("tenor_months", 0, 600),
            Use = fields.Text("use", 60),
            Purpose = fields.Text("purpose", 500),
            Pledge = fields.Has("pledge_kind") ? new()
            {
                Kind = fields.Text("pledge_kind", 40),
                CertificateNumber = fields.Text("pledge_certificate", 60),
                AppraisedYuan = fields.Money("pledge_value_yuan"),
            } : Nothing<Pledge>(fields, "pledge_kind", "pledge_certificate", "pledge_value_yuan"),
            Mode = fields.OneOf<RoutingMode>("mode", otherwise: RoutingMode.Open),
            Banks = fields.List("banks", 20),
        };
        fields.NoOthers();
        return row;
    }

    private static string CreditCodeOf(Fields fields)
    {
        var code = fields.Text("credit_code", 40);
        if (code.Length > 0 && CreditCode.Fault(code) is { } fault) fields.Faults.Add("credit_code: " + fault);
        return code;
    }

    /// <summary>Without its first field a group is absent, so none of the others may be there.</summary>
    private static T? Nothing<T>(Fields fields, string first, params ReadOnlySpan<string> others) where T : class
    {
        foreach (var name in others)
            if (fields.Has(name)) fields.Faults.Add($"{name} without {first}");
        return null;
    }

    /// <summary>CODE/certificate/from/until, for instance HNTE/GR202437001234/2024-11-01/2027-10-31.</summary>
    private static Qualification QualificationOf(string text, Fields fields)
    {
        if (text.Split('/') is [var code, var certificate, var from, var until]
            && fields.DateOf(from) is { } validFrom && fields.DateOf(until) is { } validUntil)
            return new() { Code = code, CertificateNumber = certificate, ValidFrom = validFrom, ValidUntil = validUntil };
        fields.Faults.Add("qualifications: write each as CODE/certificate/from/until, several with ; between");
        return new() { Code = "", CertificateNumber = "", ValidFrom = default, ValidUntil = default };
    }
}
