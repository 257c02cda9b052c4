using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan.Domain;

namespace TalentFinance.Loan;

/// <summary>A bank's own business over the marketplace: what it was asked, what became of it, by month, product, chain, park or talent class.</summary>
internal static class ShowPortfolio
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("portfolio", Handle).Allow(Role.BankOfficer, Role.BankApprover).Exportable().WithSummary("This bank's own figures, ?by=month|product|chain|park|talentClass, invitations of the last ?days= (365)");

    internal enum Division { Month, Product, Chain, Park, TalentClass }

    internal sealed record Row(string Key, int Invited, int Offered, int Declined, int Lapsed, int Won, int PaidOut, Yuan PaidYuan);

    private static async Task<Results<Ok<Page<Row>>, Refused>> Handle(LoanDb db, Caller caller, BusinessClock clock, CancellationToken cancel, string by = "month", [Within(1, ShowCockpit.DaysMax)] int days = 365)
    {
        if (!Enum.TryParse<Division>(by, ignoreCase: true, out var division) || !Enum.IsDefined(division)) return new Check().That(false, "by", "one of: month, product, chain, park, talentClass", "choose one of these").Refused!;
        var (from, _) = ShowCockpit.Window(days, clock);
        var own = db.InvitationFacts.AsNoTracking().Where(row => row.BankId == caller.OrganisationId && row.Day >= from);
        var keyed = division switch
        {
            Division.Month => own.Select(row => new { Key = (row.Day.Year * 100 + row.Day.Month).ToString(), Row = row }),
            Division.Product => own.Select(row => new { Key = row.ProductCode, Row = row }),
            Division.Chain => own.Select(row => new { Key = row.Chain, Row = row }),
            Division.Park => own.Select(row => new { Key = row.Park, Row = row }),
            _ => own.Select(row => new { Key = row.TalentClass == null ? "" : row.TalentClass.ToString()!, Row = row }),
        };
        var rows = await keyed.GroupBy(pair => pair.Key).Select(group => new
        {
            group.Key,
            Invited = group.Count(),
            Offered = group.Sum(pair => pair.Row.State == InvitationState.Offered ? 1 : 0),
            Declined = group.Sum(pair => pair.Row.State == InvitationState.Declined ? 1 : 0),
            Lapsed = group.Sum(pair => pair.Row.State == InvitationState.Lapsed ? 1 : 0),
            Won = group.Sum(pair => pair.Row.Won ? 1 : 0),
            PaidOut = group.Sum(pair => pair.Row.PaidOn != null ? 1 : 0),
            Paid = group.Sum(pair => pair.Row.PaidCents),
        }).Take(1000).ToListAsync(cancel);
        var views = rows.Select(row => new Row(division == Division.Month ? row.Key.Insert(4, "-") : row.Key, row.Invited, row.Offered, row.Declined, row.Lapsed, row.Won, row.PaidOut, row.Paid.Yuan()));
        return TypedResults.Ok(new Page<Row>([.. division == Division.Month ? views.OrderBy(row => row.Key, StringComparer.Ordinal) : views.OrderByDescending(row => row.PaidYuan).ThenByDescending(row => row.Invited)], null));
    }
}
