using TalentFinance.Contracts;

namespace TalentFinance.Demo.Input;

/// <summary>One application of the file: who asks, for what, of whom.</summary>
internal sealed record Row
{
    /// <summary>The line of the file, so that a person finds it.</summary>
    public required int Line { get; init; }
    /// <summary>The applicant's own name of this application, unique in the file.</summary>
    public required string Reference { get; init; }
    public required Firm Firm { get; init; }
    public Talent? Talent { get; init; }
    public Qualification[] Qualifications { get; init; } = [];
    public required string Product { get; init; }
    public required Yuan AmountYuan { get; init; }
    public required int TenorMonths { get; init; }
    public required string Use { get; init; }
    public required string Purpose { get; init; }
    /// <summary>Products against a pledge only.</summary>
    public Pledge? Pledge { get; init; }
    public required RoutingMode Mode { get; init; }
    /// <summary>Names of banks; targeted applications only.</summary>
    public string[] Banks { get; init; } = [];
    /// <summary>What the bank did, where the file knows it; the tool then plays that bank.</summary>
    public Script? Script { get; init; }
}

internal sealed record Firm
{
    public required string CreditCode { get; init; }
    public required string Name { get; init; }
    public required FirmProfile Profile { get; init; }
}

internal sealed record Talent
{
    public required string Name { get; init; }
    public required string IdentityNumber { get; init; }
    public required TalentClass Class { get; init; }
    public required string CertificateNumber { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public required DateOnly ValidUntil { get; init; }
    public required DateOnly EmployedSince { get; init; }
    public int? ShareBp { get; init; }
}

internal sealed record Qualification
{
    public required string Code { get; init; }
    public required string CertificateNumber { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public required DateOnly ValidUntil { get; init; }
}

internal sealed record Pledge
{
    public required string Kind { get; init; }
    public required string CertificateNumber { get; init; }
    public required Yuan AppraisedYuan { get; init; }
}

/// <summary>A bank's recorded answer.</summary>
internal sealed record Script
{
    /// <summary>Coded reason; null: the bank lends.</summary>
    public string? DeclineCode { get; init; }
    public string? DeclineText { get; init; }
    public required int RateBp { get; init; }
    public required DateOnly SignedOn { get; init; }
    public required DateOnly PaidOutOn { get; init; }
    /// <summary>What the file says was paid out; zero: the contract was signed and never drawn.</summary>
    public required Yuan PaidOutYuan { get; init; }
    /// <summary>Stated rules that had to speak for this row, for the table.</summary>
    public string[] Remarks { get; init; } = [];

    /// <summary>A payout above the contract is not the contract's, and not covered (domain.md §2: excess not covered).</summary>
    public Yuan WithinContract(Yuan contractYuan) => Yuan.Min(PaidOutYuan, contractYuan);
}

/// <summary>A line that is not an application, and every reason why.</summary>
internal sealed record BadRow(int Line, string[] Reasons);

internal sealed record FileContent(IReadOnlyList<Row> Rows, IReadOnlyList<BadRow> Bad)
{
    /// <summary>Product and scheme that the rows need beyond what every installation has.</summary>
    public string? NeedsProduct { get; init; }
    /// <summary>Sums of the file as it stands, for the reader to compare with the publisher's figures.</summary>
    public IReadOnlyList<(string What, decimal Sum)> Figures { get; init; } = [];
}
