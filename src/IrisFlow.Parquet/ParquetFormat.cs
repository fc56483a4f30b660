using IrisFlow.Parquet.Mapping;
using IrisFlow.Parquet.Reading;
using IrisFlow.Parquet.Writing;

namespace IrisFlow.Parquet;

/// <summary>Tables as Parquet files, which pandas, DuckDB, Spark and Arrow read and write too.</summary>
/// <remarks>
/// Reads columns of all types, also as other programs encode them, and fields of structs as columns; lists and maps are left out, which
/// <see cref="LeftOut"/> tells. What becomes of types that a table has not, src/docs/parquet.md says. A damaged file gives findings IF310 to IF317, never a wrong value: checksums are verified wherever the
/// file has them, and ours always have.
/// </remarks>
public sealed class ParquetFormat : TableFormat
{
    private static readonly string[] Answers = [".parquet"];
    private readonly ParquetOptions _options;
    private readonly ForeignValues _values;

    /// <summary>With the options that suit checkpoints.</summary>
    public ParquetFormat()
        : this(new ParquetOptions())
    {
    }

    /// <summary>With options of one's own.</summary>
    /// <param name="options">How files are written.</param>
    /// <param name="values">How values are read that no column type is made for; null for the usual way.</param>
    public ParquetFormat(ParquetOptions options, ForeignValues? values = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.RowGroupRows);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Threads);
        (_options, _values) = (options, values ?? new());
    }

    /// <inheritdoc/>
    public override string Name => "parquet";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions => Answers;

    /// <inheritdoc/>
    public override TableFormat With(ForeignValues values) => new ParquetFormat(_options, values);

    /// <inheritdoc/>
    /// <exception cref="IrisFlowException">The file is not there, damaged, or has two columns of one name.</exception>
    public override Schema ReadSchema(string path, CancellationToken cancellation = default) => TableReader.ReadSchema(path, _values);

    /// <inheritdoc/>
    /// <exception cref="IrisFlowException">The file is not there, or its footer is damaged.</exception>
    public override IReadOnlyList<Finding> LeftOut(string path, CancellationToken cancellation = default) => TableReader.LeftOut(path, _values);

    /// <inheritdoc/>
    /// <exception cref="IrisFlowException">The file is not there, damaged, lacks a column, or holds a value that has no place here.</exception>
    public override Table Read(string path, IReadOnlyList<string>? columns = null, CancellationToken cancellation = default) =>
        TableReader.Read(path, _values, columns, cancellation);

    /// <inheritdoc/>
    /// <exception cref="IrisFlowException">The file is not there, its footer is damaged, or it has two columns of one name.</exception>
    public override TableSource Open(string path, CancellationToken cancellation = default) => TableReader.Open(path, _values);

    /// <inheritdoc/>
    /// <exception cref="IrisFlowException">The machine lacks what the compression needs.</exception>
    public override void Write(Table table, Stream stream, CancellationToken cancellation = default)
    {
        using var writer = Create(stream, table.Schema, cancellation);
        foreach (var batch in table.Batches(cancellation))
        {
            writer.Write(batch);
        }

        writer.Finish(table.Metadata);
    }

    /// <inheritdoc/>
    /// <exception cref="IrisFlowException">The machine lacks what the compression needs.</exception>
    public override TableWriter Create(Stream stream, Schema schema, CancellationToken cancellation = default) =>
        new ParquetTableWriter(stream, schema, _options, cancellation);

    /// <summary>Maps a file into memory, to look at columns without reading them: for files that nobody changes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="verify">Whether a page's checksum is verified when the page is looked at first; false for a file whose bytes were proven otherwise.</param>
    /// <exception cref="IrisFlowException">The file is not there, its footer is damaged, or it holds columns that are not supported.</exception>
    public static MappedTable Map(string path, bool verify = true) => new(path, verify);
}
