using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>
/// Narrows applications: every figure of the cockpit leads here. Days are days of submission in China, both included; "-" for chain, park or
/// talentClass means none. Bank: was asked; acceptedBank: its offer was accepted. Decided: with a binding offer or a refusal by all; decisionDays, moneyDays: it
/// waited so many whole days for that, or for its first payout. Text: in the number or the firm's name.
/// </summary>
internal sealed record ApplicationFilter(
    ApplicationState? State, bool? Open, string? ProductCode, string? Number, DateOnly? SubmittedFrom, DateOnly? SubmittedUntil, Guid? BankId, Guid? AcceptedBankId, Guid? FirmId,
    string? Chain, string? Park, [OneOrNoneOf(typeof(TalentClass))] string? TalentClass, bool? Offered, bool? PaidOut, bool? FirstLoan, bool? Decided, [Within(0, FilterWords.DaysMax)] int? DecisionDays, [Within(0, FilterWords.DaysMax)] int? MoneyDays, string? Text)
{
    private const int MinutesADay = 24 * 60;

    public IQueryable<Application> Narrow(IQueryable<Application> rows, LoanDb db)
    {
        if (State is { } state) rows = rows.Where(row => row.State == state);
        if (Open is { } open) rows = rows.Where(row => open == (row.State == ApplicationState.Submitted || row.State == ApplicationState.Accepted || row.State == ApplicationState.Covered || row.State == ApplicationState.Contracted));
        if (ProductCode is { } product) rows = rows.Where(row => row.ProductCode == product);
        if (Number is { } number) rows = rows.Where(row => row.Number == number);
        if (SubmittedFrom?.Begins() is { } from) rows = rows.Where(row => row.SubmittedAt >= from);
        if (SubmittedUntil?.Ends() is { } until) rows = rows.Where(row => row.SubmittedAt < until);
        if (BankId is { } bank) rows = rows.Where(row => db.Invitations.Any(asked => asked.ApplicationId == row.Id && asked.BankId == bank));
        if (AcceptedBankId is { } accepted) rows = rows.Where(row => row.AcceptedBankId == accepted);
        if (FirmId is { } firm) rows = rows.Where(row => row.FirmId == firm);
        if (Chain?.OrNone() is { } chain) rows = rows.Where(row => row.Chain == chain);
        if (Park?.OrNone() is { } park) rows = rows.Where(row => row.Park == park);
        if (TalentClass.Class(out var talent)) rows = rows.Where(row => row.TalentClass == talent);
        if (Offered is { } offered) rows = rows.Where(row => db.ApplicationFacts.Any(fact => fact.Id == row.Id && fact.Offered) == offered);
        if (PaidOut is { } paid) rows = rows.Where(row => db.ApplicationFacts.Any(fact => fact.Id == row.Id && fact.PaidAt != null) == paid);
        if (FirstLoan is { } isFirst) rows = rows.Where(row => db.ApplicationFacts.Any(fact => fact.Id == row.Id && fact.FirstLoan) == isFirst);
        if (Decided is { } decided) rows = rows.Where(row => db.ApplicationFacts.Any(fact => fact.Id == row.Id && fact.DecisionMinutes != null) == decided);
        if (DecisionDays is { } decision && Minutes(decision) is var (after, before)) rows = rows.Where(row => db.ApplicationFacts.Any(fact => fact.Id == row.Id && fact.DecisionMinutes >= after && fact.DecisionMinutes < before));
        if (MoneyDays is { } money && Minutes(money) is var (first, last)) rows = rows.Where(row => db.ApplicationFacts.Any(fact => fact.Id == row.Id && fact.MoneyMinutes >= first && fact.MoneyMinutes < last));
        if (Text is { Length: > 0 } text) rows = rows.Where(row => row.Number.Contains(text) || row.FirmName.Contains(text));
        return rows;
    }

    private static (int From, int Until) Minutes(int days) => (days * MinutesADay, (days + 1) * MinutesADay);
}

