using System.Text.RegularExpressions;
using TalentFinance.Contracts;

namespace TalentFinance.RiskPool.Domain;

/// <summary>What is wrong with a policy as drafted: every fault, by field, so that it is corrected in one go.</summary>
internal static partial class SchemeFaults
{
    private const int Whole = 10_000;

    public static List<Refusal> Of(SchemePolicy policy)
    {
        var faults = new List<Refusal>();
        void Check(bool sound, string field, string text, string remedy)
        {
            if (!sound) faults.Add(Refusal.Input("policy." + field, text, remedy));
        }

        if (HasHoles(policy))
        {
            Check(false, "bands, uplifts, layers, payers", "lists without null", "remove the null");
            return faults;
        }
        Check(policy.Products is { Length: > 0 and <= 50 } && policy.Products.All(code => code == SchemePolicy.AnyProduct || IsCode(code)),
            "products", "1 to 50 product codes, or *", "name the products that the scheme covers");
        Check(policy.Bands is { Length: > 0 and <= 20 } && policy.Bands[^1].UpToYuan is null && policy.Bands[..^1].All(band => band.UpToYuan > Yuan.Zero)
                && policy.Bands[..^1].Zip(policy.Bands.Skip(1)).All(pair => pair.Second.UpToYuan is not { } next || pair.First.UpToYuan < next),
            "bands", "bands rise by upToYuan, and the last one has none", "a flat ratio is one band without upToYuan");
        Check(policy.Bands is not null && policy.Bands.All(band => band.ShareBp is >= 0 and <= Whole), "bands", "shareBp lies between 0 and 10000", "8000 is 80 %");
        Check(policy.Uplifts is { Length: <= 20 } && policy.Uplifts.All(uplift => IsCode(uplift.Code) && uplift.ShareBp is > 0 and <= Whole
                && uplift.Qualifications.Length + uplift.Chains.Length + uplift.Products.Length is > 0 and <= 100),
            "uplifts", "an uplift has a code, 1 to 10000 bp and at least one qualification, chain or product", "remove it or say what it is for");
        Check(policy.CapBp is >= 0 and <= Whole, "capBp", "lies between 0 and 10000", "8000 is 80 %");
        Check(policy.GovernmentCapBp is >= 0 and <= Whole, "governmentCapBp", "lies between 0 and 10000", "8000 is 80 % (domain.md §10 comp.total_gov_cap)");
        var layers = policy.Layers ?? [];
        Check(layers.Length is > 0 and <= 10 && layers.All(layer => IsCode(layer.Code) && IsCode(layer.Payer) && layer.Payer != CoverTerms.BankPayer && layer.LeverageMultiple is >= 1 and <= 100)
                && layers.DistinctBy(layer => layer.Code).Count() == layers.Length,
            "layers", "1 to 10 layers with codes of their own, a payer other than BANK and a leverage multiple of 1 to 100", "for instance CITY and DISTRICT, 10");
        Check(policy.Payers is { Length: > 0 and <= 20 } && policy.Payers.All(rule => rule.Parts is { Length: > 0 and <= 10 }
                && rule.Parts.All(part => part.PartBp > 0 && layers.Any(layer => layer.Code == part.Layer))
                && rule.Parts.DistinctBy(part => part.Layer).Count() == rule.Parts.Length && rule.Parts.Sum(part => (long)part.PartBp) == Whole),
            "payers", "the parts of each rule are layers of this scheme, each once, and 10000 bp together", "correct the parts");
        Check(policy.Payers is not null && policy.Payers.Count(rule => rule.Others) <= 1
                && policy.Payers.SelectMany(rule => rule.Classes).GroupBy(talent => talent).All(group => group.Count() == 1),
            "payers", "a talent class stands in one rule only, and one rule at most is for others", "remove the second mention");
        Check(policy.BlockBp is >= 1 and <= Whole, "blockBp", "lies between 1 and 10000", "10000 stops at the limit itself");
        Check(policy.WarnBp >= 1 && policy.WarnBp <= policy.BlockBp, "warnBp", "lies between 1 and blockBp", "8000 warns at 80 %");
        Check(policy.ReservationDays is >= 1 and <= 366, "reservationDays", "lies between 1 and 366", "for instance 90");
        Check(policy.BankLimitYuan is not { } limit || limit > Yuan.Zero, "bankLimitYuan", "is positive", "leave it out for no limit");
        Check(policy.LargestContractYuan is not { } largest || largest > Yuan.Zero, "largestContractYuan", "is positive", "leave it out for any size");
        return faults;
    }

    private static bool HasHoles(SchemePolicy policy) =>
        policy.Bands.Any(band => band is null) || policy.Layers.Any(layer => layer is null) || policy.Uplifts.Any(uplift => uplift is null)
        || policy.Payers.Any(rule => rule is null || rule.Parts.Any(part => part is null));

    /// <summary>Codes stand in account names and in what is hashed, so they are plain.</summary>
    public static bool IsCode(string? text) => text is not null && Code().IsMatch(text);

    [GeneratedRegex("^[A-Z0-9_-]{1,40}$", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
