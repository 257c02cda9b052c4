using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>What a changed row means to whom, told live: topics are the lists and figures that they look at.</summary>
internal static class Topics
{
    public static IEnumerable<LiveNote> Of(object row) => row switch
    {
        // A draft is the startup's own business.
        Application { State: ApplicationState.Draft } draft => [LiveNote.ToOrganisation(draft.FirmId, "applications", draft.Id)],
        Application asked =>
        [
            LiveNote.ToOrganisation(asked.FirmId, "applications", asked.Id), LiveNote.ToDistrict(asked.DistrictCode, "applications", asked.Id),
            .. asked.AcceptedBankId is { } bank ? [LiveNote.ToOrganisation(bank, "applications", asked.Id)] : Array.Empty<LiveNote>(),
        ],
        Invitation asked =>
        [
            LiveNote.ToOrganisation(asked.BankId, "invitations", asked.Id), LiveNote.ToOrganisation(asked.FirmId, "applications", asked.ApplicationId), LiveNote.ToDistrict(asked.DistrictCode, "invitations", asked.Id),
            .. asked.EscalatedAt is null ? Array.Empty<LiveNote>() : [LiveNote.ToDistrict(asked.DistrictCode, "escalations", asked.Id)],
        ],
        // What waits inside the bank is not the startup's to hear of.
        Offer { State: OfferState.Proposed or OfferState.Rejected } inside => [LiveNote.ToOrganisation(inside.BankId, "offers", inside.Id)],
        Offer made => [LiveNote.ToOrganisation(made.BankId, "offers", made.Id), LiveNote.ToOrganisation(made.FirmId, "offers", made.Id), LiveNote.ToOrganisation(made.FirmId, "applications", made.ApplicationId)],
        LoanContract loan => [LiveNote.ToOrganisation(loan.BankId, "loans", loan.Id), LiveNote.ToOrganisation(loan.FirmId, "loans", loan.Id), LiveNote.ToDistrict(loan.DistrictCode, "loans", loan.Id)],
        Tally tally => [LiveNote.ToDistrict(tally.DistrictCode, "cockpit")],
        BankTally tally => [LiveNote.ToDistrict(tally.DistrictCode, "cockpit"), LiveNote.ToOrganisation(tally.BankId, "portfolio")],
        Bank bank => [LiveNote.ToOrganisation(bank.Id, "bank")],
        PolicyVersion => [LiveNote.ToDistrict("", "products")],
        _ => [],
    };
}
