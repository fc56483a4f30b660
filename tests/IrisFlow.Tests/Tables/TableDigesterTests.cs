namespace IrisFlow.Tests;

public class TableDigesterTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(150_000)]
    public void However_the_rows_are_cut_the_digests_are_those_of_the_whole_table(int rows)
    {
        var table = Some(rows);
        var whole = ColumnDigests.Of(table).ToString();
        foreach (var most in new[] { 1000, 65_536, 100_000 })
        {
            var random = new SeededRandom(rows + most);
            using var digester = new TableDigester(table.Schema);
            for (var start = 0; start < rows;)
            {
                var count = Math.Min(rows - start, 1 + random.Next(most));
                digester.Append(table.Slice(start, count));
                start += count;
            }

            Assert.Equal(whole, digester.Finish().ToString());
        }
    }

    [Fact]
    public void Bits_beyond_the_rows_of_a_piece_are_nobodys()
    {
        var column = Column.OfNullable<int>(ColumnType.Int32, [.. Enumerable.Range(0, 20).Select(i => i % 3 == 0 ? (int?)null : i)]);
        var alone = Column.OfNullable<int>(ColumnType.Int32, [.. Enumerable.Range(0, 11).Select(i => i % 3 == 0 ? (int?)null : i)]);

        Assert.Equal(TableDigest.Of(alone), TableDigest.Of(column.Slice(0, 11)));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1000)]
    public void Every_NaN_counts_as_one(int rows)
    {
        var others = BitConverter.Int64BitsToDouble(unchecked((long)0xFFF8_0000_0000_1234));
        var (a, b) = (new double[rows], new double[rows]);
        (a[^1], b[^1], a[5], b[5]) = (double.NaN, others, double.NaN, others);

        Assert.Equal(TableDigest.Of(Column.Of(a)), TableDigest.Of(Column.Of(b)));
        Assert.Equal(TableDigest.Of(Column.Of(Array.ConvertAll(a, v => (float)v))), TableDigest.Of(Column.Of(Array.ConvertAll(b, v => (float)v))));
        Assert.NotEqual(TableDigest.Of(Column.Of(a)), TableDigest.Of(Column.Of(new double[rows])));
    }

    private static Table Some(int rows)
    {
        var random = new SeededRandom(rows);
        double[] numbers = [.. Enumerable.Range(0, rows).Select(_ => random.Next(20) == 0 ? double.NaN : random.NextDouble())];
        int?[] gaps = [.. Enumerable.Range(0, rows).Select(i => random.Next(7) == 0 ? (int?)null : i)];
        bool[] flags = [.. Enumerable.Range(0, rows).Select(_ => random.Next(2) == 0)];
        string?[] texts = [.. Enumerable.Range(0, rows).Select(i => random.Next(9) == 0 ? null : new string('ä', random.Next(5)))];
        string?[] words = [.. Enumerable.Range(0, rows).Select(i => (string?)$"word {i % 100}")];
        return Table.Of(
            ("numbers", Column.Of(numbers)), ("gaps", Column.OfNullable(ColumnType.Int32, gaps)), ("flags", Column.Of(flags)),
            ("texts", Column.Of(texts).AsNullable(true)), ("words", Column.Of(words)), ("none", Column.Of(new long[rows]).AsNullable(true)));
    }
}
