using Microsoft.Extensions.Configuration;
using TalentFinance.Contracts;

namespace TalentFinance.Hosting;

/// <summary>
/// The business date, apart from the machine's clock: what is posted today, which deadline has passed. Tests and
/// catch-up runs move it with BusinessDate:OffsetDays; it is the same in every service.
/// </summary>
public sealed class BusinessClock(TimeProvider time, IConfiguration configuration)
{
    private readonly TimeSpan offset = TimeSpan.FromDays(configuration.GetValue("BusinessDate:OffsetDays", 0));

    /// <summary>Now, in UTC.</summary>
    public DateTimeOffset Now => time.GetUtcNow() + offset;

    /// <summary>Today in China.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now.ToOffset(WorkingCalendar.ChinaOffset).DateTime);
}
