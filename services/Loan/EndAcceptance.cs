using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>What has to happen whenever an application ends without a loan: invitations closed, offers over, caps given back, the pool told.</summary>
internal static class EndAcceptance
{
    public static async Task<Outcome<ApplicationState>> End(
        Application application, Func<Application, Outcome<ApplicationState>> how, ApplicationOutcome outcome, LoanDb db, Market market, DateTimeOffset now, CancellationToken cancel)
    {
        var (held, acceptedOfferId, wasSubmitted) = (application.HeldYuan, application.AcceptedOfferId, application.State != ApplicationState.Draft);
        var ended = how(application);
        if (ended.IsRefused || !wasSubmitted) return ended;

        var invitations = await db.Invitations.Where(row => row.ApplicationId == application.Id).ToListAsync(cancel);
        foreach (var invitation in invitations)
            if (invitation.IsOpen && !invitation.Cancel(application.EndReasonCode!, now).IsRefused) db.Publish(Moved(invitation, InvitationStep.Cancelled, now));
        foreach (var offer in await db.Offers.Where(row => row.ApplicationId == application.Id).ToListAsync(cancel))
        {
            offer.Lapse(byAcceptance: false);
            if (offer.Id == acceptedOfferId) offer.End();
        }
        if (held > Yuan.Zero) (await Exposures.Of(application, market.Policy(application), db, cancel)).Change(-held);
        if (acceptedOfferId is { } offerId)
        {
            await db.GiveBackPledge(application, cancel);
            if (await db.Loans.SingleOrDefaultAsync(row => row.ApplicationId == application.Id, cancel) is { } loan) loan.End();
            db.Publish(new AcceptanceEnded { ApplicationId = application.Id, OfferId = offerId, Version = application.Version, BankId = application.AcceptedBankId!.Value, ReasonCode = application.EndReasonCode!, At = now });
        }
        db.Publish(Ended(application, outcome, invitations.Select(row => row.BankId), now));
        return ended;
    }

    public static ApplicationEnded Ended(Application row, ApplicationOutcome outcome, IEnumerable<Guid> bankIds, DateTimeOffset now) => new()
    {
        ApplicationId = row.Id,
        Version = row.Version,
        FirmId = row.FirmId,
        DistrictCode = row.DistrictCode,
        BankIds = [.. bankIds],
        Outcome = outcome,
        ReasonCode = row.EndReasonCode!,
        At = now,
    };

    public static InvitationMoved Moved(Invitation row, InvitationStep step, DateTimeOffset now) => new()
    {
        InvitationId = row.Id,
        ApplicationId = row.ApplicationId,
        Version = row.Version,
        BankId = row.BankId,
        FirmId = row.FirmId,
        DistrictCode = row.DistrictCode,
        Step = step,
        At = now,
        ReasonCode = row.ReasonCode,
        Text = step switch { InvitationStep.InformationRequested => row.Question, InvitationStep.InformationProvided => row.Answer, InvitationStep.Declined => row.ReasonText, _ => null },
        DecideBy = row.IsOpen && row.State != InvitationState.Asked ? row.DecideBy : null,
        DueAt = row.DueAt,
    };
}
