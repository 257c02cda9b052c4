using FsCheck;
using FsCheck.Fluent;
using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;
using Xunit;

namespace TalentFinance.Tests.Domain.Registry;

/// <summary>Codes with check characters: domain.md §9.</summary>
public sealed class CodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [InlineData("91110108551385082Q")]
    [InlineData("91110000600037341L")]
    public void Published_credit_codes_are_valid(string code) => Assert.Null(CreditCode.Fault(code));

    [Theory]
    [InlineData("91110108551385082X", "check character")]
    [InlineData("9111010855138508", "18 characters")]
    [InlineData("91110108551385082I", "does not occur")]
    [InlineData("9111O108551385082Q", "does not occur")]
    [InlineData("91A10108551385082Q", "region")]
    [InlineData("", "18 characters")]
    [InlineData(null, "18 characters")]
    public void A_wrong_credit_code_is_told_what_is_wrong(string? code, string words) => Assert.Contains(words, CreditCode.Fault(code), StringComparison.Ordinal);

    [Fact]
    public void One_changed_character_is_always_noticed_in_a_credit_code() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Elements(Alphabet.ToCharArray()).ArrayOf(9).ToArbitrary(), Gen.Choose(8, 16).ToArbitrary(), Gen.Elements(Alphabet.ToCharArray()).ToArbitrary(), (body, at, other) =>
        {
            var first = "91370212" + new string(body);
            var code = first + CreditCode.CheckCharacter(first);
            if (CreditCode.Fault(code) is not null) return false;
            var changed = code.ToCharArray();
            changed[at] = other;
            return changed[at] == code[at] || CreditCode.Fault(new string(changed)) is not null;
        }));

    [Theory]
    [InlineData("11010519491231002X")]
    [InlineData("810000199408230021")]
    [InlineData("932682198501010017")]
    public void Identity_numbers_of_residents_near_and_far_are_valid(string number) => Assert.Null(IdentityNumber.Fault(Complete(number), Today));

    [Fact]
    public void The_published_identity_number_is_valid_as_it_stands() => Assert.Null(IdentityNumber.Fault("11010519491231002X", Today));

    [Theory]
    [InlineData("110105194912310021", "check character")]
    [InlineData("11010519491331002X", "not a date")]
    [InlineData("11010519490229002X", "not a date")]
    [InlineData("11010520270101002X", "possible range")]
    [InlineData("11010518991231002X", "possible range")]
    [InlineData("99010519491231002X", "known region")]
    [InlineData("66010519491231002X", "known region")]
    [InlineData("11010519491231002x", "capital X")]
    [InlineData("1101051949123100 X", "digits")]
    [InlineData("１1010519491231002X", "digits")]
    [InlineData("110105491231002", "18 characters")]
    [InlineData(null, "18 characters")]
    public void A_wrong_identity_number_is_told_what_is_wrong_and_never_repeated(string? number, string words)
    {
        var fault = IdentityNumber.Fault(number, Today);
        Assert.Contains(words, fault, StringComparison.Ordinal);
        if (number is not null) Assert.DoesNotContain(number, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void One_changed_digit_is_always_noticed_in_an_identity_number() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 36_000).ToArbitrary(), Gen.Choose(0, 999).ToArbitrary(), Gen.Choose(14, 16).ToArbitrary(), (day, sequence, at) =>
        {
            var number = Complete($"370212{new DateOnly(1920, 1, 1).AddDays(day):yyyyMMdd}{sequence:000}0");
            if (IdentityNumber.Fault(number, Today) is not null) return false;
            var changed = number.ToCharArray();
            changed[at] = (char)('0' + (number[at] - '0' + 1) % 10);
            return IdentityNumber.Fault(new string(changed), Today) is not null;
        }));

    [Fact]
    public void A_mask_shows_six_and_four() => Assert.Equal("110105********002X", IdentityNumber.Mask("11010519491231002X"));

    [Theory]
    [InlineData("张伟明", "张**")]
    [InlineData("李", "李*")]
    [InlineData("𠮷田", "𠮷*")]
    [InlineData("Alexandra", "A**")]
    public void A_name_is_masked_after_its_first_character(string name, string masked) => Assert.Equal(masked, IdentityNumber.MaskName(name));

    [Theory]
    [InlineData("C39")]
    [InlineData("C394")]
    [InlineData("C3940")]
    [InlineData("I6513")]
    [InlineData("A0111")]
    public void Industries_of_the_standard_are_known(string code) => Assert.Null(Industry.Fault(code));

    [Theory]
    [InlineData("C")]
    [InlineData("39")]
    [InlineData("c3940")]
    [InlineData("C39400")]
    [InlineData("A3940")]
    [InlineData("C9999")]
    [InlineData("C39４0")]
    [InlineData("")]
    [InlineData(null)]
    public void What_the_standard_does_not_hold_is_no_industry(string? code) => Assert.NotNull(Industry.Fault(code));

    // 97 divisions, 473 groups, 1,381 classes.
    [Fact]
    public void The_whole_standard_is_there() => Assert.Equal(97 + 473 + 1381, Industry.Count);

    [Theory]
    [InlineData("370212", true)]
    [InlineData("370271", true)]
    [InlineData("441900", true)]
    [InlineData("370200", false)]
    [InlineData("370000", false)]
    [InlineData("990101", false)]
    [InlineData("37021", false)]
    [InlineData("37021A", false)]
    [InlineData(null, false)]
    public void A_district_is_six_digits_below_a_city(string? code, bool valid) => Assert.Equal(valid, Division.Fault(code) is null);

    private static string Complete(string number) => number[..17] + IdentityNumber.CheckCharacter(number);
}
