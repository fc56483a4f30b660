using System.Globalization;

namespace IrisFlow.Scheduling.Tests;

public class QuartzTimesTests
{
    [Theory]
    [InlineData("30 2 * * *", "2026-11-21 02:30", "2026-11-22 02:30", "2026-11-23 02:30")]
    [InlineData("*/20 9-10 * * 1-5", "2026-11-23 09:00", "2026-11-23 09:20", "2026-11-23 09:40", "2026-11-23 10:00")]
    [InlineData("0 0 * * 0", "2026-11-22 00:00", "2026-11-29 00:00")]
    [InlineData("0 0 * * 7", "2026-11-22 00:00", "2026-11-29 00:00")]
    [InlineData("0 0 * * sun", "2026-11-22 00:00", "2026-11-29 00:00")]
    [InlineData("0 0 * * 5-7", "2026-11-22 00:00", "2026-11-27 00:00", "2026-11-28 00:00", "2026-11-29 00:00")]
    [InlineData("0 0 ? * MON", "2026-11-23 00:00", "2026-11-30 00:00")]
    [InlineData("0 12 1 FEB,AUG ?", "2027-02-01 12:00", "2027-08-01 12:00")]
    [InlineData("@monthly", "2026-12-01 00:00", "2027-01-01 00:00")]
    [InlineData("@hourly", "2026-11-21 01:00", "2026-11-21 02:00")]
    [InlineData("0 0 29 2 *", "2028-02-29 00:00", "2032-02-29 00:00")]
    [InlineData("15 5/6 * * *", "2026-11-21 05:15", "2026-11-21 11:15", "2026-11-21 17:15", "2026-11-21 23:15")]
    [InlineData("0 0 L * *", "2026-11-30 00:00", "2026-12-31 00:00", "2027-01-31 00:00", "2027-02-28 00:00")]
    [InlineData("0 0 LW * *", "2026-11-30 00:00", "2026-12-31 00:00", "2027-01-29 00:00", "2027-02-26 00:00")]
    [InlineData("0 0 15W * *", "2026-12-15 00:00", "2027-01-15 00:00", "2027-02-15 00:00")]
    [InlineData("0 0 31W 2 *", "2027-02-26 00:00", "2028-02-29 00:00")]
    [InlineData("0 0 * * 5L", "2026-11-27 00:00", "2026-12-25 00:00", "2027-01-29 00:00")]
    [InlineData("0 0 * * 1#2", "2026-12-14 00:00", "2027-01-11 00:00")]
    [InlineData("0 0 * * 7#1", "2026-12-06 00:00", "2027-01-03 00:00")]
    [InlineData("10 0 0 * * *", "2026-11-21 00:00:10", "2026-11-22 00:00:10")]
    public void A_pattern_names_the_times_that_crontab_reads_in_it(string cron, params string[] expected) =>
        Assert.Equal(expected.Select(Time), Times(cron, new(2026, 11, 21)).Take(expected.Length));

    [Theory]
    [InlineData("0 0 13 * 5")]
    [InlineData("0 0 1,15 * MON")]
    [InlineData("0 0 */2 * 1")]
    [InlineData("0 0 13 * */2")]
    [InlineData("0 0 */10 * */3")]
    [InlineData("0 0 * * 1")]
    [InlineData("0 0 31 1-7 *")]
    public void Day_and_weekday_are_either_unless_one_begins_with_a_star(string cron)
    {
        // The rule of crontab(5), by going through all days.
        var (day, weekday) = (cron.Split(' ')[2], cron.Split(' ')[4]);
        var both = day[0] == '*' || weekday[0] == '*';
        var months = cron.Split(' ')[3] == "*" ? 12 : 7;
        var expected = Enumerable.Range(1, 800).Select(i => new DateTime(2026, 1, 1).AddDays(i)).Where(d => d.Month <= months).Where(d =>
        {
            var (first, second) = (Fits(day, d.Day, 1), Fits(weekday, (int)d.DayOfWeek, 0));
            return both ? first && second : first || second;
        });

        Assert.Equal(expected, Times(cron, new(2026, 1, 1)).TakeWhile(t => t <= new DateTime(2026, 1, 1).AddDays(800)));
    }

    private static bool Fits(string field, int value, int least) => field.Split(',').Any(item =>
        item == "*" || (item.StartsWith("*/", StringComparison.Ordinal) ? (value - least) % int.Parse(item[2..], CultureInfo.InvariantCulture) == 0
            : item == "MON" ? value == 1 : int.Parse(item, CultureInfo.InvariantCulture) == value));

    private static IEnumerable<DateTime> Times(string cron, DateTime after)
    {
        var times = new QuartzTimes(CronPattern.Read(cron, (rule, found, _) => Assert.Fail($"{rule} {found}"))!);
        for (var next = times.After(after); next is { } time; next = times.After(time))
        {
            yield return time;
        }
    }

    private static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);
}
