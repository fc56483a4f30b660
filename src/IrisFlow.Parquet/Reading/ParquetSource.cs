using System.Collections.Immutable;
using IrisFlow.Parquet.Skipping;

namespace IrisFlow.Parquet.Reading;

/// <summary>A file of which the footer is read: a column costs its own chunks, and one look that the file is as long as before.</summary>
internal sealed class ParquetSource(string path, Footer footer, Schema schema, ImmutableSortedDictionary<string, string> texts)
    : TableSource(schema, (int)footer.Metadata.Rows, texts)
{
    public override Column ReadColumn(int index, CancellationToken cancellation = default) => TableReader.InFile(path, () =>
    {
        using var file = new ParquetFile(path, known: footer);
        return WholeColumns.Read(file, footer.Columns[index], cancellation);
    });

    public override IEnumerable<Table> ReadBatches(IReadOnlyList<int> columns, CancellationToken cancellation = default) =>
        BatchStream.Of(() => new BatchReader(path, footer, [.. columns.Select(c => footer.Columns[c])], Metadata), cancellation);

    public override IEnumerable<Table> ReadPassing(IReadOnlyList<int> columns, IReadOnlyList<ColumnTest> tests, CancellationToken cancellation = default) =>
        BatchStream.Of(() => new BatchReader(path, footer, [.. columns.Select(c => footer.Columns[c])], Metadata, file => RowRanges.Passing(file, tests)), cancellation);

    public override IEnumerable<Table> ReadRows(IReadOnlyList<int> columns, IReadOnlyList<RowRange> rows, CancellationToken cancellation = default) =>
        BatchStream.Of(() => new BatchReader(path, footer, [.. columns.Select(c => footer.Columns[c])], Metadata, _ => rows.Where(r => r.End > r.Start)), cancellation);

    public override ColumnFacts? Facts(int index) => ChunkFacts.Of(footer.Metadata, footer.Columns[index]);
}
