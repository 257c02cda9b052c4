using System.Security.Cryptography;
using System.Text;

namespace TalentFinance.PartnerBank;

internal abstract record Decision;
internal sealed record Ask(string Text) : Decision;
internal sealed record Decline(string Reason, string Text) : Decision;
internal sealed record Offer(decimal AmountYuan, int SpreadBp, int TenorMonths, string Method, string Conditions) : Decision;

/// <summary>How the bank decides: by amount, by the firm's profile, and else by a draw that the application's id fixes.</summary>
internal static class DecisionPolicy
{
    public static Decision Decide(PolicySettings policy, string bank, Invitation invitation, bool answered)
    {
        // One draw for each question: the same application gets the same answers after a restart.
        var draw = SHA256.HashData(Encoding.UTF8.GetBytes(bank + invitation.ApplicationId.ToString("N")));
        var fate = (draw[0] << 8 | draw[1]) % 100;

        if (invitation.SeriousBreach) return new Decline("CreditHistory", "An unsettled serious breach is on public record.");
        if (invitation.AmountYuan < policy.AmountMinYuan) return new Decline("AmountTooSmall", "Below the smallest loan of this bank.");
        var ceiling = Math.Min(policy.AmountMaxYuan, policy.SalesShareMaxBp == 0 ? decimal.MaxValue : Wan(invitation.SalesYuan * policy.SalesShareMaxBp / 10_000m));
        if (ceiling < policy.AmountMinYuan) return new Decline("RepaymentCapacity", "Sales do not carry a loan of this bank's smallest size.");
        if (fate < policy.DeclinePercent) return new Decline(fate % 2 == 0 ? "OutsideAppetite" : "CashFlow", "Outside of what this bank takes on at present.");
        if (!answered && fate < policy.DeclinePercent + policy.AskPercent) return new Ask("Please state the largest customers of the last twelve months and their share of sales.");

        var spread = policy.SpreadMinBp + draw[2] % (policy.SpreadMaxBp - policy.SpreadMinBp + 1);
        var method = policy.Methods[draw[3] % policy.Methods.Length];
        return new Offer(Math.Min(invitation.AmountYuan, ceiling), spread, invitation.TenorMonths, method, "Money flows through an account with this bank.");
    }

    private static decimal Wan(decimal yuan) => decimal.Floor(yuan / 10_000m) * 10_000m;
}

/// <summary>What the bank keeps of an invitation.</summary>
internal sealed record Invitation(
    Guid InvitationId, Guid ApplicationId, string Number, decimal AmountYuan, int TenorMonths, decimal SalesYuan, bool SeriousBreach);
