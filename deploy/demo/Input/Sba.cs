using System.Globalization;
using System.IO.Compression;
using TalentFinance.Contracts;

namespace TalentFinance.Demo.Input;

/// <summary>
/// SBA 7(a) loans as published ("Should This Loan be Approved or Denied?", Li, Mickel and Taylor, 2018): real loans with their
/// banks, amounts, terms and dates become applications, and their banks answer as the file says. One dollar is taken as one
/// yuan. The rules for what is odd in the file stand in README.md beside; each one used is counted.
/// </summary>
internal static class Sba
{
    public const string Product = "SBA_7A";
    /// <summary>The file names no rates; every offer bears this one, so that it says nothing about banks.</summary>
    public const int RateBp = 600;
    public const int TenorMonthsMax = 600;

    public static FileContent Read(IEnumerable<string> paths)
    {
        var (rows, bad, sums) = (new List<Row>(), new List<BadRow>(), new decimal[3]);
        foreach (var path in paths)
        {
            using var bytes = File.OpenRead(path);
            using Stream plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(bytes, CompressionMode.Decompress) : bytes;
            using var text = new StreamReader(plain);
            Read(text, rows, bad, sums);
        }
        return new(rows, bad)
        {
            NeedsProduct = Product,
            Figures = [("rows", rows.Count + bad.Count), ("DisbursementGross", sums[0]), ("GrAppv", sums[1]), ("SBA_Appv", sums[2])],
        };
    }

    private static void Read(TextReader file, List<Row> rows, List<BadRow> bad, decimal[] sums)
    {
        foreach (var (line, texts, fault) in Csv.Lines(file))
        {
            if (fault is not null)
            {
                bad.Add(new(line, [fault]));
                continue;
            }
            var fields = new Fields(texts, DateOnly.MaxValue);
            var row = Map(line, fields, sums);
            if (fields.Faults.Count > 0) bad.Add(new(line, [.. fields.Faults]));
            else rows.Add(row);
        }
    }

    private static Row Map(int line, Fields fields, decimal[] sums)
    {
        var number = fields.Text("LoanNr_ChkDgt", 10);
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var loan)) fields.Faults.Add("LoanNr_ChkDgt is not a number");
        var (paidOut, approved, guaranteed) = (fields.Money("DisbursementGross"), fields.Money("GrAppv"), fields.Money("SBA_Appv"));
        sums[0] += paidOut.Amount;
        sums[1] += approved.Amount;
        sums[2] += guaranteed.Amount;
        var approvedOn = fields.Date("ApprovalDate");
        var hasPayoutDate = fields.Has("DisbursementDate");
        var paidOutOn = hasPayoutDate ? fields.Date("DisbursementDate") : approvedOn;
        var bank = fields.Text("Bank", 100, otherwise: "");
        var (city, state) = (fields.Text("City", 60, otherwise: "-"), fields.Text("State", 20, otherwise: "-"));

        var remarks = new List<string>();
        if (!hasPayoutDate) remarks.Add("no payout date: the approval date is taken");
        if (paidOutOn < approvedOn) remarks.Add("paid out before it was approved: signed on the day of the payout");
        if (paidOut > approved) remarks.Add("paid out above the approved amount: the excess is not covered");
        if (paidOut < approved && paidOut > Yuan.Zero) remarks.Add("paid out below the approved amount: the rest of the reservation is released");
        if (paidOut == Yuan.Zero) remarks.Add("nothing was paid out: the accepted offer is withdrawn");
        if (fields.Text("MIS_Status", 10, otherwise: "").Length == 0) remarks.Add("blank status: says what became of the loan later, so it changes nothing here");

        return new()
        {
            Line = line,
            Reference = "SBA-" + number,
            Firm = new()
            {
                CreditCode = Codes.OfNumber(loan),
                Name = $"SBA borrower {number}, {city} {state}",
                Profile = new()
                {
                    FoundedOn = fields.Text("NewExist", 3, otherwise: "0") == "1" ? approvedOn.AddYears(-3) : approvedOn,
                    IndustryCode = IndustryOf(fields.Text("NAICS", 6, otherwise: "0")),
                    Chain = "",
                    Park = state,
                    Staff = fields.Whole("NoEmp", 0, 1_000_000, otherwise: 0),
                    SalesYuan = Yuan.Zero,
                    AssetsYuan = Yuan.Zero,
                    OwnPremises = false,
                    LeaseMonths = 0,
                    SeriousBreach = false,
                },
            },
            Product = Product,
            AmountYuan = approved,
            TenorMonths = fields.Whole("Term", 0, TenorMonthsMax),
            Use = "WORKING_CAPITAL",
            Purpose = $"SBA 7(a) loan {number}",
            Mode = RoutingMode.Targeted,
            Banks = bank.Length == 0 ? [] : [bank],
            Script = new()
            {
                RateBp = RateBp,
                SignedOn = approvedOn < paidOutOn ? approvedOn : paidOutOn,
                PaidOutOn = paidOutOn,
                PaidOutYuan = paidOut,
                Remarks = [.. remarks],
            },
        };
    }

    /// <summary>NAICS sectors in divisions of GB/T 4754-2017; 0 (not stated in the file) becomes business services.</summary>
    private static string IndustryOf(string naics) => (naics.Length >= 2 ? naics[..2] : "") switch
    {
        "11" => "A01",
        "21" => "B11",
        "22" => "D44",
        "23" => "E47",
        "31" => "C13",
        "32" => "C26",
        "33" => "C34",
        "42" => "F51",
        "44" or "45" => "F52",
        "48" => "G54",
        "49" => "G59",
        "51" => "I65",
        "52" => "J69",
        "53" => "K70",
        "54" => "M74",
        "55" => "L72",
        "56" => "L72",
        "61" => "P83",
        "62" => "Q84",
        "71" => "R90",
        "72" => "H62",
        "81" => "O81",
        "92" => "S92",
        _ => "L72",
    };
}
