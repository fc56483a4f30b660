using IrisFlow.Parquet;
using IrisFlow.Parquet.Mapping;

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
        new("mapped", Mapped),
        new("batches with a condition", Chosen),
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

    // Columns that lie in the file in another form than in memory have no way in.
    private static Reading Mapped(string path)
    {
        using var table = ParquetFormat.Map(path);
        if (table.RowCount > 1 << 20)
        {
            return Reading.Of(table.Schema);
        }

        var columns = table.Schema.Select(f => (f.Name, Column: Mapped(table, f))).Where(c => c.Column is not null).Select(c => (c.Name, c.Column!)).ToArray();
        return columns.Length == 0 ? Reading.Of(new Schema([])) : Reading.Of(Table.Of(columns), whole: false);
    }

    private static Column? Mapped(MappedTable table, Field field) => field.Type switch
    {
        ColumnType.Bool or ColumnType.String => null,
        ColumnType.Int32 or ColumnType.Date => Mapped<int>(table, field),
        ColumnType.Float32 => Mapped<float>(table, field),
        ColumnType.Float64 => Mapped<double>(table, field),
        _ => Mapped<long>(table, field),
    };

    private static Column<T>? Mapped<T>(MappedTable table, Field field)
        where T : unmanaged
    {
        try
        {
            var column = table.Column<T>(field.Name);
            var values = new T[column.Length];
            var next = 0;
            column.Visit((row, page) =>
            {
                if (row != next || page.IsEmpty)
                {
                    throw new InvalidOperationException($"{page.Length} values come from row {row} on where row {next} is next.");
                }

                page.CopyTo(values.AsSpan(row));
                next += page.Length;
            });
            _ = column.Length > 0 ? column[column.Length - 1] : default;
            return new(field.Type, values, nullable: field.Nullable);
        }
        catch (IrisFlowException other) when (other.Findings[0].Rule == "IF360")
        {
            return null;
        }
    }

    // Which rows come depends on statistics, which are under no checksum.
    private static Reading Chosen(string path)
    {
        var source = Format.Open(path);
        foreach (var field in source.Schema.Take(4))
        {
            ColumnTest[] tests = [new(field.Name, ColumnComparison.Greater, Middle(field.Type))];
            foreach (var batch in source.ReadPassing([.. Enumerable.Range(0, source.Schema.Count)], tests))
            {
                _ = Reading.Of(batch);
            }
        }

        return Reading.Of(source.Schema);
    }

    private static object Middle(ColumnType type) => type switch
    {
        ColumnType.String => "m",
        ColumnType.Date => new DateOnly(2000, 1, 1),
        ColumnType.Timestamp => new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        ColumnType.Float32 or ColumnType.Float64 => 0.5,
        _ => 5L,
    };

    private static Reading Batches(string path, Func<TableSource, int[]> choose)
    {
        var source = Format.Open(path);
        var columns = choose(source);
        var read = Reading.Of(new Schema(columns.Select(c => source.Schema[c])), source.ReadBatches(columns));
        return read with { IsWhole = columns.Length == source.Schema.Count };
    }
}
