using TalentFinance.Contracts;

namespace TalentFinance.Registry.Domain;

/// <summary>How to reach a bank's own system, and how long and how hard to try (design.md §2: one cluster a bank).</summary>
internal sealed class PartnerSystem
{
    public const int AddressesMax = 4;
    public const int TimeoutSecondsMax = 120;
    public const int ConcurrencyLimit = 256;

    private PartnerSystem() { }

    public Guid BankId { get; private init; }
    public int Version { get; private set; }
    public string[] BaseAddresses { get; private set; } = [];
    public bool Enabled { get; private set; }
    public string ClientId { get; private set; } = "";
    public string ProtectedSigningKey { get; private set; } = "";
    public int TimeoutSeconds { get; private set; }
    public int ConcurrencyMax { get; private set; }

    public static PartnerSystem Of(Guid bankId) => new() { BankId = bankId };

    /// <summary><paramref name="protectedSigningKey"/> is null where the bank keeps its key.</summary>
    public Outcome<PartnerSystem> Configure(string[] baseAddresses, bool enabled, string clientId, string? protectedSigningKey, int timeoutSeconds, int concurrencyMax)
    {
        if (Faults(baseAddresses, timeoutSeconds, concurrencyMax).ToArray() is { Length: > 0 } faults) return Outcome<PartnerSystem>.No(faults);
        (BaseAddresses, Enabled, ClientId, TimeoutSeconds, ConcurrencyMax) = ([.. baseAddresses.Select(address => address.TrimEnd('/'))], enabled, clientId, timeoutSeconds, concurrencyMax);
        ProtectedSigningKey = protectedSigningKey ?? ProtectedSigningKey;
        Version++;
        return this;
    }

    public PartnerSystemChanged Changed(string bankName, DateTimeOffset at) => new()
    {
        BankId = BankId,
        Version = Version,
        BankName = bankName,
        BaseAddresses = BaseAddresses,
        Enabled = Enabled,
        ClientId = ClientId,
        ProtectedSigningKey = ProtectedSigningKey,
        TimeoutSeconds = TimeoutSeconds,
        ConcurrencyMax = ConcurrencyMax,
        At = at,
    };

    private static IEnumerable<Refusal> Faults(string[] baseAddresses, int timeoutSeconds, int concurrencyMax)
    {
        // None: a system that calls us and looks for its tasks itself, as a small bank without a server on the net does.
        if (baseAddresses is not { Length: <= AddressesMax })
            yield return Refusal.Input("baseAddresses", $"at most {AddressesMax} addresses", "give the base address of the bank's system, or none if it only calls");
        foreach (var address in baseAddresses ?? [])
            if (address is not { Length: <= 300 } || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")
                || uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
                yield return Refusal.Input("baseAddresses", "an address is http(s)://host[:port][/path], without user, query or fragment", "give the base address of the bank's system");
        if (timeoutSeconds is < 1 or > TimeoutSecondsMax)
            yield return Refusal.Input("timeoutSeconds", $"between 1 and {TimeoutSecondsMax}", "give the seconds after which an answer counts as missing");
        if (concurrencyMax is < 1 or > ConcurrencyLimit)
            yield return Refusal.Input("concurrencyMax", $"between 1 and {ConcurrencyLimit}", "give how many requests the bank takes at a time");
    }
}
