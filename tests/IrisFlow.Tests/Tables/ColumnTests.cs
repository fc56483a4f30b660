namespace IrisFlow.Tests.Tables;

public class ColumnTests
{
    public static TheoryData<Column, ColumnType, object> EveryType => new()
    {
        { Column.Of(true), ColumnType.Bool, true },
        { Column.Of(1), ColumnType.Int32, 1 },
        { Column.Of(1L), ColumnType.Int64, 1L },
        { Column.Of(1.5f), ColumnType.Float32, 1.5f },
        { Column.Of(1.5), ColumnType.Float64, 1.5 },
        { Column.Of("a"), ColumnType.String, "a" },
        { Column.Of(new DateOnly(2024, 2, 29)), ColumnType.Date, new DateOnly(2024, 2, 29) },
        { Column.Of(new DateTime(2024, 2, 29, 1, 2, 3, DateTimeKind.Utc)), ColumnType.Timestamp, new DateTime(2024, 2, 29, 1, 2, 3, DateTimeKind.Utc) },
    };

    [Theory]
    [MemberData(nameof(EveryType))]
    public void A_column_is_of_the_type_of_its_values(Column column, ColumnType type, object _) => Assert.Equal(type, column.Type);

    [Theory]
    [MemberData(nameof(EveryType))]
    public void A_value_comes_back_as_it_went_in(Column column, ColumnType _, object value) => Assert.Equal(value, column.ValueAt(0));

    [Fact]
    public void A_null_comes_back_as_null() => Assert.Null(Column.OfNullable<int>(ColumnType.Int32, 1, null).ValueAt(1));

    [Fact]
    public void A_column_with_nulls_is_nullable_whatever_it_was_told() =>
        Assert.True(new Column<int>(ColumnType.Int32, new[] { 1, 2 }, Validity.FromFlags([true, false]), nullable: false).Nullable);

    [Fact]
    public void A_column_without_nulls_may_be_nullable() => Assert.True(Column.OfNullable<int>(ColumnType.Int32, 1).Nullable);

    [Fact]
    public void Values_must_be_held_as_the_type_demands()
    {
        var error = Assert.Throws<ArgumentException>(() => new Column<double>(ColumnType.Date, new[] { 1.0 }));
        Assert.StartsWith("A column of date is not held as Double.", error.Message);
    }

    [Fact]
    public void Rows_can_be_taken_in_any_order_and_more_than_once() =>
        Assert.Equal([30, 10, 30], ((Column<int>)Column.Of(10, 20, 30).Take([2, 0, 2])).Values.ToArray());

    [Fact]
    public void Nulls_are_taken_along() => Assert.Equal(2, Column.OfNullable<int>(ColumnType.Int32, 1, null).Take([1, 0, 1]).NullCount);

    [Fact]
    public void A_slice_holds_a_run_of_rows() => Assert.Equal([20, 30], ((Column<int>)Column.Of(10, 20, 30, 40).Slice(1, 2)).Values.ToArray());

    [Fact]
    public void A_slice_of_a_slice_counts_from_the_slice()
    {
        var slice = Column.OfNullable<int>(ColumnType.Int32, 0, 1, null, 3, null).Slice(1, 4).Slice(1, 3);
        Assert.Equal([null, 3, null], Enumerable.Range(0, 3).Select(slice.ValueAt));
    }

    [Fact]
    public void A_slice_without_nulls_stays_nullable() => Assert.True(Column.OfNullable<int>(ColumnType.Int32, null, 1).Slice(1, 1).Nullable);

    [Fact]
    public void A_column_can_be_declared_nullable() => Assert.True(Column.Of(1).AsNullable(true).Nullable);

    [Fact]
    public void A_column_with_nulls_can_not_be_declared_without()
    {
        var error = Assert.Throws<ArgumentException>(() => Column.OfNullable<int>(ColumnType.Int32, null, 1).AsNullable(false));
        Assert.StartsWith("The column holds 1 nulls and can't be declared without them.", error.Message);
    }

    [Theory]
    [InlineData("float64", true, ColumnType.Float64)]
    [InlineData("timestamp", true, ColumnType.Timestamp)]
    [InlineData("Float64", false, ColumnType.Bool)]
    [InlineData("", false, ColumnType.Bool)]
    public void A_type_is_known_by_its_exact_name(string name, bool known, ColumnType type) =>
        Assert.Equal((known, type), (ColumnTypes.TryParse(name, out var parsed), parsed));

    [Fact]
    public void Every_type_has_a_name_of_its_own() => Assert.Equal(Enum.GetValues<ColumnType>(), ColumnTypes.All.Select(n => ColumnTypes.TryParse(n, out var type) ? type : default));
}
