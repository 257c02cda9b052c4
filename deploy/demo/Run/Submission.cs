using TalentFinance.Contracts;
using TalentFinance.Demo.Api;
using TalentFinance.Demo.Input;
using TalentFinance.Demo.Report;
using TalentFinance.Demo.Setup;

namespace TalentFinance.Demo.Run;

/// <summary>Submits a row's application for its firm, through the one-window service.</summary>
internal sealed class Submission(Gateway gateway, State state, Journal journal, DateTimeOffset registeredAt)
{
    /// <summary>How long what was registered may take to be known where loans are decided.</summary>
    private static readonly TimeSpan News = TimeSpan.FromSeconds(15);
    private static readonly string[] Awaited = ["firm-not-known", "firm-inactive", "talent-missing", "talent-employment", "qualification-missing", "bank-unknown"];

    /// <summary>The application as submitted, or null when it was refused; the result then says why.</summary>
    public async Task<ApplicationView?> Submit(Result result, Identity firm, CancellationToken cancel)
    {
        var row = result.Row;
        var banks = new List<Guid>();
        foreach (var name in row.Banks)
        {
            if (state.Bank(name) is { } bank) banks.Add(bank.BankId);
            else
            {
                result.EndsAs(RowEnd.Ineligible, ("bank-unknown", $"there is no partner bank named {name}"));
                return null;
            }
        }
        var request = new
        {
            productCode = row.Product,
            amountYuan = row.AmountYuan,
            tenorMonths = row.TenorMonths,
            use = row.Use,
            purpose = row.Purpose,
            mode = row.Mode,
            bankIds = row.Mode == RoutingMode.Targeted ? banks : null,
            pledge = row.Pledge,
            submit = true,
        };
        while (true)
        {
            var answer = await gateway.Post<ApplicationView>("/api/loan/applications", request, firm, Onboarding.Key("demo-" + Journal.KeyOf(row)), cancel);
            if (answer.Ok)
            {
                result.ApplicationId = answer.Value!.Id;
                journal.Write(row, answer.Value.Id);
                return answer.Value;
            }
            if (DateTimeOffset.UtcNow - registeredAt < News && answer.Refusals.Any(refusal => MayBeNews(refusal, row)))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(300), cancel);
                continue;
            }
            result.EndsAs(RowEnd.Ineligible, Onboarding.Reasons(answer.Refusals, answer.Title));
            return null;
        }
    }

    /// <summary>Said of somebody whose registration is a moment old, it may just not have arrived yet.</summary>
    private static bool MayBeNews(Refusal refusal, Row row) => Awaited.Contains(refusal.Code) && refusal.Code switch
    {
        "talent-missing" or "talent-employment" => row.Talent is not null,
        "qualification-missing" => row.Qualifications.Length > 0,
        _ => true,
    };
}
