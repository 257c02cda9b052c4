using System.Text.Json;
using TalentFinance.Contracts;
using TalentFinance.Demo.Api;
using TalentFinance.Demo.Input;
using TalentFinance.Demo.Report;
using TalentFinance.Demo.Setup;

namespace TalentFinance.Demo.Run;

/// <summary>
/// The one-window service registers a firm; the district accredits its talent with two people and records its
/// qualifications. Every key comes from the row, so a second run finds what the first one did.
/// </summary>
internal sealed class Onboarding(Gateway gateway, People people)
{
    public async Task Register(Result result, CancellationToken cancel)
    {
        var firm = result.Row.Firm;
        var registered = await gateway.Post<Registered>("/api/registry/organisations", new
        {
            kind = "Startup",
            creditCode = firm.CreditCode,
            name = firm.Name,
            districtCode = Codes.District,
            profile = firm.Profile,
        }, people.Agent, "demo-firm-" + firm.CreditCode, cancel);
        var id = registered.Ok ? registered.Value!.Id : await Known(firm.CreditCode, cancel);
        if (id is null)
        {
            result.EndsAs(RowEnd.NotRegistered, Reasons(registered.Refusals, registered.Title));
            return;
        }
        result.FirmId = id;
        if (result.Row.Talent is { } talent) await Accredit(result, talent, cancel);
        foreach (var qualification in result.Row.Qualifications) await Record(result, qualification, cancel);
    }

    public static IEnumerable<(string, string)> Reasons(Refusal[] refusals, string otherwise) =>
        refusals.Length > 0 ? refusals.Select(refusal => (refusal.Code, refusal.Text)) : [("refused", otherwise)];

    /// <summary>Registered in an earlier life of the file, when its keys are long forgotten.</summary>
    private async Task<Guid?> Known(string creditCode, CancellationToken cancel) =>
        (await gateway.Get<Page<Registered>>("/api/registry/organisations?creditCode=" + creditCode, people.Agent, cancel)).Value?.Items.FirstOrDefault()?.Id;

    private async Task Accredit(Result result, Talent talent, CancellationToken cancel)
    {
        var key = $"demo-{result.Row.Firm.CreditCode}-{talent.CertificateNumber}";
        var proposed = await gateway.Post<TalentView>("/api/registry/talents", new
        {
            firmId = result.FirmId,
            name = talent.Name,
            identityNumber = talent.IdentityNumber,
            @class = talent.Class,
            certificateNumber = talent.CertificateNumber,
            validFrom = talent.ValidFrom,
            validUntil = talent.ValidUntil,
            employedSince = talent.EmployedSince,
            shareBp = talent.ShareBp,
        }, people.Agent, Key(key), cancel);
        if (!proposed.Ok)
        {
            await foreach (var known in gateway.List<TalentView>($"/api/registry/talents?firmId={result.FirmId}", people.Agent, cancel))
                if (known.CertificateNumber == talent.CertificateNumber && known.State == "InForce") return;
            result.EndsAs(RowEnd.NotRegistered, Reasons(proposed.Refusals, proposed.Title));
            return;
        }
        await Step($"/api/registry/talents/{proposed.Value!.Id}/accredit", people.Officer);
        await Step($"/api/registry/talents/{proposed.Value.Id}/confirm", people.Approver);

        async Task Step(string target, Identity who)
        {
            if (result.End != RowEnd.Unfinished) return;
            var answer = await gateway.Post<JsonElement>(target, null, who, Key(key + target[target.LastIndexOf('/')..]), cancel);
            // Taken already, in a run that ended between the two steps or longer ago than keys are kept.
            if (!answer.Ok && answer.Refusals.All(refusal => refusal.Kind != RefusalKind.State)) result.EndsAs(RowEnd.NotRegistered, Reasons(answer.Refusals, answer.Title));
        }
    }

    private async Task Record(Result result, Qualification qualification, CancellationToken cancel)
    {
        if (result.End != RowEnd.Unfinished) return;
        var answer = await gateway.Post<QualificationView>("/api/registry/qualifications", new
        {
            firmId = result.FirmId,
            code = qualification.Code,
            certificateNumber = qualification.CertificateNumber,
            validFrom = qualification.ValidFrom,
            validUntil = qualification.ValidUntil,
        }, people.Officer, Key($"demo-{result.Row.Firm.CreditCode}-{qualification.Code}-{qualification.CertificateNumber}"), cancel);
        if (answer.Ok) return;
        await foreach (var known in gateway.List<QualificationView>($"/api/registry/qualifications?firmId={result.FirmId}", people.Officer, cancel))
            if (known.Code == qualification.Code && known.CertificateNumber == qualification.CertificateNumber && known.State == "Recorded") return;
        result.EndsAs(RowEnd.NotRegistered, Reasons(answer.Refusals, answer.Title));
    }

    /// <summary>Keys are visible ASCII and at most 100 characters; certificates need not be.</summary>
    public static string Key(string text) => text.Length <= 100 && text.All(character => character is >= '!' and <= '~')
        ? text : "demo-" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
