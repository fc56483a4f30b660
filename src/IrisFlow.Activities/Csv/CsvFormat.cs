namespace IrisFlow.Activities;

/// <summary>Tables as comma-separated text (RFC 4180). <c>src/docs/csv.md</c> says what is read and what is written.</summary>
public sealed class CsvFormat(CsvOptions options) : TableFormat
{
    /// <summary>With the options that read what most programs write.</summary>
    public CsvFormat()
        : this(new CsvOptions())
    {
    }

    /// <inheritdoc/>
    public override string Name => "csv";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions => [".csv", ".tsv", ".csv.gz", ".tsv.gz"];

    /// <inheritdoc/>
    public override TableFormat ForSpreadsheets() => new CsvFormat(options with { SpreadsheetSafe = true });

    /// <inheritdoc/>
    /// <remarks>Looks at the first MiB only, so a type or a null that shows later is not seen.</remarks>
    public override Schema ReadSchema(string path, CancellationToken cancellation = default) =>
        new CsvReader(CsvSource.Of(path), options, CsvTuning.Schema, cancellation).ReadSchema();

    /// <inheritdoc/>
    public override Table Read(string path, IReadOnlyList<string>? columns = null, CancellationToken cancellation = default) =>
        Reader(path, cancellation).Read(columns);

    /// <inheritdoc/>
    /// <remarks>Goes through a larger file once, to know its columns and to count its rows; rows are then read from it batch by batch.</remarks>
    public override TableSource Open(string path, CancellationToken cancellation = default) =>
        Reader(path, cancellation).Scan() is var (plan, rowCount) ? new CsvTableSource(CsvSource.Of(path), options, plan, rowCount) : base.Open(path, cancellation);

    /// <inheritdoc/>
    public override void Write(Table table, Stream stream, CancellationToken cancellation = default)
    {
        using var writer = Create(stream, table.Schema, cancellation);
        foreach (var batch in table.Batches(cancellation))
        {
            writer.Write(batch);
        }

        writer.Finish();
    }

    /// <inheritdoc/>
    public override TableWriter Create(Stream stream, Schema schema, CancellationToken cancellation = default) =>
        new CsvTableWriter(stream, schema, options, cancellation);

    /// <summary>What reads a file batch by batch.</summary>
    internal CsvReader Reader(string path, CancellationToken cancellation) => new(CsvSource.Of(path), options, CsvTuning.Default, cancellation);
}
