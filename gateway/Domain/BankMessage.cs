using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using TalentFinance.Contracts;

namespace TalentFinance.Gateway.Domain;

/// <summary>What a bank's system is told (tests/PartnerBank/README.md).</summary>
internal enum BankMessageKind
{
    InvitationOpened, InvitationReminded, InformationProvided, InvitationLapsed, InvitationCancelled,
    OfferAccepted, AcceptanceEnded, ApplicationEnded, CoverReserved, CoverRefused, CoverConfirmed,
}

/// <summary>
/// One piece of news for one bank. It holds what that bank's own invitation covers and nothing else: never another
/// bank's invitation, offer or name.
/// </summary>
internal sealed record BankMessage(Guid BankId, Guid ApplicationId, BankMessageKind Kind, DateTimeOffset At, Guid SubjectId, int Version, object Data)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The same news to the same bank has the same id, however often the event comes.</summary>
    public Guid DeliveryId { get; } = new(SHA256.HashData(Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{BankId:N}|{Kind}|{SubjectId:N}|{Version}"))).AsSpan(0, 16));

    public string ToJson() => JsonSerializer.Serialize(new { DeliveryId, Kind, At, BankId, ApplicationId, Data }, Json);

    public static IEnumerable<BankMessage> Of(ApplicationSubmitted e) => e.Invitations.Select(invitation => new BankMessage(
        invitation.BankId, e.ApplicationId, BankMessageKind.InvitationOpened, e.At, invitation.InvitationId, 1, new
        {
            invitation.InvitationId,
            e.Number,
            e.ProductCode,
            e.ProductVersion,
            e.AmountYuan,
            e.TenorMonths,
            e.Use,
            e.Applicant,
            invitation.RespondBy,
            invitation.DecideBy,
            invitation.HardLimit,
        }));

    /// <summary>Null for steps that the bank made itself or that are the district's business.</summary>
    public static BankMessage? Of(InvitationMoved e) => KindOf(e.Step) is not { } kind ? null : new(
        e.BankId, e.ApplicationId, kind, e.At, e.InvitationId, e.Version, new { e.InvitationId, e.ReasonCode, e.Text, e.DecideBy, e.DueAt });

    public static BankMessage Of(OfferAccepted e) => new(e.BankId, e.ApplicationId, BankMessageKind.OfferAccepted, e.At, e.OfferId, e.Version, new
    {
        e.OfferId,
        e.FirmId,
        e.FirmName,
        e.ProductCode,
        e.AmountYuan,
        e.RateBp,
        e.TenorMonths,
        e.PayoutBy,
    });

    public static BankMessage Of(AcceptanceEnded e) => new(
        e.BankId, e.ApplicationId, BankMessageKind.AcceptanceEnded, e.At, e.OfferId, e.Version, new { e.OfferId, e.ReasonCode });

    /// <summary>Without the reason: it may tell of another bank's offer. The bank whose offer was accepted hears it by AcceptanceEnded.</summary>
    public static IEnumerable<BankMessage> Of(ApplicationEnded e) => e.BankIds.Distinct().Select(bank => new BankMessage(
        bank, e.ApplicationId, BankMessageKind.ApplicationEnded, e.At, e.ApplicationId, e.Version, new { e.Outcome }));

    public static BankMessage Of(CoverReserved e) => new(e.BankId, e.ApplicationId, BankMessageKind.CoverReserved, e.At, e.CoverId, e.Version, new
    {
        e.CoverId,
        e.OfferId,
        e.SchemeCode,
        e.SchemeVersion,
        e.PrincipalYuan,
        e.Shares,
        e.ReservedUntil,
    });

    /// <summary>Only the words of each reason: codes and sources are enough for the bank to act.</summary>
    public static BankMessage Of(CoverRefused e) => new(e.BankId, e.ApplicationId, BankMessageKind.CoverRefused, e.At, e.DisbursementId ?? e.CoverId, e.Version, new
    {
        e.OfferId,
        e.DisbursementId,
        Reasons = e.Reasons.Select(reason => new { reason.Code, reason.Text, reason.Source, reason.Remedy }),
    });

    public static BankMessage Of(CoverConfirmed e) => new(e.BankId, e.ApplicationId, BankMessageKind.CoverConfirmed, e.At, e.DisbursementId, e.Version, new
    {
        e.CoverId,
        e.CoverNumber,
        e.LoanId,
        e.OfferId,
        e.DisbursementId,
        e.ContractNumber,
        e.SchemeCode,
        e.SchemeVersion,
        e.PrincipalYuan,
        e.TotalYuan,
        e.Shares,
    });

    private static BankMessageKind? KindOf(InvitationStep step) => step switch
    {
        InvitationStep.Reminded => BankMessageKind.InvitationReminded,
        InvitationStep.InformationProvided => BankMessageKind.InformationProvided,
        InvitationStep.Lapsed => BankMessageKind.InvitationLapsed,
        InvitationStep.Cancelled => BankMessageKind.InvitationCancelled,
        _ => null,
    };
}
