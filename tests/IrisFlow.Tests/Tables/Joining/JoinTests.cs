namespace IrisFlow.Tests.Tables.Joining;

/// <summary>Expected values are DuckDB 1.5.6's over the tables as SQL values.</summary>
public class JoinTests
{
    // ('Bern',1,'BE'),('Zürich',2,'ZH'),(null,3,'??'),('Genève',4,'GE')
    private static readonly Table Places = Table.Of(("city", Column.Of("Bern", "Zürich", null, "Genève")), ("place", Column.Of(1, 2, 3, 4)), ("canton", Column.Of("BE", "ZH", "??", "GE")));

    // ('Bern',1),('Zürich',2),('Bern',3)
    private static readonly Table Tags = Table.Of(("city", Column.Of("Bern", "Zürich", "Bern")), ("tag", Column.Of(1, 2, 3)));

    // select t.id, p.place, p.canton from t join p on t.city = p.city order by t.id
    [Fact]
    public void An_inner_join_keeps_the_rows_that_have_a_partner_in_their_order()
    {
        var joined = Cities.Rows.Join(Places, "city");

        Assert.Equal([1, 2, 3, 5, 6], joined.Values("id"));
        Assert.Equal([2, 1, 2, 1, 2], joined.Values("place"));
        Assert.Equal(["ZH", "BE", "ZH", "BE", "ZH"], joined.Values("canton"));
        Assert.Equal("id int32, city string?, price float64?, n int64?, ok bool?, place int32, canton string", joined.Schema.ToString());
    }

