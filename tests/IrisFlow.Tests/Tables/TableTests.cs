namespace IrisFlow.Tests.Tables;

public class TableTests
{
    private static readonly Table Flowers = Table.Of(
        ("petal_width", Column.Of(0.2, 1.3, 2.1)),
        ("species", Column.Of("setosa", "versicolor", null)),
        ("id", Column.Of(1, 2, 3)));

    [Fact]
    public void The_schema_follows_from_the_columns() => Assert.Equal("petal_width float64, species string?, id int32", Flowers.Schema.ToString());

    [Fact]
    public void A_missing_column_is_an_error_that_names_the_nearest()
    {
        var error = Assert.Throws<ColumnException>(() => Flowers["petal_widht"]);
        Assert.Equal("IF201 There is no column 'petal_widht'. Did you mean 'petal_width'? The columns are petal_width, species, id.", error.Message);
    }

    [Fact]
    public void A_wrong_type_is_named_as_a_user_knows_it()
    {
        var error = Assert.Throws<ColumnException>(() => Flowers.Column<double>("species"));
        Assert.Equal("IF202 Column 'species' is string, not float64.", error.Message);
    }

    [Fact]
    public void A_number_is_no_text()
    {
        var error = Assert.Throws<ColumnException>(() => Flowers.Strings("id"));
        Assert.Equal("IF202 Column 'id' is int32, not string.", error.Message);
    }

    [Fact]
    public void Whole_numbers_read_as_doubles() => Assert.Equal([1.0, 2.0, 3.0], Flowers.Doubles("id").ToArray());

    [Fact]
    public void A_null_reads_as_not_a_number() =>
        Assert.Equal([1.0, double.NaN], Table.Of(("x", Column.OfNullable<long>(ColumnType.Int64, 1, null))).Doubles("x").ToArray());

    [Fact]
    public void A_date_is_no_number()
    {
        var dates = Table.Of(("day", Column.Of(new DateOnly(2024, 1, 1))));
        Assert.Throws<ColumnException>(() => dates.Doubles("day"));
    }

    [Fact]
    public void A_text_column_of_nulls_only_is_no_column_of_numbers()
    {
        var nulls = Table.Of(("text", Column.Of(null, (string?)null)));
        Assert.Throws<ColumnException>(() => nulls.Doubles("text"));
    }

    [Fact]
    public void Columns_are_selected_in_the_order_they_are_named() => Assert.Equal(["id", "petal_width"], Flowers.Select("id", "petal_width").Schema.Names);

    [Fact]
    public void Selecting_no_column_keeps_the_rows() => Assert.Equal(3, Flowers.Select().RowCount);

    [Fact]
    public void A_new_column_is_added_at_the_end() => Assert.Equal("kept", Flowers.With("kept", Column.Of(true, false, true)).Schema[3].Name);

    [Fact]
    public void A_replaced_column_keeps_its_place() => Assert.Equal(new Field("species", ColumnType.Int32), Flowers.With("species", Column.Of(0, 1, 2)).Schema[1]);

    [Fact]
    public void A_column_of_another_length_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Flowers.With("short", Column.Of(1)));
        Assert.StartsWith("Column 'short' should hold 3 rows of int32, found 1 rows of int32.", error.Message);
    }

    [Fact]
    public void A_column_of_another_type_than_the_schema_says_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new Table(new Schema(new Field("x", ColumnType.Int64, true)), [Column.Of(1)]));
        Assert.StartsWith("Column 'x' should hold 1 rows of int64?, found 1 rows of int32.", error.Message);
    }

    [Fact]
    public void Rows_are_kept_in_order() => Assert.Equal([1, 3], Flowers.Where(row => row != 1).Column<int>("id").Values.ToArray());

    [Fact]
    public void A_filter_that_keeps_all_gives_the_table_itself() => Assert.Same(Flowers, Flowers.Where(_ => true));

    [Fact]
    public void A_slice_holds_a_run_of_rows() => Assert.Equal([2, 3], Flowers.Slice(1, 2).Column<int>("id").Values.ToArray());

    [Fact]
    public void Metadata_travels_with_the_rows() =>
        Assert.Equal("yes", Flowers.WithMetadata("fitted", "yes").Where(row => row == 0).Select("id").With("x", Column.Of(1)).Slice(0, 1).Metadata["fitted"]);

    [Fact]
    public void An_empty_table_has_the_columns_of_its_schema()
    {
        var schema = new Schema(Enum.GetValues<ColumnType>().SelectMany(t => new[] { new Field(t.Name(), t), new Field(t.Name() + "?", t, true) }));
        Assert.Equal(schema, Table.Empty(schema).Schema);
    }
}
