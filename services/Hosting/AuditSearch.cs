namespace TalentFinance.Hosting;

/// <summary>Narrows audit records. Who: in the name; action: how it begins; from, until: instants, until not included. subject is the older name of subjectId.</summary>
public sealed record AuditSearch(string? Who, string? Action, string? SubjectType, Guid? SubjectId, Guid? Subject, Guid? AccountId, Guid? OrganisationId, DateTimeOffset? From, DateTimeOffset? Until)
{
    public IQueryable<AuditRecord> Narrow(IQueryable<AuditRecord> records)
    {
        if (Who is { Length: > 0 } who) records = records.Where(record => record.Who.Contains(who));
        if (Action is { Length: > 0 } action) records = records.Where(record => record.Action.StartsWith(action));
        if (SubjectType is { } type) records = records.Where(record => record.SubjectType == type);
        if ((SubjectId ?? Subject) is { } subject) records = records.Where(record => record.SubjectId == subject);
        if (AccountId is { } account) records = records.Where(record => record.AccountId == account);
        if (OrganisationId is { } organisation) records = records.Where(record => record.OrganisationId == organisation);
        if (From?.ToUniversalTime() is { } from) records = records.Where(record => record.At >= from);
        if (Until?.ToUniversalTime() is { } until) records = records.Where(record => record.At < until);
        return records;
    }
}
