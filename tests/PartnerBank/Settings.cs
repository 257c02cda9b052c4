namespace TalentFinance.PartnerBank;

/// <summary>One bank that this process plays. README.md says what each value is.</summary>
internal sealed record BankSettings
{
    /// <summary>Short name in paths: /{name}/talentfinance/v1/messages.</summary>
    public required string Name { get; init; }
    public required Guid BankId { get; init; }
    public required string ClientId { get; init; }
    public required string ClientSecret { get; init; }
    public required string SigningKey { get; init; }
    public required Uri GatewayUrl { get; init; }
    public PolicySettings Policy { get; init; } = new();
    /// <summary>How many messages are worked on at a time.</summary>
    public int Workers { get; init; } = 8;
}

/// <summary>How a bank decides. Shares are of 100 applications, drawn from the application's id, so that a rerun decides alike.</summary>
internal sealed record PolicySettings
{
    /// <summary>Largest loan this bank's system offers by itself; of more it offers this much. Above the bank's limit in Loan an officer has to approve.</summary>
    public decimal AmountMaxYuan { get; init; } = 5_000_000m;
    /// <summary>Smallest loan worth its work; less is declined.</summary>
    public decimal AmountMinYuan { get; init; } = 50_000m;
    /// <summary>An offer is at most this share of the firm's sales of the last year, in basis points; 0 = no such rule.</summary>
    public int SalesShareMaxBp { get; init; }
    public int AskPercent { get; init; } = 10;
    public int DeclinePercent { get; init; } = 10;
    /// <summary>The least and most that this bank adds to the loan prime rate.</summary>
    public int SpreadMinBp { get; init; } = -20;
    public int SpreadMaxBp { get; init; } = 30;
    public int OfferValidDays { get; init; } = 14;
    /// <summary>Ways of repayment that this bank offers; one is drawn.</summary>
    public string[] Methods { get; init; } = ["EqualInstalment", "InterestThenPrincipal"];
    /// <summary>Days that the marketplace's business date is ahead; 0 outside tests.</summary>
    public int BusinessDateOffsetDays { get; init; }
    /// <summary>Pay out in so many parts.</summary>
    public int Parts { get; init; } = 1;
}

/// <summary>How a bank behaves at the moment.</summary>
internal enum Mode { Normal, Slow, Down, Repeating, Wrong }
