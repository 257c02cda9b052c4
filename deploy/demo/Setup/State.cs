using System.Security.Cryptography;
using System.Text.Json;

namespace TalentFinance.Demo.Setup;

/// <summary>Somebody who can sign in.</summary>
internal sealed record Account(string UserName, string Password, string Who);

/// <summary>What a bank's system needs to speak; given out once, so it is kept.</summary>
internal sealed record BankAccess(Guid BankId, string ClientId, string ClientSecret, string SigningKey, bool OwnSystem);

internal sealed record AgentAccess(Guid AgentId, string ClientId, string ClientSecret);

/// <summary>Secrets and ids that the set-up made, in one file that its owner alone can read.</summary>
internal sealed class State
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly Lock one = new();
    private string path = "";

    public Dictionary<string, Account> Accounts { get; init; } = [];
    public Dictionary<string, BankAccess> Banks { get; init; } = [];
    public AgentAccess? Agent { get; set; }

    public static State Load(string path)
    {
        var state = File.Exists(path) ? JsonSerializer.Deserialize<State>(File.ReadAllBytes(path), Json)! : new State();
        state.path = path;
        return state;
    }

    public BankAccess? Bank(string name)
    {
        lock (one) return Banks.GetValueOrDefault(name);
    }

    public void Keep(string name, BankAccess bank)
    {
        lock (one) Banks[name] = bank;
    }

    /// <summary>An account's password is kept before the account is made, so that no crash loses it.</summary>
    public Account AccountOf(string userName, string who)
    {
        lock (one)
        {
            if (!Accounts.TryGetValue(userName, out var account))
            {
                Accounts[userName] = account = new(userName, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10)), who);
                Save();
            }
            return account;
        }
    }

    public void Save()
    {
        lock (one)
        {
            Secret.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, Json));
        }
    }
}

internal static class Secret
{
    /// <summary>Whole or not at all, and for the owner's eyes only.</summary>
    public static void Write(string path, byte[] content)
    {
        var fresh = path + ".new";
        File.Delete(fresh);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(fresh, options)) file.Write(content);
        File.Move(fresh, path, overwrite: true);
    }
}
