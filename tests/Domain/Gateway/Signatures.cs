using System.Text;
using TalentFinance.Gateway.Domain;
using Xunit;

namespace TalentFinance.Tests.Domain.Gateway;

public sealed class Signatures
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1795226700);
    private static readonly string Good = new('a', 64);

    /// <summary>The example that tests/PartnerBank/README.md gives to banks.</summary>
    [Fact]
    public void The_documents_example_holds() => Assert.Equal(
        "ffa83a56dbed090e298da22542f4cb4735027625f485fbc8e22360791e94728a",
        Signature.Of(Encoding.UTF8.GetBytes("secret"), "POST", "/a?b=1", "1795226700", "0123456789abcdef", "{}"u8));

    [Theory]
    [InlineData("PUT", "/a?b=1", "1795226700", "0123456789abcdef", "{}")]
    [InlineData("POST", "/a?b=2", "1795226700", "0123456789abcdef", "{}")]
    [InlineData("POST", "/a?b=1", "1795226701", "0123456789abcdef", "{}")]
    [InlineData("POST", "/a?b=1", "1795226700", "0123456789abcdeF", "{}")]
    [InlineData("POST", "/a?b=1", "1795226700", "0123456789abcdef", "{ }")]
    public void Every_part_counts(string method, string target, string timestamp, string nonce, string body) => Assert.False(Signature.Matches(
        "ffa83a56dbed090e298da22542f4cb4735027625f485fbc8e22360791e94728a",
        Signature.Of(Encoding.UTF8.GetBytes("secret"), method, target, timestamp, nonce, Encoding.UTF8.GetBytes(body))));

    [Fact]
    public void Digits_may_be_capitals_and_rubbish_matches_nothing()
    {
        Assert.True(Signature.Matches(Good, Good.ToUpperInvariant()));
        Assert.False(Signature.Matches(Good, new string('z', 64)));
        Assert.False(Signature.Matches(Good, ""));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(300, null)]
    [InlineData(-300, null)]
    [InlineData(301, "signature-stale")]
    [InlineData(-301, "signature-stale")]
    public void Clocks_may_differ_by_five_minutes(int secondsAway, string? code) =>
        Assert.Equal(code, Signature.Fault(new("key", Signature.Timestamp(Now.AddSeconds(secondsAway)), "0123456789abcdef", Good), Now)?.Code);

    [Theory]
    [InlineData(null, "1795226700", "0123456789abcdef", 64, "signature-missing")]
    [InlineData("key", null, "0123456789abcdef", 64, "signature-missing")]
    [InlineData("key", "1795226700", null, 64, "signature-missing")]
    [InlineData("key", "1795226700", "0123456789abcdef", 63, "signature-missing")]
    [InlineData("key", "1795226700", "short", 64, "signature-nonce")]
    [InlineData("key", "1795226700", "0123456789abcde;", 64, "signature-nonce")]
    [InlineData("key", "today", "0123456789abcdef", 64, "signature-timestamp")]
    [InlineData("key", "-5", "0123456789abcdef", 64, "signature-timestamp")]
    public void What_is_missing_is_named(string? key, string? timestamp, string? nonce, int signatureLength, string code) =>
        Assert.Equal(code, Signature.Fault(new(key, timestamp, nonce, new string('a', signatureLength)), Now)?.Code);
}
