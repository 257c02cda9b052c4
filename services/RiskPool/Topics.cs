using TalentFinance.Hosting;
using TalentFinance.RiskPool.Domain;

namespace TalentFinance.RiskPool;

/// <summary>What a changed row means to whom, told live: topics are the lists and figures that they look at.</summary>
internal static class Topics
{
    public static IEnumerable<LiveNote> Of(object row) => row switch
    {
        Pool pool => [LiveNote.ToDistrict(pool.DistrictCode, "position")],
        // Covers may go in by the thousand; each of them touches its bank's exposure.
        Exposure { Dimension: Dimension.Bank } exposure => [LiveNote.ToOrganisation(Guid.Parse(exposure.Key), "covers")],
        Cover cover when cover.BankId != Guid.Empty =>
            [LiveNote.ToOrganisation(cover.BankId, "covers", cover.Id), LiveNote.ToOrganisation(cover.FirmId, "covers", cover.Id), LiveNote.ToDistrict(cover.DistrictCode, "covers", cover.Id)],
        BankUse use => [LiveNote.ToOrganisation(use.BankId, "limits"), LiveNote.ToDistrict("", "limits")],
        BankLimit limit => [LiveNote.ToOrganisation(limit.BankId, "limits", limit.Id), LiveNote.ToDistrict("", "limits", limit.Id)],
        Funding funding => [LiveNote.ToDistrict("", "funding", funding.Id)],
        Scheme scheme => [LiveNote.ToDistrict(scheme.DistrictCode, "schemes", scheme.Id)],
        _ => [],
    };
}
