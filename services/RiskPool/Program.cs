using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.RiskPool;

var service = Service.Create<RiskPoolDb>("riskpool", args);
service.Handles<OrganisationChanged, KeepOrganisation>()
    .Handles<OfferAccepted, ReserveCover>()
    .Handles<AcceptanceEnded, ReleaseCover>()
    .Handles<LoanDisbursed, ConfirmCover>()
    .Every<LapseReservations>(TimeSpan.FromSeconds(30));
service.Services.AddScoped<Desks>();

await service.Run(api =>
{
});
