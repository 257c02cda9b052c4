using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>Who sees which pool and which cover (design.md §6): a district its own, a bank and a firm theirs.</summary>
internal static class Visible
{
    public static readonly Role[] District = [Role.PoolOfficer, Role.PoolApprover, Role.Auditor, Role.Administrator];
    public static readonly Role[] Bank = [Role.BankOfficer, Role.BankApprover, Role.BankSystem];

    public static IQueryable<Pool> VisibleTo(this IQueryable<Pool> pools, Caller caller) => pools.Where(pool => pool.DistrictCode == "" || pool.DistrictCode == caller.DistrictCode);

    public static bool Sees(this Caller caller, string districtCode) => districtCode.Length == 0 || districtCode == caller.DistrictCode;

    /// <summary>A pool may serve several districts; the firms that it covers are their own district's to see.</summary>
    public static IQueryable<Cover> VisibleTo(this RiskPoolDb db, Caller caller)
    {
        // An acceptance that ended before it was heard of carries nothing to show.
        var covers = db.Covers.Where(cover => cover.BankId != Guid.Empty);
        return caller.IsAny(District)
            ? covers.Where(cover => cover.DistrictCode == caller.DistrictCode)
            : caller.IsAny(Bank) ? covers.Where(cover => cover.BankId == caller.OrganisationId)
            : covers.Where(cover => cover.FirmId == caller.OrganisationId);
    }

    /// <summary>A cover's record is the firm's district's to read, a scheme's, its money's and its limits' that of whom the scheme serves.</summary>
    public static IQueryable<AuditRecord> AuditOf(this RiskPoolDb db, Caller caller)
    {
        if (caller.Is(Role.Administrator)) return db.AuditRecords;
        var district = caller.DistrictCode;
        var pools = db.Pools.VisibleTo(caller).Select(pool => pool.Code);
        return db.AuditRecords.Where(record =>
            !OfDistricts.Contains(record.SubjectType)
            || (record.SubjectType == nameof(Cover) && db.Covers.Any(own => own.Id == record.SubjectId && own.DistrictCode == district))
            || (record.SubjectType == nameof(Scheme) && db.Schemes.Any(own => own.Id == record.SubjectId && (own.DistrictCode == "" || own.DistrictCode == district)))
            || (record.SubjectType == nameof(Funding) && db.Fundings.Any(own => own.Id == record.SubjectId && pools.Contains(own.PoolCode)))
            || (record.SubjectType == nameof(BankLimit) && db.BankLimits.Any(own => own.Id == record.SubjectId && pools.Contains(own.PoolCode))));
    }

    private static readonly string[] OfDistricts = [nameof(Cover), nameof(Scheme), nameof(Funding), nameof(BankLimit)];

    public static Signature Sign(this Caller caller, BusinessClock clock) => new(caller.AccountId, caller.Name, clock.Now);
}

/// <summary>A scheme version as the API shows it.</summary>
internal sealed record SchemeView(Guid Id, string Code, int Version, string Name, string DistrictCode, DateOnly EffectiveFrom, DateOnly? EffectiveUntil, DraftState State, SchemePolicy Policy, Signature DraftedBy, Signature? DecidedBy, string? RejectedBecause)
{
    public static SchemeView Of(Scheme scheme) => new(scheme.Id, scheme.Code, scheme.Number, scheme.Name, scheme.DistrictCode, scheme.EffectiveFrom, scheme.EffectiveUntil, scheme.State, scheme.Policy, scheme.DraftedBy, scheme.DecidedBy, scheme.RejectedBecause);
}

internal sealed record FundingView(Guid Id, string Pool, string Layer, string Pot, Yuan AmountYuan, string DocumentReference, DateOnly ValueOn, Guid? Reverses, DraftState State, Signature ProposedBy, Signature? DecidedBy, string? RejectedBecause, long? EntryNumber)
{
    public static FundingView Of(Funding funding) => new(funding.Id, funding.PoolCode, funding.Layer, funding.Pot, funding.AmountYuan, funding.DocumentReference, funding.ValueOn, funding.Reverses, funding.State, funding.ProposedBy, funding.DecidedBy, funding.RejectedBecause, funding.EntryNumber);
}

internal sealed record BankLimitView(Guid Id, string Pool, Guid BankId, string ProductCode, int Year, Yuan? LimitYuan, string Reason, DraftState State, Signature ProposedBy, Signature? DecidedBy, string? RejectedBecause)
{
    public static BankLimitView Of(BankLimit limit) => new(limit.Id, limit.PoolCode, limit.BankId, limit.ProductCode, limit.Year, limit.LimitYuan, limit.Reason, limit.State, limit.ProposedBy, limit.DecidedBy, limit.RejectedBecause);
}

/// <summary>A cover in a list. Amounts are principal in yuan.</summary>
internal sealed record CoverView(
    Guid Id, string? Number, CoverState State, string Pool, int? SchemeVersion, Guid ApplicationId, Guid? LoanId, string? ContractNumber, Guid BankId, string BankName, Guid FirmId, string FirmName,
    string ProductCode, string Chain, string Park, TalentClass? TalentClass, Yuan? AcceptedYuan, Yuan ReservedYuan, Yuan CoveredYuan, Yuan UncoveredYuan, int? GovernmentBp,
    IReadOnlyList<CoverShare> Shares, DateOnly? EnrolledOn, DateOnly? ReservedUntil, string? EndedBecause, IReadOnlyList<Refusal> Reasons, DateTimeOffset At)
{
    public static CoverView Of(Cover cover) => new(
        cover.Id, cover.Number, cover.State, cover.PoolCode, cover.Terms?.SchemeVersion, cover.ApplicationId, cover.LoanId, cover.ContractNumber, cover.BankId, cover.BankName, cover.FirmId, cover.FirmName,
        cover.ProductCode, cover.Chain, cover.Park, cover.TalentClass, cover.AcceptedYuan, cover.ReservedYuan, cover.CoveredYuan, cover.UncoveredYuan, cover.Terms?.GovernmentBp,
        cover.Terms?.Shares() ?? [], cover.Terms?.EnrolledOn, cover.ReservedUntil, cover.EndedBecause, cover.Reasons, cover.At);
}

internal sealed record PostingView(string Pot, AccountName Account, Yuan AmountYuan, Yuan BalanceAfterYuan);

/// <summary>An entry with everything that its hash is made of (see the export's description for the form that is hashed).</summary>
internal sealed record EntryView(
    string Pool, long Number, EntryKind Kind, string CauseType, Guid CauseId, Guid SubjectId, DateOnly ValueOn, string At, long? Reverses, string PreviousHash, string Hash, IReadOnlyList<PostingView> Postings)
{
    public static EntryView Of(Entry entry) => new(
        entry.PoolCode, entry.Number, entry.Kind, entry.CauseType, entry.CauseId, entry.SubjectId, entry.ValueOn, Entry.Instant(entry.At), entry.Reverses, entry.PreviousHash, entry.Hash,
        [.. entry.Postings.OrderBy(posting => posting.LineNumber).Select(posting => new PostingView(posting.Pot, posting.Account, posting.AmountYuan, posting.BalanceAfterYuan))]);
}
