using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Loan;

var service = Service.Create<LoanDb>("loan", args);
service.Services.AddSingleton<MarketBoard>();
service
    .Handles<OrganisationChanged, KeepOrganisation>()
    .Handles<TalentAccredited, KeepTalent>()
    .Handles<TalentAccreditationEnded, KeepTalentEnd>()
    .Handles<QualificationChanged, KeepQualification>()
    .Handles<CoverReserved, HearCoverReserved>()
    .Handles<CoverRefused, HearCoverRefused>()
    .Handles<CoverConfirmed, HearCoverConfirmed>()
    .Handles<CoverReleased, HearCoverReleased>()
    .Every<PassDeadlines>(TimeSpan.FromSeconds(5))
    .Every<EndAnswered>(TimeSpan.FromSeconds(1))
    .Every<UpdateFigures>(TimeSpan.FromSeconds(1))
    .Tells(Topics.Of)
    .Seed(Seed.Fill);

await service.Run(api =>
{
    var products = api.MapGroup("products");
    BrowseProducts.Map(products);
    WriteProductVersion.Map(products.MapGroup("versions"));
    DecideProductVersion.Map(products.MapGroup("versions"));
    PublishLpr.Map(api.MapGroup("lpr"));
    SetAppetite.Map(api.MapGroup("banks"));
    CheckEligibility.Map(api);
    CheckAllProducts.Map(api);
    CalculateSchedule.Map(api);

    var applications = api.MapGroup("applications");
    CreateApplication.Map(applications);
    EditApplication.Map(applications);
    SubmitApplication.Map(applications);
    WithdrawApplication.Map(applications);
    ViewApplications.Map(applications);
    SignContract.Map(applications);

    var invitations = api.MapGroup("invitations");
    ViewInvitations.Map(invitations);
    TakeInvitations.Map(invitations);
    ShowDossier.Map(invitations);
    AnswerInvitation.Map(invitations);
    MakeOffer.Map(invitations);

    var offers = api.MapGroup("offers");
    ViewOffers.Map(offers);
    DecideOffer.Map(offers);
    AcceptOffer.Map(offers);

    var loans = api.MapGroup("loans");
    ViewLoans.Map(loans);
    PayOutLoan.Map(loans);
    var cockpit = api.MapGroup("cockpit");
    ShowCockpit.Map(cockpit);
    ShowCockpitBy.Map(cockpit);
    ListEscalations.Map(api);
    ShowPortfolio.Map(api);
    ViewAudit.Map(api);
    api.MapLive();
});