/// <summary>
/// Narrows loans. Paid: something was paid out; paidFrom, paidUntil: days of the first payout; submitted, invited: days on which the application came in, and on
/// which this bank was asked, as the cockpit's figures count; the rest as for applications.
/// </summary>
internal sealed record LoanFilter(
    LoanState? State, Guid? ApplicationId, string? ContractNumber, Guid? BankId, Guid? FirmId, string? ProductCode, string? Chain, string? Park, [OneOrNoneOf(typeof(TalentClass))] string? TalentClass, bool? Paid, DateOnly? PaidFrom, DateOnly? PaidUntil,
    DateOnly? SubmittedFrom, DateOnly? SubmittedUntil, DateOnly? InvitedFrom, DateOnly? InvitedUntil, string? Text)
{
    public IQueryable<LoanContract> Narrow(IQueryable<LoanContract> rows, LoanDb db)
    {
        if (State is { } state) rows = rows.Where(row => row.State == state);
        if (ApplicationId is { } application) rows = rows.Where(row => row.ApplicationId == application);
        if (ContractNumber is { } contract) rows = rows.Where(row => row.ContractNumber == contract);
        if (BankId is { } bank) rows = rows.Where(row => row.BankId == bank);
        if (FirmId is { } firm) rows = rows.Where(row => row.FirmId == firm);
        if (ProductCode is { } product) rows = rows.Where(row => row.ProductCode == product);
        if (Chain?.OrNone() is { } chain) rows = rows.Where(row => row.Chain == chain);
        if (Park?.OrNone() is { } park) rows = rows.Where(row => row.Park == park);
        if (TalentClass.Class(out var talent)) rows = rows.Where(row => row.TalentClass == talent);
        if (Paid is { } paid) rows = rows.Where(row => (row.FirstPaidOn != null) == paid);
        if (SubmittedFrom?.Begins() is { } submitted) rows = rows.Where(row => db.Applications.Any(asked => asked.Id == row.ApplicationId && asked.SubmittedAt >= submitted));
        if (SubmittedUntil?.Ends() is { } submittedEnd) rows = rows.Where(row => db.Applications.Any(asked => asked.Id == row.ApplicationId && asked.SubmittedAt < submittedEnd));
        if (InvitedFrom?.Begins() is { } invited) rows = rows.Where(row => db.Invitations.Any(asked => asked.ApplicationId == row.ApplicationId && asked.BankId == row.BankId && asked.InvitedAt >= invited));
        if (InvitedUntil?.Ends() is { } invitedEnd) rows = rows.Where(row => db.Invitations.Any(asked => asked.ApplicationId == row.ApplicationId && asked.BankId == row.BankId && asked.InvitedAt < invitedEnd));
        if (PaidFrom is { } from) rows = rows.Where(row => row.FirstPaidOn >= from);
        if (PaidUntil is { } until) rows = rows.Where(row => row.FirstPaidOn <= until);
        if (Text is { Length: > 0 } text) rows = rows.Where(row => row.ContractNumber.Contains(text) || row.FirmName.Contains(text));
        return rows;
    }
}

/// <summary>
/// Narrows invitations. Open: something is still to be done by somebody; dueUntil: the running deadline is by then; mine: I took it; escalated: a deadline
/// has passed while open, and the district was told; taken: the bank answered at all; won: its offer was accepted and that stands. Text: in the number or the firm's name.
/// </summary>
internal sealed record InvitationFilter(
    InvitationState? State, bool? Open, Guid? ApplicationId, Guid? BankId, string? ProductCode, DateTimeOffset? DueUntil, DateOnly? InvitedFrom, DateOnly? InvitedUntil, bool? Mine, bool? Escalated, bool? Taken, bool? Won, string? Text)
{
    public IQueryable<Invitation> Narrow(IQueryable<Invitation> rows, Caller caller, LoanDb db)
    {
        var me = caller.AccountId;
        if (State is { } state) rows = rows.Where(row => row.State == state);
        if (Open is { } open) rows = rows.Where(row => (row.DueAt != null) == open);
        if (ApplicationId is { } application) rows = rows.Where(row => row.ApplicationId == application);
        if (BankId is { } bank) rows = rows.Where(row => row.BankId == bank);
        if (ProductCode is { } product) rows = rows.Where(row => row.ProductCode == product);
        if (DueUntil?.ToUniversalTime() is { } due) rows = rows.Where(row => row.DueAt <= due);
        if (InvitedFrom?.Begins() is { } from) rows = rows.Where(row => row.InvitedAt >= from);
        if (InvitedUntil?.Ends() is { } until) rows = rows.Where(row => row.InvitedAt < until);
        if (Taken is { } taken) rows = rows.Where(row => (row.RespondedAt != null) == taken);
        if (Won is { } won) rows = rows.Where(row => db.InvitationFacts.Any(fact => fact.Id == row.Id && fact.Won) == won);
        if (Mine is { } mine) rows = rows.Where(row => (row.TakenBy == me) == mine);
        if (Escalated is { } escalated) rows = rows.Where(row => (row.EscalatedAt != null && row.DueAt != null) == escalated);
        if (Text is { Length: > 0 } text) rows = rows.Where(row => row.Number.Contains(text) || row.FirmName.Contains(text));
        return rows;
    }
}

/// <summary>Narrows offers. Mine: I made it, so only for people of a bank. Text: in the number or the firm's name.</summary>
internal sealed record OfferFilter(OfferState? State, bool? Mine, string? Text)
{
    public IQueryable<Offer> Narrow(IQueryable<Offer> rows, Caller caller)
    {
        var me = caller.AccountId;
        if (State is { } state) rows = rows.Where(row => row.State == state);
        if (Mine is { } mine) rows = rows.Where(row => (row.MadeBy == me) == mine);
        if (Text is { Length: > 0 } text) rows = rows.Where(row => row.Number.Contains(text) || row.FirmName.Contains(text));
        return rows;
    }
}

internal static class FilterWords
{
    public static string OrNone(this string text) => text == ViewApplications.None ? "" : text;

    public const int DaysMax = 1_000_000;

    /// <summary>Whether a class was asked for; null asks for firms without a talent.</summary>
    public static bool Class(this string? text, out TalentClass? found)
    {
        found = text is null or ViewApplications.None ? null : Enum.Parse<TalentClass>(text, ignoreCase: true);
        return text is not null;
    }

    public static DateTimeOffset Begins(this DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), WorkingCalendar.ChinaOffset).ToUniversalTime();
    public static DateTimeOffset Ends(this DateOnly day) => day.AddDays(1).Begins();
}
