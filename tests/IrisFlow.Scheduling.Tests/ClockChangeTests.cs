using System.Globalization;

namespace IrisFlow.Scheduling.Tests;

/// <summary>When schedules come due around the changes of the clocks, held against a table that another program made: <c>data/clock-changes.py</c>.</summary>
public class ClockChangeTests
{
    private static readonly Lazy<IReadOnlyList<string[]>> Table = new(() =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", "clock-changes.csv")).Skip(1).Select(line =>
        {
            var quoted = line.Split('"');
            return (string[])[quoted[0].TrimEnd(','), quoted[1], .. quoted[2].TrimStart(',').Split(',')];
        })]);

    public static TheoryData<string> Zones => [.. Table.Value.Select(row => row[0]).Distinct()];

    [Theory]
    [MemberData(nameof(Zones))]
    public void A_time_that_the_clocks_leave_out_comes_once_after_it_and_one_that_they_show_twice_the_first_time(string zone)
    {
        var rows = Table.Value.Where(row => row[0] == zone).ToList();
        Assert.True(rows.Count >= 4 * 8);
        foreach (var row in rows)
        {
            var (after, until) = (Instant(row[2]), Instant(row[3]));
            var expected = row[4].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Instant);

            Assert.Equal(expected, Times(row[1], zone).After(after).Select(t => t.At).TakeWhile(at => at <= until));
        }
    }

    [Fact]
    public void A_day_on_which_the_clocks_change_says_what_that_means_for_the_time()
    {
        ScheduleTime Next(string cron, string after) => Times(cron, "Europe/Berlin").After(Instant(after)).First();

        Assert.Equal((ClockChange.Gap, "02:30 does not exist on this day: it runs at 03:00."), Said(Next("30 2 * * *", "2026-03-28T12:00Z")));
        Assert.Equal((ClockChange.Fold, "02:30 comes twice on this day: it runs the first time."), Said(Next("30 2 * * *", "2026-10-24T12:00Z")));
        Assert.Equal((ClockChange.SameDay, "The clocks change on this day."), Said(Next("0 12 * * *", "2026-03-28T12:00Z")));
        Assert.Equal((ClockChange.None, null), Said(Next("0 12 * * *", "2026-03-29T12:00Z")));
    }

    [Fact]
    public void A_pattern_of_each_second_has_one_instant_for_each_time_that_the_clocks_show_anew()
    {
        var (after, until) = (Instant("2026-10-25T00:00Z"), Instant("2026-10-25T02:00Z"));

        var times = Times("* * * * * *", "Europe/Berlin").After(after).Select(t => t.At).TakeWhile(at => at <= until).ToList();

        // 02:00 to 03:00 once; the hour that comes again has none, and at 03:00 it goes on.
        Assert.Equal(3600, times.Count);
        Assert.Equal((Instant("2026-10-25T00:59Z").AddSeconds(59), until), (times[^2], times[^1]));
    }

    [Theory]
    [InlineData("* * * * * *")]
    [InlineData("30 2 * * *")]
    [InlineData("* * * * * 1")]
    [InlineData("0 0 1 1 *")]
    public void The_newest_instants_of_ten_years_are_found_without_going_through_all_of_them(string cron)
    {
        var looks = 0;
        var counted = new Counted(new QuartzTimes(Pattern(cron)), () => looks++);
        var times = new ScheduleTimes(counted, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        var (after, until) = (Instant("2026-01-01T00:00Z"), Instant("2036-01-01T12:00Z"));

        var newest = times.Newest(after, until, 100);

        Assert.True(looks < 5_000, $"{looks} looks");
        Assert.True(newest[^1] <= until && times.After(newest[^1]).First().At > until);
        Assert.Equal(newest.Count == 100 ? 100 : times.After(after).TakeWhile(t => t.At <= until).Count(), newest.Count);
        Assert.Equal(newest, times.After(newest[0].AddSeconds(-1)).Take(newest.Count).Select(t => t.At));
    }

    private static (ClockChange Change, string? Note) Said(ScheduleTime time) => (time.Change, time.Note);

    private static ScheduleTimes Times(string cron, string zone) => new(new QuartzTimes(Pattern(cron)), TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static CronPattern Pattern(string cron) => CronPattern.Read(cron, (rule, found, _) => Assert.Fail($"{rule} {found}"))!;

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private sealed class Counted(ICronTimes times, Action look) : ICronTimes
    {
        public DateTime? After(DateTime time)
        {
            look();
            return times.After(time);
        }
    }
}
