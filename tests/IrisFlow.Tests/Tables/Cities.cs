namespace IrisFlow.Tests.Tables;

/// <summary>A small table with all that makes trouble: nulls in keys and values, NaN, text that is not ASCII. In SQL:</summary>
/// <remarks>
/// <code>
/// create table t as select * from (values
///   (1,'Zürich',12.5::double,3::bigint,true), (2,'Bern',null,4,null), (3,'Zürich',7.25,null,false), (4,null,1000.5,5,true),
///   (5,'Bern','nan'::double,-6,true), (6,'Zürich',-0.1,9,null), (7,null,0.3,5,false)) v(id,city,price,n,ok)
/// </code>
/// </remarks>
internal static class Cities
{
    public static Table Rows { get; } = Table.Of(
        ("id", Column.Of(1, 2, 3, 4, 5, 6, 7)),
        ("city", Column.Of("Zürich", "Bern", "Zürich", null, "Bern", "Zürich", null)),
        ("price", Column.OfNullable<double>(ColumnType.Float64, 12.5, null, 7.25, 1000.5, double.NaN, -0.1, 0.3)),
        ("n", Column.OfNullable<long>(ColumnType.Int64, 3, 4, null, 5, -6, 9, 5)),
        ("ok", Column.OfNullable<bool>(ColumnType.Bool, true, null, false, true, true, null, false)));

    public static object?[] Values(this Table table, string column) => [.. Enumerable.Range(0, table.RowCount).Select(table[column].ValueAt)];
}
