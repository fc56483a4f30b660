using IrisFlow.Parquet;

namespace IrisFlow.Fuzzing.Parquet;

/// <summary>All ways into a Parquet file.</summary>
internal static class ParquetWays
{
    private static readonly ParquetFormat Format = new();

    public static IReadOnlyList<Way> All { get; } =
    [
        new("read", path => Reading.Of(Format.Read(path))),
        new("schema", path => Reading.Of(Format.ReadSchema(path))),
        new("columns one by one", Columns),
        new("batches", path => Batches(path, s => [.. Enumerable.Range(0, s.Schema.Count)])),
        new("into buffers", Buffers),
        new("batches of the last column", path => Batches(path, s => s.Schema.Count == 0 ? [] : [s.Schema.Count - 1])),
    ];

    private static Reading Columns(string path)
    {
        var source = Format.Open(path);
        return Reading.Of(new Table(source.Schema, [.. Enumerable.Range(0, source.Schema.Count).Select(c => source.ReadColumn(c))], source.Metadata, source.RowCount));
    }

    // Room is made by the caller, who believes no more rows than he can hold.
    private static Reading Buffers(string path)
    {
        using var reader = new ParquetReader(path);
        if (reader.RowCount > 1 << 20)
        {
            return Reading.Of(reader.Schema);
        }

        var fields = reader.Schema.Where(f => f.Type != ColumnType.String).ToList();
        return Reading.Of(new Table(new Schema(fields), [.. fields.Select(f => Buffer(reader, f))], null, reader.RowCount), whole: false);
    }

    private static Column Buffer(ParquetReader reader, Field field) => field.Type switch
    {
        ColumnType.Bool => Buffer<bool>(reader, field),
        ColumnType.Int32 or ColumnType.Date => Buffer<int>(reader, field),
        ColumnType.Float32 => Buffer<float>(reader, field),
        ColumnType.Float64 => Buffer<double>(reader, field),
        _ => Buffer<long>(reader, field),
    };

    private static Column<T> Buffer<T>(ParquetReader reader, Field field)
        where T : unmanaged
    {
        var values = new T[reader.RowCount];
        return new(field.Type, values, reader.Read<T>(field.Name, values), field.Nullable);
    }

    private static Reading Batches(string path, Func<TableSource, int[]> choose)
    {
        var source = Format.Open(path);
        var columns = choose(source);
        var read = Reading.Of(new Schema(columns.Select(c => source.Schema[c])), source.ReadBatches(columns));
        return read with { IsWhole = columns.Length == source.Schema.Count };
    }
}
