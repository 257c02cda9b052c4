using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>An offer with what it costs, as if paid out on the day of the answer.</summary>
internal sealed record OfferView
{
    public required Guid Id { get; init; }
    public required Guid InvitationId { get; init; }
    public required Guid ApplicationId { get; init; }
    public required Guid BankId { get; init; }
    public required string BankName { get; init; }
    /// <summary>What was asked for: the application's number, firm and product.</summary>
    public required string Number { get; init; }
    public required string FirmName { get; init; }
    public required string ProductCode { get; init; }
    public required OfferState State { get; init; }
    public required int Version { get; init; }
    public required Yuan AmountYuan { get; init; }
    public required int LprBp { get; init; }
    public required DateOnly LprOn { get; init; }
    public required int SpreadBp { get; init; }
    public required int RateBp { get; init; }
    public required int TenorMonths { get; init; }
    public required RepaymentMethod Method { get; init; }
    public required Yuan FeeYuan { get; init; }
    public required string Conditions { get; init; }
    /// <summary>The money may be paid out in parts.</summary>
    public required bool InParts { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    /// <summary>Who of the bank made it, who of it decided, and why that was a no: for the bank itself; for others always null.</summary>
    public Guid? MadeBy { get; init; }
    public string? MadeByName { get; init; }
    public string? DecidedByName { get; init; }
    public string? RejectReason { get; init; }
    /// <summary>Above the product's rate cap: allowed, but said (domain.md §10 loan.rate_cap, mode warn).</summary>
    public required bool AboveRateCap { get; init; }
    /// <summary>True annual cost: effective yearly rate of all payments, fee included.</summary>
    public required int EffectiveBp { get; init; }
    public required Yuan InterestYuan { get; init; }
    public required Yuan FirstInstalmentYuan { get; init; }
    /// <summary>The heaviest month.</summary>
    public required Yuan LargestInstalmentYuan { get; init; }
    public required Refusal[] CoverRefusals { get; init; }
    public required string[] AllowedMoves { get; init; }
    /// <summary>Proposed schedule; left out of lists.</summary>
    public Instalment[]? Schedule { get; init; }

    public static OfferView Of(Offer row, string bankName, Caller caller, DateOnly today, bool withSchedule)
    {
        var cost = OfferCost.Of(row, today);
        var own = caller.OrganisationId == row.BankId;
        return new()
        {
            Id = row.Id,
            InvitationId = row.InvitationId,
            ApplicationId = row.ApplicationId,
            BankId = row.BankId,
            BankName = bankName,
            Number = row.Number,
            FirmName = row.FirmName,
            ProductCode = row.ProductCode,
            State = row.State,
            Version = row.Version,
            AmountYuan = row.AmountYuan,
            LprBp = row.LprBp,
            LprOn = row.LprOn,
            SpreadBp = row.SpreadBp,
            RateBp = row.RateBp,
            TenorMonths = row.TenorMonths,
            Method = row.Method,
            FeeYuan = row.FeeYuan,
            Conditions = row.Conditions,
            InParts = row.InParts,
            ExpiresAt = row.ExpiresAt,
            MadeAt = row.MadeAt,
            MadeBy = own ? row.MadeBy : null,
            MadeByName = own ? row.MadeByName : null,
            DecidedByName = own ? row.DecidedByName : null,
            RejectReason = own ? row.RejectReason : null,
            AboveRateCap = row.AboveRateCap,
            EffectiveBp = cost.EffectiveBp,
            InterestYuan = cost.InterestYuan,
            FirstInstalmentYuan = cost.FirstInstalmentYuan,
            LargestInstalmentYuan = cost.LargestInstalmentYuan,
            CoverRefusals = row.CoverRefusals,
            AllowedMoves = [.. row.AllowedMoves],
            Schedule = withSchedule ? cost.Schedule : null,
        };
    }
}
