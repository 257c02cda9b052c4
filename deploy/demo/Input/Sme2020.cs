using System.Globalization;
using TalentFinance.Contracts;

namespace TalentFinance.Demo.Input;

/// <summary>
/// 425 masked Chinese small firms with their invoices 2017-2019 (data of problem C of the 2020 national mathematical contest in modelling, 中小微企业的信贷决策).
/// Sales, growth, profit, void invoices and rating are real; what an application needs beyond them follows the rules below
/// and in README.md beside.
/// </summary>
internal static class Sme2020
{
    public const string Bank = "中小微企业信贷示范银行";
    public const string Product = "HIGHTECH";
    private const int Years = 3;
    private static readonly Yuan Least = Yuan.Wan(10), Most = Yuan.Wan(100);

    /// <param name="folder">Holds sme123_index.csv (rated) and sme302_index.csv (unrated).</param>
    public static FileContent Read(string folder, DateOnly today)
    {
        var (rows, bad) = (new List<Row>(), new List<BadRow>());
        var sales = 0m;
        foreach (var name in (string[])["sme123_index.csv", "sme302_index.csv"])
        {
            using var text = new StreamReader(Path.Combine(folder, name));
            foreach (var (line, texts, fault) in Csv.Lines(text))
            {
                if (fault is null && Record.Of(texts) is { } record)
                {
                    sales += record.SalesTotal;
                    rows.Add(Map(line, record, today));
                }
                else
                {
                    bad.Add(new(line, [$"{name}: {fault ?? "a number is missing or cannot be read"}"]));
                }
            }
        }
        return new(rows, bad) { Figures = [("firms", rows.Count + bad.Count), ("sales_total_cny", sales)] };
    }

    internal sealed record Record(string Firm, string? NameMasked, decimal SalesTotal, double ProfitRate, double Growth, double VoidRate, string? Rating)
    {
        /// <summary>Null when a field is missing or no number. A growth from nothing stands in the file as "inf".</summary>
        public static Record? Of(IReadOnlyDictionary<string, string> texts) =>
            texts.GetValueOrDefault("firm") is { Length: > 1 } firm && firm[0] == 'E' && firm.AsSpan(1).ContainsAnyExceptInRange('0', '9') is false
            && decimal.TryParse(texts.GetValueOrDefault("sales_total_cny"), NumberStyles.Float, CultureInfo.InvariantCulture, out var sales)
            && Number(texts, "profit_rate") is { } profit && Number(texts, "sales_growth_2018_2019") is { } growth && Number(texts, "void_invoice_rate") is { } voids
                ? new(firm, texts.GetValueOrDefault("name_masked"), sales, profit, growth, voids, texts.GetValueOrDefault("rating"))
                : null;

        private static double? Number(IReadOnlyDictionary<string, string> texts, string name) => texts.GetValueOrDefault(name) switch
        {
            "inf" => double.PositiveInfinity,
            var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };
    }

    internal static Row Map(int line, Record record, DateOnly today)
    {
        var number = long.Parse(record.Firm.AsSpan(1), CultureInfo.InvariantCulture);
        var annual = Yuan.Rounded(Math.Max(0, record.SalesTotal) / Years);
        return new()
        {
            Line = line,
            Reference = "SME2020-" + record.Firm,
            Firm = new()
            {
                // Above every ten-digit loan number, so that the two data sets never share a code.
                CreditCode = Codes.OfNumber(20_200_000_000 + number),
                Name = $"{record.NameMasked?.Replace(record.Firm, "", StringComparison.Ordinal) ?? "中小微企业"} {record.Firm}",
                Profile = new()
                {
                    FoundedOn = new(2016, 1, 1),
                    IndustryCode = IndustryOf(record.NameMasked ?? ""),
                    Chain = "",
                    Park = "",
                    Staff = 0,
                    SalesYuan = annual,
                    AssetsYuan = Yuan.Zero,
                    OwnPremises = true,
                    LeaseMonths = 0,
                    SeriousBreach = false,
                },
            },
            Qualifications = record.Growth >= 0
                ? [new() { Code = "TECH_SME", CertificateNumber = $"SME2020{number:D4}", ValidFrom = new(2020, 1, 1), ValidUntil = new(2035, 12, 31) }]
                : [],
            Product = Product,
            AmountYuan = AmountOf(annual),
            TenorMonths = 12,
            Use = "WORKING_CAPITAL",
            Purpose = $"working capital, a tenth of a year's sales of {annual} yuan",
            Mode = RoutingMode.Targeted,
            Banks = [Bank],
            Script = Answer(record, AmountOf(annual), today),
        };
    }

    /// <summary>A tenth of a year's sales in whole 万元, between the 10万 and the 100万 that the contest's bank lends.</summary>
    internal static Yuan AmountOf(Yuan annualSales) => Yuan.Min(Most, Yuan.Max(Least, Yuan.Wan(decimal.Floor(annualSales.Amount / 100_000m))));

    private static Script Answer(Record record, Yuan amount, DateOnly today)
    {
        var (code, text) = record switch
        {
            { Rating: "D" } => ("CreditHistory", "rating D"),
            { Rating: null, ProfitRate: < 0 } => ("CashFlow", "unrated, and purchases above sales"),
            { Rating: null, VoidRate: > 0.2 } => ("CreditHistory", "unrated, and more than a fifth of the invoices void"),
            _ => (null, null),
        };
        return new()
        {
            DeclineCode = code,
            DeclineText = text,
            RateBp = record.Rating switch { "A" => 300, "B" => 315, _ => 330 },
            SignedOn = today,
            PaidOutOn = today,
            PaidOutYuan = code is null ? amount : Yuan.Zero,
        };
    }

    private static string IndustryOf(string name)
    {
        foreach (var (word, code) in Words)
            if (name.Contains(word, StringComparison.Ordinal)) return code;
        return "L72";
    }

    /// <summary>The name is masked but for its line of business; the first word that occurs decides.</summary>
    private static readonly (string Word, string Code)[] Words =
    [
        ("建筑", "E47"), ("建设", "E47"), ("劳务", "E47"), ("装饰", "E50"), ("工程", "E48"), ("物流", "G54"), ("运", "G54"), ("药", "C27"), ("科技", "I65"), ("软件", "I65"),
        ("网络", "I64"), ("机械", "C34"), ("设备", "C35"), ("电子", "C39"), ("塑胶", "C29"), ("食品", "C14"), ("酒店", "H61"), ("餐饮", "H62"), ("房地产", "K70"), ("文化", "R88"),
        ("商贸", "F51"), ("贸易", "F51"), ("物资", "F51"), ("建材", "F51"), ("个体", "F52"), ("律师", "L72"), ("广告", "L72"),
    ];
}
