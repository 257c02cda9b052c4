using TalentFinance.Contracts;

namespace TalentFinance.Registry.Domain;

internal enum OrganisationState { Active, Suspended }

/// <summary>A firm, an institution or an office on the marketplace: one credit code, one organisation.</summary>
internal sealed class Organisation
{
    public const int NameLengthMax = 200;

    private Organisation() { }

    public Guid Id { get; private init; }
    public int Version { get; private set; }
    public OrganisationKind Kind { get; private init; }
    public string CreditCode { get; private init; } = "";
    public string Name { get; private set; } = "";
    public string DistrictCode { get; private set; } = "";
    public OrganisationState State { get; private set; }
    public FirmProfile? Profile { get; private set; }
    public DateTimeOffset RegisteredAt { get; private init; }

    public bool Active => State == OrganisationState.Active;

    /// <summary>Credit code by GB 32100; a startup comes with its profile, nobody else has one.</summary>
    public static Outcome<Organisation> Register(
        Guid id, OrganisationKind kind, string creditCode, string name, string districtCode, FirmProfile? profile, DateOnly today, DateTimeOffset now)
    {
        var faults = Faults(name, districtCode).ToList();
        if (Contracts.CreditCode.Fault(creditCode) is { } code)
            faults.Add(Refusal.Input("creditCode", code, "give the unified social credit code on the licence (GB 32100-2015)"));
        if (kind == OrganisationKind.Startup && profile is null)
            faults.Add(Refusal.Input("profile", "a startup has a profile", "give the profile"));
        if (kind != OrganisationKind.Startup && profile is not null)
            faults.Add(Refusal.Input("profile", "only a startup has a profile", "leave the profile out"));
        if (profile is not null) faults.AddRange(FirmProfiles.Faults(profile, today));
        if (faults.Count > 0) return Outcome<Organisation>.No(faults);
        return new Organisation
        {
            Id = id,
            Version = 1,
            Kind = kind,
            CreditCode = creditCode,
            Name = name.Trim(),
            DistrictCode = districtCode,
            Profile = profile,
            State = OrganisationState.Active,
            RegisteredAt = now,
        };
    }

    public Outcome<Organisation> ChangeProfile(FirmProfile profile, DateOnly today)
    {
        if (Kind != OrganisationKind.Startup) return Refusal.Rule("no-profile", "only a startup has a profile", "domain.md §8", "change the organisation's name or district instead");
        if (FirmProfiles.Faults(profile, today).ToArray() is { Length: > 0 } faults) return Outcome<Organisation>.No(faults);
        Profile = profile;
        Version++;
        return this;
    }

    public Outcome<Organisation> Correct(string name, string districtCode)
    {
        if (Faults(name, districtCode).ToArray() is { Length: > 0 } faults) return Outcome<Organisation>.No(faults);
        (Name, DistrictCode) = (name.Trim(), districtCode);
        Version++;
        return this;
    }

    public Outcome<Organisation> Suspend() => Move("suspend", OrganisationState.Active, OrganisationState.Suspended);

    public Outcome<Organisation> Resume() => Move("resume", OrganisationState.Suspended, OrganisationState.Active);

    public OrganisationChanged Changed(DateTimeOffset at) => new()
    {
        OrganisationId = Id,
        Version = Version,
        Kind = Kind,
        CreditCode = CreditCode,
        Name = Name,
        DistrictCode = DistrictCode,
        Active = Active,
        Profile = Profile,
        At = at,
    };

    private Outcome<Organisation> Move(string move, OrganisationState from, OrganisationState to)
    {
        if (State != from) return Refusal.State(move, State.ToString(), [State == OrganisationState.Active ? "suspend" : "resume"]);
        State = to;
        Version++;
        return this;
    }

    private static IEnumerable<Refusal> Faults(string name, string districtCode)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > NameLengthMax || name.Any(char.IsControl))
            yield return Refusal.Input("name", $"a name has 1 to {NameLengthMax} characters and no control characters", "give the name on the licence");
        if (Division.Fault(districtCode) is { } fault)
            yield return Refusal.Input("districtCode", fault, "give the division code of the district that serves the organisation (GB/T 2260)");
    }
}
