using TalentFinance.Contracts;

namespace TalentFinance.RiskPool.Domain;

/// <summary>The purse, who fills it, and its part of the cover.</summary>
internal sealed record TermsPart(string Layer, string Pot, string Payer, int PartBp);

/// <summary>The terms fixed at enrolment: a claim years later still uses them (domain.md §10, invariants).</summary>
internal sealed record CoverTerms
{
    public const string BankPayer = "BANK";

    public required string SchemeCode { get; init; }
    public required int SchemeVersion { get; init; }
    public required DateOnly EnrolledOn { get; init; }
    public required int GovernmentBp { get; init; }
    public required TermsPart[] Parts { get; init; }

    /// <summary>What a suspended bank was promised before stands; it gets no new promise.</summary>
    public static Refusal Suspended(CoverSubject subject) => Refusal.Rule("bank-suspended", $"{subject.BankName} is suspended as a cooperating bank",
        "domain.md §1: a filed cooperating bank lends", "the marketplace resumes the bank, or another bank's offer is accepted");

    public static Outcome<CoverTerms> Of(Scheme scheme, CoverSubject subject, Yuan contractYuan, DateOnly day)
    {
        var reasons = new List<Refusal>();
        var source = $"scheme {scheme.Code} version {scheme.Number}";
        var payers = scheme.Policy.PayersFor(subject.TalentClass);
        if (payers is null)
            reasons.Add(Refusal.Rule("no-payer", subject.TalentClass is { } talent ? $"no layer stands for talents of class {talent}" : "no layer stands for firms without a talent",
                source + ", payers", "the district adds a payer rule, or the talent is accredited in another class"));
        if (scheme.Policy.LargestContractYuan is { } largest && contractYuan > largest)
            reasons.Add(Refusal.Rule("contract-too-large", $"the contract of {contractYuan} yuan is above {largest} yuan", source + ", largestContractYuan", $"a contract of at most {largest} yuan"));
        if (reasons.Count > 0) return Outcome<CoverTerms>.No(reasons);

        return new CoverTerms
        {
            SchemeCode = scheme.Code,
            SchemeVersion = scheme.Number,
            EnrolledOn = day,
            GovernmentBp = scheme.Policy.GovernmentShareBp(subject, contractYuan),
            Parts = [.. payers!.Parts.Select(part => (part, layer: scheme.Policy.LayerOf(part.Layer)))
                .Select(pair => new TermsPart(pair.layer.Code, pair.layer.Pot(day.Year), pair.layer.Payer, pair.part.PartBp))],
        };
    }

    /// <summary>Every payer's share; the bank's own closes the sum to 10,000 bp, always.</summary>
    public CoverShare[] Shares()
    {
        var government = Allocation.Divide(GovernmentBp, Weights());
        return [.. Parts.Select((part, i) => (part.Payer, ShareBp: (int)government[i])).GroupBy(pair => pair.Payer)
            .Select(payer => new CoverShare { Payer = payer.Key, ShareBp = payer.Sum(pair => pair.ShareBp) }),
            new CoverShare { Payer = BankPayer, ShareBp = 10_000 - GovernmentBp }];
    }

    /// <summary>Principal that each purse carries, divided into government's and the bank's own share.</summary>
    public PotShare[] Divide(Yuan principalYuan)
    {
        var principals = Allocation.Split(principalYuan, Weights());
        var shares = new PotShare[Parts.Length];
        for (var i = 0; i < shares.Length; i++)
        {
            // The bank stands first: a left-over cent is the bank's, so government never passes its cap.
            var halves = Allocation.Split(principals[i], 10_000 - GovernmentBp, GovernmentBp);
            shares[i] = new(Parts[i].Pot, Government: halves[1], Bank: halves[0]);
        }
        return shares;
    }

    private int[] Weights() => [.. Parts.Select(part => part.PartBp)];
}

internal readonly record struct PotShare(string Pot, Yuan Government, Yuan Bank);
