using Microsoft.EntityFrameworkCore;
using TalentFinance.Contracts;
using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>
/// A firm's qualification: the firm or its agent proposes it, the district records what the certificate proves (or records it without a
/// proposal), rejects it, or withdraws it before its time. Products ask for the codes (domain.md §1 高新贷).
/// </summary>
internal static class RecordQualification
{
    internal sealed record Request(string Code, string CertificateNumber, DateOnly ValidFrom, DateOnly ValidUntil, Guid? FirmId = null);
    internal sealed record ReasonRequest(string Reason);

    public static void Map(RouteGroupBuilder qualifications)
    {
        qualifications.MapPost("", Propose).Allow(Role.PoolOfficer, Role.Startup, Role.Agent).WithSummary("Propose a qualification; the district's officer records it at once");
        qualifications.MapPost("{id:guid}/record", (Guid id, Caller caller, RegistryDb db, BusinessClock clock, CancellationToken cancel) =>
            Decide(id, "record", null, caller, db, clock, q => q.Record(), cancel)).Allow(Role.PoolOfficer).WithSummary("Record a proposed qualification");
        qualifications.MapPost("{id:guid}/reject", (Guid id, ReasonRequest request, Caller caller, RegistryDb db, BusinessClock clock, CancellationToken cancel) =>
            Decide(id, "reject", request, caller, db, clock, q => q.Reject(request.Reason.Trim()), cancel)).Allow(Role.PoolOfficer).WithSummary("Refuse a proposed qualification");
        qualifications.MapPost("{id:guid}/withdraw", (Guid id, ReasonRequest request, Caller caller, RegistryDb db, BusinessClock clock, CancellationToken cancel) =>
            Decide(id, "withdraw", request, caller, db, clock, q => q.Withdraw(request.Reason.Trim()), cancel)).Allow(Role.PoolOfficer).WithSummary("Withdraw a recorded qualification before its time");
    }

    private static async Task<Results<Created<QualificationView>, NotFound, Refused>> Propose(Request request, Caller caller, RegistryDb db, BusinessClock clock, CancellationToken cancel)
    {
        var check = new Check().Text(request.Code, "code", 30).Text(request.CertificateNumber, "certificateNumber", 60);
        if (check.Refused is { } bad) return bad;
        var firm = await db.ActedFor(caller, request.FirmId, clock.Today, cancel);
        if (firm is null) return TypedResults.NotFound();
        if (!await db.QualificationKinds.AnyAsync(kind => kind.Code == request.Code, cancel))
            return new Refused(Refusal.Input("code", "no qualification has this code", "choose one of GET /api/registry/qualification-kinds"));
        var outcome = Qualification.Propose(Guid.CreateVersion7(), firm.Id, request.Code, request.CertificateNumber, request.ValidFrom, request.ValidUntil, clock.Today, clock.Now);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);
        var qualification = outcome.Value;
        if (await db.Qualifications.AnyAsync(known => known.LiveKey == qualification.LiveKey, cancel))
            return new Refused(Refusal.Rule("certificate-used", "this certificate is proposed or recorded already", "one certificate counts once", "correct the number") with { Field = "certificateNumber" });

        if (caller.IsDistrict)
        {
            qualification.Record();
            db.Publish(qualification.Changed(clock.Now));
        }
        db.Qualifications.Add(qualification);
        db.Audit(caller, caller.IsDistrict ? "record" : "propose", "Qualification", qualification.Id);
        return TypedResults.Created($"/api/registry/qualifications/{qualification.Id}", QualificationView.Of(new() { Qualification = qualification, FirmName = firm.Name }));
    }

    private static async Task<Results<Ok<QualificationView>, NotFound, Refused>> Decide(
        Guid id, string action, ReasonRequest? request, Caller caller, RegistryDb db, BusinessClock clock, Func<Qualification, Outcome<Qualification>> decide, CancellationToken cancel)
    {
        if (request is not null && new Check().Text(request.Reason, "reason", 500).Refused is { } bad) return bad;
        var firms = db.FirmsOf(caller, clock.Today).Select(firm => firm.Id);
        var row = await QualificationView.Read(db.Qualifications.Where(q => q.Id == id && firms.Contains(q.FirmId)), db).SingleOrDefaultAsync(cancel);
        if (row?.Qualification is not { } qualification) return TypedResults.NotFound();

        var outcome = decide(qualification);
        if (outcome.IsRefused) return new Refused(outcome.Refusals);

        // Nobody but the two sides knew of a proposal, so its rejection is no event.
        if (qualification.State is not QualificationState.Rejected) db.Publish(qualification.Changed(clock.Now));
        db.Audit(caller, action, "Qualification", id, request?.Reason);
        return TypedResults.Ok(QualificationView.Of(row));
    }
}

internal sealed record QualificationView(
    Guid Id, int Version, Guid FirmId, string FirmName, string Code, string CertificateNumber, DateOnly ValidFrom, DateOnly ValidUntil, QualificationState State, string? Reason, DateTimeOffset ProposedAt)
{
    /// <summary>What a view is made of, read at once.</summary>
    internal sealed class Row
    {
        public required Qualification Qualification { get; init; }
        public required string FirmName { get; init; }
    }

    public static IQueryable<Row> Read(IQueryable<Qualification> qualifications, RegistryDb db) =>
        from qualification in qualifications
        join firm in db.Organisations on qualification.FirmId equals firm.Id
        select new Row { Qualification = qualification, FirmName = firm.Name };

    public static QualificationView Of(Row row)
    {
        var q = row.Qualification;
        return new(q.Id, q.Version, q.FirmId, row.FirmName, q.Code, q.CertificateNumber, q.ValidFrom, q.ValidUntil, q.State, q.Reason, q.ProposedAt);
    }
}
