using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TalentFinance.Contracts;
using TalentFinance.Demo.Api;
using TalentFinance.Demo.Input;
using TalentFinance.Demo.Setup;

namespace TalentFinance.Demo.Run;

/// <summary>Plays the banks that have no system of their own: as the file says, or by a simple rule of theirs.</summary>
internal sealed class BankDesk(Gateway gateway, People people, IReadOnlyDictionary<string, ProductView> products, DateOnly today)
{
    /// <summary>The id of the offer made, or null when the bank declined.</summary>
    public async Task<Guid?> Answer(InvitationView invitation, Row row, CancellationToken cancel)
    {
        var bank = people.Bank(invitation.BankName);
        var (decline, text, amount, rateBp) = row.Script is { } script
            ? (script.DeclineCode, script.DeclineText, row.AmountYuan, script.RateBp)
            : Rule(invitation.BankName, row);
        if (decline is not null)
        {
            (await gateway.Post<JsonElement>($"/api/loan/invitations/{invitation.Id}/decline", new { reason = decline, text }, bank, $"demo-decline-{invitation.Id:N}", cancel)).Need("decline");
            return null;
        }
        var offer = await gateway.Post<OfferView>($"/api/loan/invitations/{invitation.Id}/offers", new
        {
            amountYuan = amount,
            spreadBp = rateBp - products[row.Product].LprBp(row.TenorMonths),
            tenorMonths = row.TenorMonths,
            method = RepaymentMethod.EqualInstalment,
            conditions = "",
        }, bank, $"demo-offer-{invitation.Id:N}", cancel);
        return offer.Need($"offer of {invitation.BankName} for {row.Reference}").Id;
    }

    /// <summary>Signs and pays out; a contract that the crash of an earlier run left signed is only paid.</summary>
    public async Task<Yuan> PayOut(ApplicationView application, LoanView? loan, string bankName, Row row, CancellationToken cancel)
    {
        var bank = people.Bank(bankName);
        var script = row.Script;
        loan ??= (await gateway.Post<LoanView>($"/api/loan/applications/{application.Id}/contract", new { contractNumber = ContractNumber(row), signedOn = script?.SignedOn ?? today },
            bank, $"demo-contract-{application.Id:N}", cancel)).Need("contract of " + row.Reference);
        var amount = script?.WithinContract(loan.ContractYuan) ?? loan.ContractYuan;
        (await gateway.Post<LoanView>($"/api/loan/loans/{loan.Id}/disbursements", new { amountYuan = amount, disbursedOn = script?.PaidOutOn ?? today, final = true, reference = row.Reference },
            bank, $"demo-payout-{loan.Id:N}", cancel)).Need("payout of " + row.Reference);
        return amount;
    }

    /// <summary>A bank's own number; the reference alone may stand in another file too.</summary>
    private static string ContractNumber(Row row) => $"{row.Reference}/{row.Firm.CreditCode[8..]}";

    /// <summary>Not above half a year's sales, a tenth declined for want of appetite; rates around the LPR, fixed by bank and row.</summary>
    private (string? Decline, string? Text, Yuan Amount, int RateBp) Rule(string bankName, Row row)
    {
        var draw = SHA256.HashData(Encoding.UTF8.GetBytes(bankName + row.Reference));
        var most = Yuan.Wan(decimal.Floor(row.Firm.Profile.SalesYuan.Amount / 20_000m));
        if (most < Yuan.Wan(10)) return ("RepaymentCapacity", "sales do not carry a loan", default, 0);
        if (draw[0] < 26) return ("OutsideAppetite", "not taken on at present", default, 0);
        return (null, null, Yuan.Min(row.AmountYuan, most), products[row.Product].LprBp(row.TenorMonths) - 15 + draw[1] % 46);
    }
}
