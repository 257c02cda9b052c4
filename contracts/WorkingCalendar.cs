using System.Globalization;

namespace TalentFinance.Contracts;

/// <summary>
/// Working days in China: Monday to Friday, less the published holidays, plus the published make-up days (调休).
/// Working time runs 24 hours on each working day and stands still on the others, so "48 hours" are two working days
/// (our reading of domain.md §10 sla.*). Years without a published plan count Monday to Friday.
/// </summary>
public sealed class WorkingCalendar
{
    /// <summary>China has one time zone and no summer time.</summary>
    public static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);

    private readonly HashSet<DateOnly> off;
    private readonly HashSet<DateOnly> work;

    public WorkingCalendar(IEnumerable<DateOnly> holidays, IEnumerable<DateOnly> makeUpDays) => (off, work) = ([.. holidays], [.. makeUpDays]);

    /// <summary>The plans that the State Council published for 2019-2026.</summary>
    public static WorkingCalendar Published { get; } = Read();

    public bool IsWorkingDay(DateOnly day) =>
        work.Contains(day) || (!off.Contains(day) && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    /// <summary>The day itself if it is a working day, else the next one.</summary>
    public DateOnly NextWorkingDay(DateOnly day)
    {
        while (!IsWorkingDay(day)) day = day.AddDays(1);
        return day;
    }

    /// <summary>The day that lies a number of working days after this one.</summary>
    public DateOnly AddWorkingDays(DateOnly day, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        for (; workingDays > 0; workingDays--) day = NextWorkingDay(day.AddDays(1));
        return day;
    }

    /// <summary>The instant at which so much working time will have passed.</summary>
    public DateTimeOffset AddWorkingTime(DateTimeOffset from, TimeSpan workingTime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workingTime, TimeSpan.Zero);
        var local = from.ToOffset(ChinaOffset);
        while (true)
        {
            var midnight = StartOf(DayOf(local).AddDays(1));
            if (IsWorkingDay(DayOf(local)))
            {
                if (local + workingTime < midnight) return (local + workingTime).ToUniversalTime();
                workingTime -= midnight - local;
            }
            local = midnight;
        }
    }

    /// <summary>Working time from one instant to a later one; negative when the later one has passed.</summary>
    public TimeSpan WorkingTimeBetween(DateTimeOffset from, DateTimeOffset until)
    {
        if (until < from) return -WorkingTimeBetween(until, from);
        var (local, end, sum) = (from.ToOffset(ChinaOffset), until.ToOffset(ChinaOffset), TimeSpan.Zero);
        while (local < end)
        {
            var stop = StartOf(DayOf(local).AddDays(1)) is var midnight && midnight < end ? midnight : end;
            if (IsWorkingDay(DayOf(local))) sum += stop - local;
            local = stop;
        }
        return sum;
    }

    private static DateOnly DayOf(DateTimeOffset local) => DateOnly.FromDateTime(local.DateTime);

    private static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), ChinaOffset);

    private static WorkingCalendar Read()
    {
        using var file = new StreamReader(typeof(WorkingCalendar).Assembly.GetManifestResourceStream("workdays.txt")!);
        var (off, work) = (new List<DateOnly>(), new List<DateOnly>());
        while (file.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var kind, var year, .. var days]) continue;
            (kind == "off" ? off : work).AddRange(days.Select(day => DateOnly.ParseExact(year + day, "yyyyMMdd", CultureInfo.InvariantCulture)));
        }
        return new(off, work);
    }
}
