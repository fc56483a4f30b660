namespace IrisFlow.Tests.Tables.Sorting;

/// <summary>Expected orders are DuckDB 1.5.6's, but for NaN in descending order, which comes first there.</summary>
public class SortTests
{
    // select id from t order by city nulls last, n desc nulls last, id
    [Fact]
    public void Rows_are_in_the_order_of_the_first_column_then_the_second() =>
        Assert.Equal([2, 5, 6, 1, 3, 4, 7], Cities.Rows.SortBy("city", ("n", true)).Values("id"));

    // select id from t order by price desc nulls last, id; there with 5, which is NaN, in front
    [Fact]
    public void Descending_has_NaN_behind_the_numbers_and_nulls_last() => Assert.Equal([4, 1, 3, 7, 6, 5, 2], Cities.Rows.SortBy(("price", true)).Values("id"));

    // select id from t order by price asc nulls first, id
    [Fact]
    public void Nulls_may_come_first()
    {
        Assert.Equal([2, 6, 7, 3, 1, 4, 5], Cities.Rows.SortBy([new SortKey("price")], NullPlace.First).Values("id"));
        Assert.Equal([2, 4, 1, 3, 7, 6, 5], Cities.Rows.SortBy([new SortKey("price", Descending: true)], NullPlace.First).Values("id"));
    }

    // select x from (values ('z'),('Z'),('é'),('e'),('日本'),('😀'),('ab'),('a')) v(x) order by x
    [Fact]
    public void Text_is_in_the_order_of_its_code_points()
    {
        var rows = Table.Of(("x", Column.Of("z", "Z", "é", "e", "日本", "😀", "ab", "a", "\uFF5E", "a\0")));

        Assert.Equal(["Z", "a", "a\0", "ab", "e", "z", "é", "日本", "\uFF5E", "😀"], rows.SortBy("x").Values("x"));
    }

    // Texts that begin alike, end early, hold zero bytes, and differ far behind only.
    [Fact]
    public void Many_texts_are_in_the_order_of_their_bytes()
    {
        var random = new SeededRandom(11);
        string[] starts = ["", "customer-", "customer-\0", new('x', 70), new('x', 200), "é", "\0\0\0\0\0\0\0"];
        string[] texts = [.. Enumerable.Range(0, 5000).Select(_ => starts[random.Next(starts.Length)] + new string((char)random.Next(3), random.Next(10)) + (random.Next(2) == 0 ? "" : $"{random.Next(400)}"))];
        var sorted = Table.Of(("x", Column.Of(texts)), ("row", Column.Of([.. Enumerable.Range(0, texts.Length)]))).SortBy("x");

        Assert.Equal(Enumerable.Range(0, texts.Length).OrderBy(i => texts[i], StringComparer.Ordinal).Select(i => (object)i), sorted.Values("row"));
    }

    [Fact]
    public void Infinities_stand_at_the_ends_and_the_zeros_are_equal()
    {
        var rows = Table.Of(("x", Column.Of(1.0, double.NaN, 0.0, double.PositiveInfinity, -0.0, double.NegativeInfinity, -2.0)));

        Assert.Equal([double.NegativeInfinity, -2.0, 0.0, -0.0, 1.0, double.PositiveInfinity, double.NaN], rows.SortBy("x").Values("x"));
        Assert.Equal([0L, long.MinValue], rows.SortBy("x").Column<double>("x").Values[2..4].ToArray().Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void Equal_rows_stay_in_their_order_in_tables_of_any_size()
    {
        foreach (var rows in (int[])[0, 1, 2, 70_000])
        {
            var table = Table.Of(("k", Column.Of([.. Enumerable.Range(0, rows).Select(i => i * 7919 % 13)])), ("row", Column.Of([.. Enumerable.Range(0, rows)])));

            Assert.Equal(Enumerable.Range(0, rows).OrderByDescending(i => i * 7919 % 13).Select(i => (object)i), table.SortBy(("k", true)).Values("row"));
        }
    }

    [Fact]
    public void Random_tables_are_sorted_as_a_stable_sort_by_comparison_sorts_them()
    {
        string[][] keys = [["i"], ["l"], ["d"], ["f"], ["b"], ["s"], ["c"], ["t"], ["i", "s"], ["c", "d"], ["s", "l", "b"]];
        for (var seed = 0; seed < 60; seed++)
        {
            var rows = RandomTables.Of(seed, seed * 3);
            foreach (var key in keys)
            {
                var nulls = seed % 2 == 0 ? NullPlace.Last : NullPlace.First;
                SortKey[] by = [.. key.Select((k, i) => new SortKey(k, Descending: (seed >> i) % 3 == 0))];
                var expected = Enumerable.Range(0, rows.RowCount).Order(Comparer<int>.Create((a, b) => Compare(rows, by, nulls, a, b)));
                Assert.Equal(expected.Select(r => (object)r), rows.SortBy(by, nulls).Values("row"));
            }
        }
    }

    [Fact]
    public void A_column_that_is_not_there_is_an_error() => Assert.Throws<ColumnException>(() => Cities.Rows.SortBy("prize"));

    private static int Compare(Table rows, SortKey[] keys, NullPlace nulls, int a, int b)
    {
        foreach (var key in keys)
        {
            var (x, y) = (rows[key.Column].ValueAt(a), rows[key.Column].ValueAt(b));
            var order = x is null || y is null ? (x is null ? 1 : 0).CompareTo(y is null ? 1 : 0) * (nulls == NullPlace.Last ? 1 : -1)
                : IsNaN(x) || IsNaN(y) ? IsNaN(x).CompareTo(IsNaN(y))
                : (x is string s ? CodePoints(s, (string)y) : ((IComparable)x).CompareTo(y)) * (key.Descending ? -1 : 1);
            if (order != 0)
            {
                return order;
            }
        }

        return a.CompareTo(b);
    }

    private static bool IsNaN(object value) => value is double.NaN or float.NaN;

    private static int CodePoints(string a, string b)
    {
        var (left, right) = (a.EnumerateRunes().Select(r => r.Value), b.EnumerateRunes().Select(r => r.Value));
        return left.Zip(right, (x, y) => x.CompareTo(y)).FirstOrDefault(c => c != 0) is var difference && difference != 0 ? difference : a.Length.CompareTo(b.Length);
    }
}
