using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.RiskPool;

var service = Service.Create<RiskPoolDb>("riskpool", args);
service.Handles<OrganisationChanged, KeepOrganisation>()
    .Handles<OfferAccepted, ReserveCover>()
    .Handles<AcceptanceEnded, ReleaseCover>()
    .Handles<LoanDisbursed, ConfirmCover>()
    .Every<LapseReservations>(TimeSpan.FromSeconds(30))
    .Tells(Topics.Of)
    .Seed(SeedSchemes.Fill);
service.Services.AddScoped<Desks>();

await service.Run(api =>
{
    var schemes = api.MapGroup("schemes");
    ListSchemes.Map(schemes);
    DraftScheme.Map(schemes);
    DecideScheme.Map(schemes);

    var funding = api.MapGroup("funding");
    ListFunding.Map(funding);
    ProposeFunding.Map(funding);
    DecideFunding.Map(funding);

    var limits = api.MapGroup("bank-limits");
    ListBankLimits.Map(limits);
    ProposeBankLimit.Map(limits);
    DecideBankLimit.Map(limits);

    var position = api.MapGroup("position");
    ShowPosition.Map(position);
    ShowPositionBy.Map(position);
    ShowOwnPosition.Map(position);

    var covers = api.MapGroup("covers");
    ListCovers.Map(covers);
    EnrolException.Map(covers);

    var ledger = api.MapGroup("ledger");
    ListEntries.Map(ledger);
    ExportLedger.Map(ledger);
    VerifyLedger.Map(ledger);

    ListAudit.Map(api.MapGroup("audit"));
    api.MapLive();
});
