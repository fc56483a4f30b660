namespace IrisFlow.Tests;

public class ColumnOperationsTests
{
    private static readonly Table Rows = Table.Of(
        ("id", Column.Of(1, 2, 3)),
        ("name", Column.Of(" Ada ", null, "")),
        ("score", Column.OfNullable<double>(ColumnType.Float64, 1.5, null, double.NaN)),
        ("day", Column.Of(new DateOnly(2024, 12, 30), new DateOnly(2026, 1, 31), new DateOnly(1969, 12, 31))));

    [Fact]
    public void Dropped_columns_are_gone() => Assert.Equal(["id", "day"], Rows.Drop("score", "name").Schema.Names);

    [Fact]
    public void Columns_may_swap_names()
    {
        var renamed = Rows.Rename(new Dictionary<string, string> { ["id"] = "score", ["score"] = "id" });

        Assert.Equal("score int32, name string?, id float64?, day date", renamed.Schema.ToString());
        Assert.Same(Rows["id"], renamed["score"]);
    }

    [Fact]
    public void Two_columns_of_one_name_are_refused() =>
        Assert.Equal("IF345", Assert.Throws<IrisFlowException>(() => Rows.Rename(new Dictionary<string, string> { ["id"] = "name" })).Findings[0].Rule);

    [Fact]
    public void A_table_that_is_in_a_file_is_renamed_and_dropped_without_reading_it()
    {
        var lazy = Table.Lazy(Rows.Schema, 3, Table.NoMetadata, i => throw new InvalidOperationException("read"));

        Assert.Equal(["nr", "name", "score"], lazy.Rename(new Dictionary<string, string> { ["id"] = "nr" }).Drop("day").Schema.Names);
    }

    [Fact]
    public void A_column_that_is_not_there_is_named()
    {
        Assert.Equal("nam", Assert.Throws<ColumnException>(() => Rows.Drop("nam")).Column);
        Assert.Equal("nam", Assert.Throws<ColumnException>(() => Rows.Rename(new Dictionary<string, string> { ["nam"] = "x" })).Column);
        Assert.Equal("nam", Assert.Throws<ColumnException>(() => Rows.Cast(new Dictionary<string, ColumnType> { ["nam"] = ColumnType.String })).Column);
        Assert.Equal("name", Assert.Throws<ColumnException>(() => Rows.Bin("name", [1])).Column);
        Assert.Equal("id", Assert.Throws<ColumnException>(() => Rows.DateParts("id", DatePart.Year)).Column);
    }

    [Fact]
    public void What_can_not_be_cast_is_named_with_its_row()
    {
        var rows = Table.Of(("n", Column.Of([.. Enumerable.Range(0, 20_000).Select(i => i == 9_999 ? "x" : "1")])));
        var types = new Dictionary<string, ColumnType> { ["n"] = ColumnType.Int32 };

        var finding = Assert.Throws<IrisFlowException>(() => rows.Cast(types)).Findings[0];
        Assert.Equal(("IF338", "n", "'x' in row 10000 is no int32."), (finding.Rule, finding.Column, finding.Message));
        var cast = rows.Cast(types, CastErrors.Null);
        Assert.Equal((1, true, true), (cast["n"].NullCount, cast["n"].IsNull(9_999), cast.Schema[0].Nullable));
    }

    [Fact]
    public void A_type_that_no_value_can_have_is_refused_before_a_value_is_looked_at() =>
        Assert.Equal("IF333", Assert.Throws<IrisFlowException>(() => Rows.Slice(0, 0).Cast(new Dictionary<string, ColumnType> { ["day"] = ColumnType.Float64 })).Findings[0].Rule);

    [Fact]
    public void Filled_columns_hold_no_nulls_and_say_so()
    {
        var filled = Rows.FillNulls(new Dictionary<string, string> { ["name"] = "none", ["score"] = "-1", ["id"] = "7" });

        Assert.Equal("id int32, name string, score float64, day date", filled.Schema.ToString());
        Assert.Equal([" Ada ", "none", ""], Values(filled, "name"));
        Assert.Equal([1.5, -1.0, double.NaN], Values(filled, "score"));
    }

    [Fact]
    public void A_value_of_another_type_fills_nothing()
    {
        var error = Assert.Throws<IrisFlowException>(() => Rows.FillNulls(new Dictionary<string, string> { ["id"] = "1.5", ["day"] = "x" }));

        Assert.Equal([("IF346", "day"), ("IF346", "id")], error.Findings.Select(f => (f.Rule, f.Column!)));
    }

    [Fact]
    public void An_edge_belongs_to_the_bin_above_it_and_NaN_to_none()
    {
        var rows = Table.Of(("x", Column.Of(-5.0, 9.9, 10, 19.9, 20, double.PositiveInfinity, double.NaN)), ("i", Column.Of(0, 10, 11, 19, 20, 21, -3)));

        Assert.Equal([0, 0, 1, 1, 2, 2, null], Values(rows.Bin("x", [10, 20]), "x"));
        Assert.Equal(["low", "mid", "mid", "mid", "high", "high", "low"], Values(rows.Bin("i", [10, 20], ["low", "mid", "high"], "band"), "band"));
        Assert.Equal("x float64, i int32, n int32", rows.Bin("i", [10], null, "n").Schema.ToString());
        Assert.Equal("x int32?, i int32", rows.Bin("x", [10]).Schema.ToString());
    }

