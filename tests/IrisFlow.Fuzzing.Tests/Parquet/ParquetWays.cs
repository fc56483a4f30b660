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
        new("batches of the last column", path => Batches(path, s => s.Schema.Count == 0 ? [] : [s.Schema.Count - 1])),
    ];

    private static Reading Columns(string path)
    {
        var source = Format.Open(path);
        return Reading.Of(new Table(source.Schema, [.. Enumerable.Range(0, source.Schema.Count).Select(c => source.ReadColumn(c))], source.Metadata, source.RowCount));
    }

    private static Reading Batches(string path, Func<TableSource, int[]> choose)
    {
        var source = Format.Open(path);
        var columns = choose(source);
        var read = Reading.Of(new Schema(columns.Select(c => source.Schema[c])), source.ReadBatches(columns));
        return read with { IsWhole = columns.Length == source.Schema.Count };
    }
}
