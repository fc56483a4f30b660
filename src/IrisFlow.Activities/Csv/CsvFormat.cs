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
    public override IReadOnlyList<string> Extensions => [".csv", ".tsv"];

    /// <inheritdoc/>
    /// <remarks>Looks at the first MiB only, so a type or a null that shows later is not seen.</remarks>
    public override Schema ReadSchema(string path, CancellationToken cancellation = default) =>
        new CsvReader(CsvText.Beginning(path), options, cancellation).Read(null).Schema;

    /// <inheritdoc/>
    public override Table Read(string path, IReadOnlyList<string>? columns = null, CancellationToken cancellation = default) =>
        new CsvReader(CsvText.Whole(path), options, cancellation).Read(columns);

    /// <inheritdoc/>
    public override void Write(Table table, Stream stream, CancellationToken cancellation = default) =>
        CsvWriter.Write(table, stream, options, cancellation);
}
