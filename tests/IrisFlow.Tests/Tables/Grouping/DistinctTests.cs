namespace IrisFlow.Tests.Tables.Grouping;

public class DistinctTests
{
    // select count(*) from (select distinct x from (values ('nan'::double),(0.0),(-0.0),(null),('nan'::double),(null)) a(x)) is 3 in DuckDB.
    [Fact]
    public void NaN_equals_NaN_the_zeros_are_one_and_null_equals_null() =>
        Assert.Equal([double.NaN, 0.0, null], Table.Of(("x", Column.OfNullable<double>(ColumnType.Float64, double.NaN, 0.0, -0.0, null, double.NaN, null))).Distinct().Values("x"));

    [Fact]
    public void A_NaN_of_other_bits_is_NaN_too()
    {
        double[] doubles = [double.NaN, BitConverter.Int64BitsToDouble(0x7FF8_0000_0000_0001), -double.NaN];
        float[] floats = [float.NaN, BitConverter.Int32BitsToSingle(0x7FC0_0001), -float.NaN];

        Assert.Equal(1, Table.Of(("x", Column.Of(doubles))).Distinct().RowCount);
        Assert.Equal(1, Table.Of(("x", Column.Of(floats))).Distinct().RowCount);
    }

    // Of every length, told apart by one byte at the beginning, in the middle or at the end, and by zero bytes.
    [Fact]
    public void Texts_are_told_apart_whatever_their_length()
    {
        List<string> texts = [];
        for (var length = 0; length < 40; length++)
        {
            texts.Add(new('\0', length));
            for (var place = 0; place < length; place++)
            {
                texts.Add($"{new string('\0', place)}a{new string('\0', length - place - 1)}");
            }
        }

        var twice = Table.Of(("x", Column.Of([.. texts, .. texts])));
        Assert.Equal(texts, twice.Distinct().Values("x"));
        Assert.Equal(2 * texts.Count, twice.Join(Table.Of(("x", Column.Of([.. texts])), ("y", Column.Of([.. Enumerable.Range(0, texts.Count)]))), "x").RowCount);
    }

    [Fact]
    public void The_first_row_of_each_is_kept_with_all_its_columns() => Assert.Equal([1, 2, 4], Cities.Rows.Distinct("city").Values("id"));

    [Fact]
    public void Without_columns_all_are_compared()
    {
        var rows = Table.Of(("a", Column.Of(1, 1, 1)), ("b", Column.Of("x", "y", "x")));

        Assert.Equal(["x", "y"], rows.Distinct().Values("b"));
        Assert.Equal(0, rows.Slice(0, 0).Distinct().RowCount);
    }

    [Fact]
    public void Metadata_travels_along() => Assert.Equal("me", Cities.Rows.WithMetadata("who", "me").Distinct("city").Metadata["who"]);
}
