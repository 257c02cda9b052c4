namespace TalentFinance.Contracts;

/// <summary>
/// Who listens to what. Whoever starts first declares all of it on the broker, so that an event published before its
/// reader first ran still waits in the reader's queue. A service refuses to start when its consumers differ from this.
/// </summary>
public static class Subscriptions
{
    public static IReadOnlyDictionary<string, Type[]> ByService { get; } = new Dictionary<string, Type[]>
    {
        ["registry"] = [typeof(AccessRevoked)],
        ["loan"] =
        [
            typeof(AccessRevoked), typeof(OrganisationChanged), typeof(TalentAccredited), typeof(TalentAccreditationEnded), typeof(QualificationChanged),
            typeof(CoverReserved), typeof(CoverRefused), typeof(CoverConfirmed), typeof(CoverReleased),
        ],
        ["riskpool"] = [typeof(AccessRevoked), typeof(OrganisationChanged), typeof(OfferAccepted), typeof(AcceptanceEnded), typeof(LoanDisbursed)],
        ["gateway"] =
        [
            typeof(AccessRevoked), typeof(PartnerSystemChanged), typeof(ApplicationSubmitted), typeof(InvitationMoved), typeof(OfferAccepted),
            typeof(AcceptanceEnded), typeof(ApplicationEnded), typeof(CoverReserved), typeof(CoverRefused), typeof(CoverConfirmed),
        ],
    };
}
