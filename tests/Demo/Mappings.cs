using TalentFinance.Contracts;
using TalentFinance.Demo.Input;
using Xunit;

namespace TalentFinance.DemoTests;

/// <summary>Real data sets through stated rules; the lines here are made up in their form.</summary>
public sealed class Mappings
{
    private const string Head = "LoanNr_ChkDgt,City,State,Zip,Bank,BankState,NAICS,ApprovalDate,ApprovalFY,Term,NoEmp,NewExist,CreateJob,RetainedJob,FranchiseCode,UrbanRural,RevLineCr,LowDoc,ChgOffDate,DisbursementDate,DisbursementGross,BalanceGross,MIS_Status,ChgOffPrinGr,GrAppv,SBA_Appv";

    private static Row Sba(string term = "60", string bank = "FIRST BANK", string paidOutOn = "1997-03-05", string paidOut = "35000", string approved = "35000", string status = "P I F")
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, $"{Head}\n1000694008,SPRINGFIELD,VA,22553,{bank},VA,621310,1997-02-28,1997,{term},7,2,0,0,1,0,N,Y,,{paidOutOn},{paidOut},0,{status},0,{approved},28000\n");
            return Assert.Single(TalentFinance.Demo.Input.Sba.Read([path]).Rows);
        }
        finally { File.Delete(path); }
    }

    [Fact]
    public void A_plain_loan_keeps_its_bank_amounts_term_and_dates()
    {
        var row = Sba();
        Assert.Equal((Yuan.Of(35_000m), 60, "FIRST BANK"), (row.AmountYuan, row.TenorMonths, row.Banks[0]));
        Assert.Equal((new DateOnly(1997, 2, 28), new DateOnly(1997, 3, 5), Yuan.Of(35_000m)), (row.Script!.SignedOn, row.Script.PaidOutOn, row.Script.PaidOutYuan));
        Assert.Empty(row.Script.Remarks);
        Assert.True(CreditCode.IsValid(row.Firm.CreditCode));
    }

    [Fact]
    public void Without_a_payout_date_the_approval_date_counts() => Assert.Equal(new DateOnly(1997, 2, 28), Sba(paidOutOn: "").Script!.PaidOutOn);

    [Fact]
    public void A_payout_before_the_approval_is_signed_on_its_own_day() => Assert.Equal(new DateOnly(1997, 1, 15), Sba(paidOutOn: "1997-01-15").Script!.SignedOn);

    [Fact]
    public void What_was_paid_out_above_the_approval_is_not_in_the_contract()
    {
        var row = Sba(paidOut: "50000");
        Assert.Equal(Yuan.Of(35_000m), row.Script!.WithinContract(row.AmountYuan));
        Assert.Single(row.Script.Remarks);
    }

    [Fact]
    public void A_term_of_zero_and_a_missing_bank_are_left_for_the_marketplace_to_refuse()
    {
        Assert.Equal(0, Sba(term: "0").TenorMonths);
        Assert.Empty(Sba(bank: "").Banks);
    }

    [Fact]
    public void Nothing_paid_out_and_a_blank_status_are_remarked() => Assert.Equal(2, Sba(paidOut: "0", status: "").Script!.Remarks.Length);

    [Fact]
    public void Codes_are_valid_stable_and_different()
    {
        var codes = Enumerable.Range(0, 2_000).Select(i => Codes.OfNumber(1_000_000_000L + i * 977L)).ToArray();
        Assert.All(codes, code => Assert.Null(CreditCode.Fault(code)));
        Assert.Equal(codes.Length, codes.Distinct().Count());
        Assert.Equal(Codes.OfName("某银行"), Codes.OfName("某银行"));
    }

    [Theory]
    [InlineData(50_000, 100_000)]      // at least 10万
    [InlineData(4_567_890, 450_000)]   // a tenth, in whole 万元
    [InlineData(90_000_000, 1_000_000)] // at most 100万
    public void A_small_firm_asks_for_a_tenth_of_its_sales(int annualSales, int asked) => Assert.Equal(Yuan.Of(asked), Sme2020.AmountOf(Yuan.Of(annualSales)));

    [Theory]
    [InlineData("D", 0.5, 0.0, "CreditHistory")]
    [InlineData("A", -0.4, 0.5, null)]  // rated firms stand on their rating
    [InlineData(null, -0.1, 0.0, "CashFlow")]
    [InlineData(null, 0.1, 0.3, "CreditHistory")]
    [InlineData(null, 0.1, 0.1, null)]
    public void The_bank_declines_by_rating_or_for_the_unrated_by_their_invoices(string? rating, double profit, double voids, string? code) =>
        Assert.Equal(code, Sme2020.Map(2, new("E7", null, 9_000_000m, profit, 0.2, voids, rating), new(2026, 11, 21)).Script!.DeclineCode);

    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(-0.01, 0)]
    [InlineData(double.PositiveInfinity, 1)]
    public void A_firm_that_grew_holds_a_qualification(double growth, int held) =>
        Assert.Equal(held, Sme2020.Map(2, new("E7", null, 9_000_000m, 0.1, growth, 0, "A"), new(2026, 11, 21)).Qualifications.Length);
}
