using TalentFinance.Contracts;

namespace TalentFinance.Loan.Domain;

/// <summary>What a bank wants to be asked for. Empty lists take all.</summary>
internal sealed record Appetite
{
    public required string ProductCode { get; init; }
    public required Yuan AmountYuanMin { get; init; }
    public required Yuan AmountYuanMax { get; init; }
    public string[] Chains { get; init; } = [];
    public string[] Parks { get; init; } = [];

    public bool Fits(string productCode, Yuan amount, FirmProfile profile) =>
        ProductCode == productCode && AmountYuanMin <= amount && amount <= AmountYuanMax
        && (Chains.Length == 0 || Chains.Contains(profile.Chain)) && (Parks.Length == 0 || Parks.Contains(profile.Park));
}

/// <summary>A partner bank: Registry's facts, and what the bank set here itself.</summary>
internal sealed class Bank
{
    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    public bool Active { get; private set; }
    public int KnownVersion { get; private set; }
    public Appetite[] Appetites { get; private set; } = [];
    /// <summary>Above this an officer's offer needs a second person; null = the product's own limit.</summary>
    public Yuan? OfficerYuanMax { get; private set; }
    /// <summary>Up to this the bank's system offers on authority given beforehand; null = the product's own limit.</summary>
    public Yuan? SystemYuanMax { get; private set; }
    public int Version { get; private set; }

    public static Bank Unknown(Guid id) => new() { Id = id };

    public void Hear(OrganisationChanged e)
    {
        if (e.Version <= KnownVersion) return;
        (Name, Active, KnownVersion, Version) = (e.Name, e.Active, e.Version, Version + 1);
    }

    public void Want(Appetite[] appetites) => (Appetites, Version) = (appetites, Version + 1);
    public void Limit(Yuan? officerYuanMax, Yuan? systemYuanMax) => (OfficerYuanMax, SystemYuanMax, Version) = (officerYuanMax, systemYuanMax, Version + 1);
    public Yuan LimitOf(bool system, ProductPolicy policy) => (system ? SystemYuanMax : OfficerYuanMax) ?? policy.SecondPersonAboveYuan;
}
