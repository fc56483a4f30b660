using System.Globalization;

namespace IrisFlow.Tests.Tables.Grouping;

/// <summary>Random tables, against the plainest computation: rows grouped by .NET's own grouping of texts.</summary>
public class GroupingPropertyTests
{
    private static readonly string[][] Keys = [["i"], ["l"], ["d"], ["f"], ["b"], ["s"], ["c"], ["t"], ["i", "s"], ["c", "d"], ["l", "b", "c"], ["s", "c", "i", "d"]];

    [Fact]
    public void Every_aggregate_of_every_key_is_what_a_naive_computation_gives()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var rows = RandomTables.Of(seed, seed < 4 ? seed : seed * 3);
            foreach (var keys in Keys)
            {
                Check(rows, keys, $"seed {seed}, by {string.Join(", ", keys)}");
            }
        }
    }

    [Fact]
    public void Distinct_rows_are_the_first_of_each_group()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var rows = RandomTables.Of(seed, seed * 2);
            foreach (var keys in Keys)
            {
                Assert.Equal(Groups(rows, keys).Select(g => (object)g[0]), rows.Distinct(keys).Values("row"));
            }
        }
    }

    [Fact]
    public void Many_groups_are_found_whichever_way_they_are_looked_up()
    {
        // Close together and far apart, whole and not: an array and a hash table that grows.
        var random = new SeededRandom(3);
        int[] ids = [.. Enumerable.Range(0, 200_000).Select(_ => random.Next(60_000))];
        foreach (var column in (Column[])[Column.Of(ids), Column.Of(Array.ConvertAll(ids, i => i * 1_000_003L)), Column.Of(Array.ConvertAll(ids, i => i / 7.0)), Column.Of(Array.ConvertAll(ids, i => $"no. {i}"))])
        {
            var groups = Table.Of(("k", column)).GroupBy("k").Aggregate(("rows", Aggregate.Count()));
            var expected = ids.GroupBy(i => i).ToList();
            Assert.Equal(expected.Select(g => (object)(long)g.Count()), groups.Values("rows"));
            Assert.Equal(expected.Select(g => column.ValueAt(Array.IndexOf(ids, g.Key))).Take(100), groups.Values("k").Take(100));
        }
    }

    private static void Check(Table rows, string[] keys, string place)
    {
        var found = rows.GroupBy(keys).Aggregate(
            ("rows", Aggregate.Count()), ("count", Aggregate.Count("d")), ("distinct", Aggregate.CountDistinct("s")), ("nd", Aggregate.CountDistinct("d")),
            ("sum", Aggregate.Sum("i")), ("max", Aggregate.Max("i")), ("least", Aggregate.Min("c")), ("greatest", Aggregate.Max("s")),
            ("first", Aggregate.First("s")), ("last", Aggregate.Last("c")), ("any", Aggregate.Any("b")), ("all", Aggregate.All("b")), ("median", Aggregate.Median("i")),
            ("fmin", Aggregate.Min("d")), ("fmax", Aggregate.Max("f")), ("mean", Aggregate.Mean("i")));
        var groups = Groups(rows, keys);
        Assert.Equal(groups.Count, found.RowCount);
        for (var g = 0; g < groups.Count; g++)
        {
            var own = groups[g];
            var ints = Of<int>("i");
            var flags = Of<bool>("b");
            var texts = OfText("s");
            var codes = OfText("c");
            var doubles = Of<double>("d");
            var floats = Of<float>("f");
            object?[] expected =
            [
                (long)own.Count, (long)doubles.Count, (long)texts.Distinct().Count(), (long)doubles.Select(d => d + 0.0).Distinct().Count(),
                ints.Count == 0 ? null : ints.Sum(i => (long)i), ints.Count == 0 ? null : ints.Max(),
                codes.Order(StringComparer.Ordinal).FirstOrDefault(), texts.OrderByDescending(t => t, CodePoints).FirstOrDefault(),
                texts.FirstOrDefault(), codes.LastOrDefault(), flags.Count == 0 ? null : flags.Contains(true), flags.Count == 0 ? null : !flags.Contains(false),
                Median(ints), doubles.Count == 0 ? null : doubles.Where(d => !double.IsNaN(d)).DefaultIfEmpty(double.NaN).Min(),
                floats.Count == 0 ? null : floats.Contains(float.NaN) ? float.NaN : floats.Max(), ints.Count == 0 ? null : ints.Average(),
            ];
            Assert.True(expected.SequenceEqual(found.Schema.Names.Skip(keys.Length).Select(n => found[n].ValueAt(g))), $"{place}, group {g}");

            List<T> Of<T>(string name) => [.. own.Select(r => rows[name].ValueAt(r)).Where(v => v is not null).Select(v => (T)v!)];
            List<string> OfText(string name) => [.. own.Select(r => rows.Strings(name)[r]).OfType<string>()];
        }
    }

    private static double? Median(List<int> values)
    {
        values.Sort();
        return values.Count == 0 ? null : (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2.0;
    }

    private static Comparer<string> CodePoints => Comparer<string>.Create((a, b) =>
    {
        var (left, right) = (a.EnumerateRunes().Select(r => r.Value), b.EnumerateRunes().Select(r => r.Value));
        return left.Zip(right, (x, y) => x.CompareTo(y)).FirstOrDefault(c => c != 0) is var difference && difference != 0 ? difference : a.Length.CompareTo(b.Length);
    });

    private static List<List<int>> Groups(Table rows, string[] keys) =>
        [.. Enumerable.Range(0, rows.RowCount).GroupBy(row => string.Join('|', keys.Select(k => Text(rows[k].ValueAt(row))))).Select(g => g.ToList())];

    private static string Text(object? value) => value switch
    {
        null => "null",
        double d => (d + 0.0).ToString("R", CultureInfo.InvariantCulture),
        float f => (f + 0.0f).ToString("R", CultureInfo.InvariantCulture),
        string s => $"'{s}'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
