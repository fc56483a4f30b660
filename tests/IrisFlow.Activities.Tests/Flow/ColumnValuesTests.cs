namespace IrisFlow.Activities.Tests.Flow;

public class ColumnValuesTests
{
    public static TheoryData<Column, string, string> Columns => new()
    {
        { Column.Of("b", null, "a", "b", "B"), "\"B\" \"a\" \"b\" null", "4 2 0,3 1" },
        { Column.OfNullable<long>(ColumnType.Int64, [10L, null, 9L, 10L]), "9 10 null", "2 0,3 1" },
        { Column.OfNullable<double>(ColumnType.Float64, [double.NaN, 0.5, null, -1, double.NaN, null]), "-1 0.5 \"NaN\" null", "3 1 0,4 2,5" },
        { Column.Of(0.0, -0.0, double.PositiveInfinity), "0 \"Infinity\"", "0,1 2" },
        { Column.Of(true, false, true), "false true", "1 0,2" },
        { Column.Of(new DateOnly(2026, 2, 1), new DateOnly(2025, 12, 31)), "\"2025-12-31\" \"2026-02-01\"", "1 0" },
    };

    [Theory]
    [MemberData(nameof(Columns))]
    public void Each_value_is_an_item_in_order_and_so_are_rows_without_one(Column column, string labels, string rows)
    {
        var table = Table.Of(("c", column), ("row", Column.Of(Enumerable.Range(0, column.Length).ToArray())));

        var items = new ColumnValues { Column = "c" }.List(table, null!);

        Assert.Equal(labels, string.Join(' ', items.Items.Select(i => i.Label?.ToJsonString() ?? "null")));
        Assert.Equal(rows, string.Join(' ', items.Items.Select(i => string.Join(',', i.Rows().Column<int>("row").Values.ToArray()))));
        Assert.Equal(items.Items.Select(i => (long?)i.Rows().RowCount), items.Items.Select(i => i.RowCount));
        Assert.Equal(column.Type, items.Labels.Type);
        Assert.Equal(items.Items.Count, items.Labels.Length);
    }
}
