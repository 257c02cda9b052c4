using TalentFinance.Contracts;

namespace TalentFinance.Demo;

internal static class China
{
    /// <summary>Today's date where the marketplace is.</summary>
    public static DateOnly Today => DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToOffset(WorkingCalendar.ChinaOffset).DateTime);
}
