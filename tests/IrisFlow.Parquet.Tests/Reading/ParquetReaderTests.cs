namespace IrisFlow.Parquet.Tests.Reading;

/// <summary>Columns read into memory that the caller gives.</summary>
public sealed class ParquetReaderTests : IDisposable
{
    private readonly Files _files = new();

    public static TheoryData<string> Names => [.. Samples.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_column_of_numbers_comes_into_the_given_memory(string name)
    {
        var (table, options) = Samples.All[name];
        using var reader = new ParquetReader(_files.Write(table, options));
        Assert.Equal((table.Schema, table.RowCount), (reader.Schema, reader.RowCount));
        for (var i = 0; i < table.Schema.Count; i++)
        {
            switch (table.Columns[i])
            {
                case Column<bool> c: AssertRead(reader, table.Schema[i].Name, c); break;
                case Column<int> c: AssertRead(reader, table.Schema[i].Name, c); break;
                case Column<long> c: AssertRead(reader, table.Schema[i].Name, c); break;
                case Column<float> c: AssertRead(reader, table.Schema[i].Name, c); break;
                case Column<double> c: AssertRead(reader, table.Schema[i].Name, c); break;
            }
        }
    }

    [Fact]
    public void Another_type_or_no_such_column_or_too_little_room_is_refused()
    {
        using var reader = new ParquetReader(_files.Write(Samples.Extremes()));
        Assert.Equal("IF202", Assert.Throws<IrisFlowException>(() => reader.Read<int>("float64", new int[4])).Findings[0].Rule);
        Assert.Equal("IF202", Assert.Throws<IrisFlowException>(() => reader.Read<int>("text", new int[4])).Findings[0].Rule);
        Assert.Equal("IF201", Assert.Throws<IrisFlowException>(() => reader.Read<int>("int33", new int[4])).Findings[0].Rule);
        Assert.Throws<ArgumentException>(() => reader.Read<int>("int32", new int[3]));
    }

    [Fact]
    public void Reading_again_into_the_same_memory_allocates_next_to_nothing()
    {
        var values = Enumerable.Range(0, 300_000).Select(i => i / 7.0).ToArray();
        using var reader = new ParquetReader(_files.Write(Table.Of(("n", Column.Of(values)))));
        var target = new double[values.Length];
        reader.Read<double>("n", target);
        var before = GC.GetAllocatedBytesForCurrentThread();

        reader.Read<double>("n", target);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);
        Assert.Equal(values, target);
    }

    private static void AssertRead<T>(ParquetReader reader, string name, Column<T> expected)
        where T : unmanaged
    {
        // Room for more: what is behind the rows stays as it is.
        var target = new T[expected.Length + 3];
        var validity = reader.Read<T>(name, target);
        Assert.Equal(Cells.Of(expected), Cells.Of(new Column<T>(expected.Type, target.AsMemory(0, expected.Length), validity)));
        Assert.Equal(new T[3], target[^3..]);
    }

    public void Dispose() => _files.Dispose();
}
