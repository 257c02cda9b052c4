using Microsoft.AspNetCore.Identity;
using TalentFinance.Registry;

var service = Service.Create<RegistryDb>("registry", args);
service.Services.AddIdentityCore<Account>(identity =>
    {
        identity.Password = new PasswordOptions { RequiredLength = 12, RequiredUniqueChars = 6, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
        identity.Lockout = new LockoutOptions { MaxFailedAccessAttempts = 5, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15), AllowedForNewUsers = true };
    })
    .AddUserStore<AccountStore>().AddPasswordValidator<NotTheUserName>().AddTokenProvider<AuthenticatorTokenProvider<Account>>(TokenOptions.DefaultAuthenticatorProvider);
service.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = Credentials.IterationCount);
service.Services.AddScoped<Credentials>().AddSingleton<Fingerprints>().AddSingleton<DocumentStore>();
service.Every<ExpireTalents>(TimeSpan.FromMinutes(1));
service.Seed(async (db, services, cancel) =>
{
    services.GetRequiredService<DocumentStore>();
    await services.GetRequiredService<Fingerprints>().Load(db, services.GetRequiredService<ISecrets>(), cancel);
    await FirstAdministrator.Ensure(db, services, cancel);
});

await service.Run(api =>
{
    var session = api.MapGroup("session");
    OpenSession.Map(session);
    ChangePassword.Map(session);
    ReplaceGivenPassword.Map(session);
    EnrolAuthenticator.Map(api.MapGroup("authenticator"));
    IssueToken.Map(api);

    RegisterStartup.Map(api);
    var organisations = api.MapGroup("organisations");
    RegisterOrganisation.Map(organisations);
    ListOrganisations.Map(organisations);
    ShowOrganisation.Map(organisations);
    CorrectOrganisation.Map(organisations);
    ChangeProfile.Map(organisations);
    SuspendOrganisation.Map(organisations);
    IssueClient.Map(organisations);
    ListClients.Map(organisations);
    RevokeClient.Map(api);
    ConnectBankSystem.Map(api.MapGroup("banks"));

    var mandates = api.MapGroup("mandates");
    GiveMandate.Map(mandates);
    RevokeMandate.Map(mandates);
    ListMandates.Map(mandates);

    var accounts = api.MapGroup("accounts");
    CreateAccount.Map(accounts);
    ListAccounts.Map(accounts);
    LockAccount.Map(accounts);
    ResetPassword.Map(accounts);

    var talents = api.MapGroup("talents");
    ProposeTalent.Map(talents);
    AccreditTalent.Map(talents);
    EndTalent.Map(talents);
    ListTalents.Map(talents);

    RecordQualification.Map(api.MapGroup("qualifications"));
    ListQualifications.Map(api);
    GrantConsent.Map(api.MapGroup("consents"));

    var documents = api.MapGroup("documents");
    UploadDocument.Map(documents);
    ReadDocuments.Map(documents);
    ReadAudit.Map(api);
});
