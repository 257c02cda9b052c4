using TalentFinance.Contracts;
using TalentFinance.Demo.Input;
using Xunit;

namespace TalentFinance.DemoTests;

/// <summary>The file of applications: good rows go on, every bad one is reported with its line and every reason.</summary>
public sealed class Reading
{
    private const string Head = "reference,credit_code,firm,founded_on,industry,staff,sales_yuan,product,amount_yuan,tenor_months,use,purpose";
    private const string Good = "A-1,91110108551385082Q,青岛示范科技有限公司,2015-04-01,I6513,30,8000000.00,TALENT,1500000.50,12,RND,研发";
    private static readonly DateOnly Today = new(2026, 11, 21);

    private static FileContent Csv(params string[] lines) => ApplicationFile.FromCsv(new StringReader(string.Join('\n', [Head, .. lines])), Today);

    [Fact]
    public void A_good_row_is_read_to_the_cent()
    {
        var row = Assert.Single(Csv(Good).Rows);
        Assert.Equal((2, "A-1", Yuan.Of(1_500_000.50m), 12, RoutingMode.Open), (row.Line, row.Reference, row.AmountYuan, row.TenorMonths, row.Mode));
        Assert.Equal(new DateOnly(2015, 4, 1), row.Firm.Profile.FoundedOn);
    }

    [Theory]
    [InlineData("91110108551385082Q", "91110108551385082W", "check character")]
    [InlineData("2015-04-01", "1.4.2015", "founded_on is not a date")]
    [InlineData("1500000.50", "-1", "amount_yuan is not an amount")]
    [InlineData("1500000.50", "1500000.505", "amount_yuan is not an amount")]
    [InlineData("1500000.50", "1e6", "amount_yuan is not an amount")]
    [InlineData(",12,", ",a year,", "tenor_months is not a whole number")]
    [InlineData("青岛示范科技有限公司", "", "firm is missing")]
    public void A_bad_field_is_named(string good, string bad, string said)
    {
        var content = Csv(Good.Replace(good, bad, StringComparison.Ordinal), Good);
        var row = Assert.Single(content.Bad);
        Assert.Equal(2, row.Line);
        Assert.Contains(said, Assert.Single(row.Reasons), StringComparison.Ordinal);
        Assert.Single(content.Rows);
    }

    [Fact]
    public void Every_fault_of_a_row_is_told_at_once() =>
        Assert.Equal(3, Assert.Single(Csv("A-1,91110108551385082Q,,gestern,I6513,30,8000000,TALENT,x,12,RND,p").Bad).Reasons.Length);

    [Fact]
    public void Too_few_or_too_many_fields_are_a_bad_row()
    {
        var content = Csv("A-1,91110108551385082Q", Good, Good.Replace("A-1", "A-2", StringComparison.Ordinal) + ",more");
        Assert.Equal([2, 4], content.Bad.Select(bad => bad.Line));
        Assert.Single(content.Rows);
    }

    [Fact]
    public void A_reference_stands_once() => Assert.Contains("stands already in line 2", Assert.Single(Csv(Good, Good).Bad).Reasons[0], StringComparison.Ordinal);

    [Fact]
    public void A_misspelt_column_is_not_a_silent_default()
    {
        var content = ApplicationFile.FromCsv(new StringReader($"{Head},lease_month\n{Good},24"), Today);
        Assert.Contains("there is no field lease_month", Assert.Single(content.Bad).Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Dates_may_be_counted_from_today()
    {
        Assert.Equal(new DateOnly(2026, 6, 21), Assert.Single(Csv(Good.Replace("2015-04-01", "today-5m", StringComparison.Ordinal)).Rows).Firm.Profile.FoundedOn);
        Assert.Single(Csv(Good.Replace("2015-04-01", "today5m", StringComparison.Ordinal)).Bad);
    }

    [Fact]
    public void Json_lines_carry_the_same_fields()
    {
        const string json = """{"reference":"A-1","credit_code":"91110108551385082Q","firm":"F","founded_on":"2015-04-01","industry":"I6513","staff":30,"sales_yuan":8000000,"product":"TALENT","amount_yuan":1500000.50,"tenor_months":12,"use":"RND","purpose":"p","mode":"Targeted","banks":["甲","乙"]}""";
        var content = ApplicationFile.FromJsonLines(new StringReader(json + "\n{not json\n[1]\n"), Today);
        Assert.Equal(["甲", "乙"], Assert.Single(content.Rows).Banks);
        Assert.Equal([2, 3], content.Bad.Select(bad => bad.Line));
    }

    [Fact]
    public void An_empty_file_is_said_to_be_empty() => Assert.Single(ApplicationFile.FromCsv(new StringReader(""), Today).Bad);
}
