using TalentFinance.Contracts;
using TalentFinance.Demo.Api;
using TalentFinance.Demo.Report;

namespace TalentFinance.Demo.Run;

/// <summary>What a firm does once banks have answered: it takes the cheapest offer, or takes its application back.</summary>
internal sealed class FirmDesk(Gateway gateway)
{
    public async Task Accept(Result result, Guid offer, Identity firm, CancellationToken cancel)
    {
        result.Accepted = true;
        var answer = await gateway.Post<ApplicationView>($"/api/loan/offers/{offer}/accept", null, firm, $"demo-accept-{offer:N}", cancel);
        if (answer.Ok)
        {
            if (result.Row.Script is not { PaidOutYuan.Amount: 0 }) return;
            result.Reasons = [("nothing-paid-out", "the file says that nothing was paid out")];
            await Withdraw(result, firm, cancel);
            return;
        }
        // No room under a cap of the firm or its talent: the application is taken back, with that reason.
        result.Accepted = false;
        result.Reasons = [.. Onboarding.Reasons(answer.Refusals, answer.Title)];
        await Withdraw(result, firm, cancel);
    }

    private async Task Withdraw(Result result, Identity firm, CancellationToken cancel) =>
        (await gateway.Post<ApplicationView>($"/api/loan/applications/{result.ApplicationId}/withdraw", null, firm, $"demo-withdraw-{result.ApplicationId:N}", cancel)).Need("withdrawal of " + result.Row.Reference);

    /// <summary>The firm takes the offer with the lowest true annual cost.</summary>
    public async Task Choose(Result result, Identity firm, CancellationToken cancel)
    {
        var offers = (await gateway.Get<Page<OfferView>>($"/api/loan/applications/{result.ApplicationId}/offers", firm, cancel)).Need("offers").Items;
        if (offers.Where(offer => offer.State == "Live").MinBy(offer => offer.EffectiveBp) is { } best)
        {
            await Accept(result, best.Id, firm, cancel);
            return;
        }
        // Nothing to choose from any more: the pool refused what was accepted.
        result.Reasons = [.. offers.SelectMany(offer => offer.CoverRefusals ?? []).Select(refusal => (refusal.Code, refusal.Text))];
        if (result.Reasons.Length > 0) await Withdraw(result, firm, cancel);
    }
}