    [Fact]
    public void A_left_join_keeps_all_rows_and_a_null_has_no_partner()
    {
        var joined = Cities.Rows.Join(Places, ["city"], new JoinOptions { Kind = JoinKind.Left });

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], joined.Values("id"));
        Assert.Equal(["ZH", "BE", "ZH", null, "BE", "ZH", null], joined.Values("canton"));
        Assert.True(joined.Schema.Find("place")!.Nullable);
    }

    [Fact]
    public void A_key_that_is_there_twice_is_an_error_that_names_it()
    {
        var finding = Assert.Single(Assert.Throws<IrisFlowException>(() => Cities.Rows.Join(Tags, "city")).Findings);

        Assert.Equal("IF477", finding.Rule);
        Assert.Contains("city 'Bern' 2 times", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Or_a_row_for_each_of_them()
    {
        var left = Cities.Rows.Join(Tags, ["city"], new JoinOptions { Kind = JoinKind.Left, Duplicates = DuplicateKeys.All });
        var inner = Cities.Rows.Join(Tags, ["city"], new JoinOptions { Duplicates = DuplicateKeys.All });

        Assert.Equal([1, 2, 2, 3, 4, 5, 5, 6, 7], left.Values("id"));
        Assert.Equal([2, 1, 3, 2, null, 1, 3, 2, null], left.Values("tag"));
        Assert.Equal([1, 2, 2, 3, 5, 5, 6], inner.Values("id"));
        Assert.Equal([2, 1, 3, 2, 1, 3, 2], inner.Values("tag"));
    }

    [Fact]
    public void Or_the_first_of_them_counts() =>
        Assert.Equal([2, 1, 2, 1, 2], Cities.Rows.Join(Tags, ["city"], new JoinOptions { Duplicates = DuplicateKeys.First }).Values("tag"));

    [Fact]
    public void Two_nulls_are_no_duplicate_key() =>
        Assert.Equal([5], Cities.Rows.Slice(0, 1).Join(Table.Of(("city", Column.Of(null, "Zürich", null)), ("x", Column.Of(4, 5, 6))), "city").Values("x"));

    // select b.y from (values ('nan'::double,1),(0.0,2),(1.5,3)) a(x,i) join (values ('nan'::double,10),(-0.0,20)) b(k,y) on a.x = b.k order by i
    [Fact]
    public void NaN_has_NaN_for_a_partner_and_one_zero_the_other() =>
        Assert.Equal([10, 20], Table.Of(("x", Column.Of(double.NaN, 0.0, 1.5))).Join(Table.Of(("k", Column.Of(double.NaN, -0.0)), ("y", Column.Of(10, 20))), ("x", "k")).Values("y"));

    [Fact]
    public void Keys_may_have_other_names_and_widths_and_the_right_ones_are_left_out()
    {
        var left = Table.Of(("id", Column.Of(7, -1, 3)), ("day", Column.Of(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 2))));
        var right = Table.Of(("who", Column.Of(3L, 7L, 4_294_967_295L, -1L)), ("on", Column.Of(new DateOnly(2026, 1, 2), new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 3))), ("v", Column.Of("a", "b", "c", "d")));
        var joined = left.Join(right, [("id", "who"), ("day", "on")], new JoinOptions { Kind = JoinKind.Left });

        Assert.Equal(["id", "day", "v"], joined.Schema.Names);
        Assert.Equal(["b", null, "a"], joined.Values("v"));
    }

    [Fact]
    public void Other_columns_of_one_name_are_an_error_or_get_a_suffix()
    {
        var right = Table.Of(("id", Column.Of(1)), ("price", Column.Of(2.0)));

        Assert.Equal("IF475", Assert.Single(Assert.Throws<IrisFlowException>(() => Cities.Rows.Join(right, "id")).Findings).Rule);
        Assert.Equal([2.0], Cities.Rows.Join(right, ["id"], new JoinOptions { Suffix = "_right" }).Values("price_right"));
        var clash = Table.Of(("id", Column.Of(1)), ("price", Column.Of(2.0)), ("price2", Column.Of(3.0)));
        Assert.Equal("IF475", Assert.Single(Assert.Throws<IrisFlowException>(() => Cities.Rows.Join(clash, ["id"], new JoinOptions { Suffix = "2" })).Findings).Rule);
    }

    [Fact]
    public void Keys_of_types_that_are_never_equal_are_an_error() =>
        Assert.Equal("IF476", Assert.Single(Assert.Throws<IrisFlowException>(() => Cities.Rows.Join(Places, ("id", "city"))).Findings).Rule);

    [Fact]
    public void Tables_without_rows_join()
    {
        Assert.Equal(0, Cities.Rows.Join(Places.Slice(0, 0), "city").RowCount);
        Assert.Equal(7, Cities.Rows.Join(Places.Slice(0, 0), ["city"], new JoinOptions { Kind = JoinKind.Left }).RowCount);
        Assert.Equal(0, Cities.Rows.Slice(0, 0).Join(Places, ["city"], new JoinOptions { Kind = JoinKind.Left }).RowCount);
    }

    [Fact]
    public void A_join_of_too_many_rows_is_a_typed_error()
    {
        var same = Table.Of(("k", Column.Of(new int[100_000])));

        Assert.Equal("IF206", Assert.Single(Assert.Throws<IrisFlowException>(() => same.Join(same, ["k"], new JoinOptions { Duplicates = DuplicateKeys.All })).Findings).Rule);
    }

    [Fact]
    public void Every_join_of_random_tables_is_what_two_nested_loops_give()
    {
        string[][] keys = [["i"], ["l"], ["d"], ["f"], ["b"], ["s"], ["c"], ["t"], ["i", "s"], ["c", "d"], ["s", "l", "b"]];
        for (var seed = 0; seed < 40; seed++)
        {
            var (left, right) = (RandomTables.Of(seed, seed), RandomTables.Of(seed + 1000, seed % 17));
            foreach (var key in keys)
            {
                foreach (var kind in Enum.GetValues<JoinKind>())
                {
                    var options = new JoinOptions { Kind = kind, Duplicates = seed % 2 == 0 ? DuplicateKeys.All : DuplicateKeys.First, Suffix = "_r" };
                    var joined = left.Join(right, [.. key.Select(k => (JoinKey)k)], options);
                    var expected = Nested(left, right, key, options);
                    Assert.Equal(expected.Select(e => (object)e.Left), joined.Values("row"));
                    Assert.Equal(expected.Select(e => (object?)e.Right), joined.Values("row_r"));
                }
            }
        }
    }

    private static List<(int Left, int? Right)> Nested(Table left, Table right, string[] keys, JoinOptions options)
    {
        List<(int, int?)> rows = [];
        for (var l = 0; l < left.RowCount; l++)
        {
            var partners = Enumerable.Range(0, right.RowCount).Where(r => keys.All(k => left[k].ValueAt(l) is { } value && Normal(value).Equals(Normal(right[k].ValueAt(r))))).ToList();
            rows.AddRange(partners.Take(options.Duplicates == DuplicateKeys.First ? 1 : int.MaxValue).Select(r => (l, (int?)r)));
            rows.AddRange(partners.Count == 0 && options.Kind == JoinKind.Left ? [(l, null)] : []);
        }

        return rows;
    }

    // .NET's Equals has NaN equal to NaN and 0 to -0, as here.
    private static object Normal(object? value) => value ?? "no value";
}
