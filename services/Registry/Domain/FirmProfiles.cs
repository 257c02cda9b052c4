using TalentFinance.Contracts;

namespace TalentFinance.Registry.Domain;

/// <summary>What a startup may say about itself (domain.md §8 ①, §9): every fault at once, field by field.</summary>
internal static class FirmProfiles
{
    public const int ChainLengthMax = 60;
    public const int ParkLengthMax = 100;
    private const int StaffMax = 1_000_000;
    private const int LeaseMonthsMax = 600;
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    public static IEnumerable<Refusal> Faults(FirmProfile profile, DateOnly today)
    {
        if (profile.FoundedOn > today || profile.FoundedOn < Earliest)
            yield return Refusal.Input("profile.foundedOn", $"a firm is founded between {Earliest:yyyy-MM-dd} and today", "give the date on the business licence");
        if (Industry.Fault(profile.IndustryCode) is { } industry)
            yield return Refusal.Input("profile.industryCode", industry, "give the code on the business licence, GB/T 4754-2017");
        if (profile.Chain is not { Length: <= ChainLengthMax })
            yield return Refusal.Input("profile.chain", $"a chain has at most {ChainLengthMax} characters", "give the name of the chain, or an empty text");
        if (profile.Park is not { Length: <= ParkLengthMax })
            yield return Refusal.Input("profile.park", $"a park has at most {ParkLengthMax} characters", "give the name of the park, or an empty text");
        if (profile.Staff is < 0 or > StaffMax)
            yield return Refusal.Input("profile.staff", $"staff is between 0 and {StaffMax}", "give the number of insured employees");
        if (profile.SalesYuan < Yuan.Zero)
            yield return Refusal.Input("profile.salesYuan", "sales are not negative", "give the sales of the last twelve months or the last tax year");
        if (profile.AssetsYuan < Yuan.Zero)
            yield return Refusal.Input("profile.assetsYuan", "assets are not negative", "give total assets");
        if (profile.LeaseMonths is < 0 or > LeaseMonthsMax)
            yield return Refusal.Input("profile.leaseMonths", $"a lease runs between 0 and {LeaseMonthsMax} months", "give the months that the lease still runs; 0 for own premises");
    }
}