    [Theory]
    [InlineData(new double[0], null)]
    [InlineData(new[] { 2.0, 1.0 }, null)]
    [InlineData(new[] { 1.0, 1.0 }, null)]
    [InlineData(new[] { double.NaN }, null)]
    [InlineData(new[] { 1.0 }, new[] { "a" })]
    public void Edges_ascend_and_labels_are_one_more(double[] edges, string[]? labels) =>
        Assert.Equal("IF347", Assert.Throws<IrisFlowException>(() => Rows.Bin("id", edges, labels)).Findings[0].Rule);

    [Fact]
    public void Parts_of_days_are_numbers_of_32_bits()
    {
        var parts = Rows.DateParts("day", DatePart.Year, DatePart.Week, DatePart.Weekday, DatePart.DayOfYear, DatePart.Hour);

        Assert.Equal("day date, day_year int32, day_week int32, day_weekday int32, day_day_of_year int32, day_hour int32", string.Join(", ", parts.Schema.Skip(3)));
        Assert.Equal([2024, 2026, 1969], Values(parts, "day_year"));
        Assert.Equal([1, 5, 1], Values(parts, "day_week"));
        Assert.Equal([1, 6, 3], Values(parts, "day_weekday"));
        Assert.Equal([365, 31, 365], Values(parts, "day_day_of_year"));
    }

    [Fact]
    public void Texts_are_trimmed_then_replaced_then_changed_in_case()
    {
        var rows = Table.Of(("t", Column.Of(" St. Ives ", "St.", null, "  ")));
        var changes = new TextChanges { Columns = ["t"], Trim = true, Replace = new Dictionary<string, string> { ["St"] = "S", ["St."] = "Saint" }, Case = TextCase.Upper, EmptyIsNull = true, Length = true };

        var cleaned = changes.Apply(rows);

        Assert.Equal(["SAINT IVES", "SAINT", null, null], Values(cleaned, "t"));
        Assert.Equal([10, 5, null, null], Values(cleaned, "t_length"));
        Assert.Equal(cleaned.Schema, new Schema(changes.Describe(Shape.Of(rows.Schema), f => Assert.Fail(f.ToString())).Fields));
    }

    [Fact]
    public void A_dictionary_of_texts_stays_one()
    {
        var rows = Table.Of(("t", StringColumn.Dictionary("abAB"u8.ToArray(), new[] { 0, 2, 4 }, new[] { 0, 1, 1, 0 })));

        var upper = rows.Derive("u", "upper(t)").Strings("u");

        Assert.Equal((true, 2), (upper.IsDictionary, upper.DistinctSlots));
        Assert.Equal(["AB", "AB", "AB", "AB"], Enumerable.Range(0, 4).Select(i => upper[i]));
    }

    [Fact]
    public void Null_has_no_bucket()
    {
        var hashed = Rows.Hash(["name", "id"], 8);

        Assert.Equal("name_bucket int32?, id_bucket int32", string.Join(", ", hashed.Schema.Skip(4)));
        Assert.True(hashed["name_bucket"].IsNull(1));

        // XXH64 of no bytes is 0xEF46DB3751D8E999.
        Assert.Equal(1, hashed.Column<int>("name_bucket")[2]);
    }

    [Fact]
    public void Rows_in_batches_become_what_they_become_at_once()
    {
        var rows = Table.Of(("x", Column.OfNullable(ColumnType.Float64, [.. Enumerable.Range(0, 150_000).Select(i => i % 7 == 0 ? (double?)null : i / 3.0)])), ("t", Column.Of([.. Enumerable.Range(0, 150_000).Select(i => i % 5 == 0 ? null : $"w{i % 100}")])));
        ColumnChange[] changes =
        [
            new Derivation(new Dictionary<string, string> { ["y"] = "if(x > 100, x / 2, length(t))", ["z"] = "y is null or t = 'w3'" }),
            new Casting(new Dictionary<string, ColumnType> { ["x"] = ColumnType.String }),
            new Binning("x", [10, 1000], ["a", "b", "c"]),
            new HashBuckets(["x", "t"], 100),
            new NullFilling(new Dictionary<string, string> { ["t"] = "none" }),
        ];

        Assert.All(changes, change =>
        {
            var whole = change.Apply(rows);
            Assert.Equal(TableDigest.Of(whole), TableDigest.Of(Table.Concat(whole.Schema, [.. rows.Batches().Select(b => change.Apply(b))])));
            Assert.Equal(whole.Schema, change.Apply(rows.Slice(0, 0)).Schema);
        });
    }

    private static object?[] Values(Table rows, string name) => [.. Enumerable.Range(0, rows.RowCount).Select(rows[name].ValueAt)];
}
