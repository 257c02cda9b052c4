using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using TalentFinance.Tests.Harness;
using Xunit;
using static TalentFinance.Tests.Journeys.World;

namespace TalentFinance.Tests.Journeys;

/// <summary>An officer takes an authenticator into use: from then on the password alone opens nothing, each code opens once, and guessing ends.</summary>
public sealed class ASecondFactor(World world)
{
    private const string Api = "/api/registry";

    [Fact]
    public async Task The_password_alone_opens_nothing_any_more()
    {
        const string userName = "second.factor";
        var officer = await world.Account(world.Hill.Id, userName, "BankOfficer");
        var key = await Enrols(userName);

        var alone = await SignsIn(userName);
        Assert.Equal((HttpStatusCode.Unauthorized, "totp-required"), (alone.Status, alone.Code));
        Assert.Equal("totp-wrong", (await SignsIn(userName, Wrong(key))).Code);
        var first = Code(key, 0);
        Assert.Equal(HttpStatusCode.OK, (await SignsIn(userName, first)).Status);
        // Who looked over the shoulder comes too late, also after a later code was used.
        Assert.Equal("totp-wrong", (await SignsIn(userName, first)).Code);
        Assert.Equal(HttpStatusCode.OK, (await SignsIn(userName, Code(key, 1))).Status);
        Assert.Equal("totp-wrong", (await SignsIn(userName, first)).Code);
        // Replacing the authenticator takes the authenticator.
        Assert.Equal("totp-required", (await world.Nobody.Post($"{Api}/authenticator", new { userName, password = Password })).Code);
        var account = (await world.AuditOf("registry", officer.AccountId)).ToList();
        Assert.True(account.IndexOf("enrol authenticator") < account.IndexOf("confirm authenticator"));
    }

    [Fact]
    public async Task Guessing_locks_the_account_until_somebody_lets_it_back()
    {
        const string userName = "guessed.factor";
        var officer = await world.Account(world.Hill.Id, userName, "BankOfficer");
        var key = await Enrols(userName);
        for (var guess = 0; guess < 5; guess++) Assert.Equal("totp-wrong", (await SignsIn(userName, Wrong(key))).Code);
        // Locked: even the right code, and the answer does not tell.
        Assert.Equal("sign-in-failed", (await SignsIn(userName, Code(key, 0))).Code);

        _ = (await world.Administrator.Post($"{Api}/accounts/{officer.AccountId}/unlock", new { reason = "it was himself" })).Ok;
        Assert.Equal(HttpStatusCode.OK, (await SignsIn(userName, Code(key, 0))).Status);

        // The device is lost: an administrator takes the authenticator away, and a new one is enrolled.
        _ = (await world.Administrator.Post($"{Api}/accounts/{officer.AccountId}/authenticator/reset", new { reason = "device lost" })).Ok;
        var other = await Enrols(userName);
        Assert.Equal("totp-wrong", (await SignsIn(userName, Wrong(other, key))).Code);
        Assert.Equal(HttpStatusCode.OK, (await SignsIn(userName, Code(other, 0))).Status);
    }

    private Task<Answer> SignsIn(string userName, string? totp = null) => world.Nobody.Post($"{Api}/session", new { userName, password = Password, totp });

    /// <summary>The key that the app gets, proven with a code.</summary>
    private async Task<byte[]> Enrols(string userName)
    {
        var view = (await world.Nobody.Post($"{Api}/authenticator", new { userName, password = Password })).Ok;
        var key = FromBase32(Text(view, "sharedKey"));
        Assert.Contains($"secret={Text(view, "sharedKey")}", Text(view, "otpauthUri"), StringComparison.Ordinal);
        Assert.Equal("totp-wrong", (await world.Nobody.Post($"{Api}/authenticator/confirm", new { userName, password = Password, code = Wrong(key) })).Code);
        Assert.Equal(HttpStatusCode.NoContent, (await world.Nobody.Post($"{Api}/authenticator/confirm", new { userName, password = Password, code = Code(key, 0) })).Status);
        return key;
    }

    /// <summary>The code of the 30 seconds that run now, or of later ones (RFC 6238).</summary>
    private static string Code(byte[] key, int stepsLater)
    {
        Span<byte> step = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30 + stepsLater);
#pragma warning disable CA5350 // RFC 6238 as authenticator apps do it.
        var hash = HMACSHA1.HashData(key, step);
#pragma warning restore CA5350
        return ((BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & int.MaxValue) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>Six digits that no key of these gives at any time near.</summary>
    private static string Wrong(params byte[][] keys)
    {
        var right = keys.SelectMany(key => Enumerable.Range(-5, 11).Select(step => Code(key, step))).ToHashSet();
        return Enumerable.Range(0, 1_000_000).Select(number => number.ToString("D6", CultureInfo.InvariantCulture)).First(code => !right.Contains(code));
    }

    private static byte[] FromBase32(string text)
    {
        var (bytes, bits, held) = (new List<byte>(), 0, 0);
        foreach (var character in text)
        {
            (bits, held) = (bits << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(character, StringComparison.Ordinal), held + 5);
            if (held < 8) continue;
            bytes.Add((byte)(bits >> (held -= 8)));
            bits &= (1 << held) - 1;
        }
        return [.. bytes];
    }
}
