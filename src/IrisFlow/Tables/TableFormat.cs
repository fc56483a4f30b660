namespace IrisFlow;

/// <summary>A file format for tables, chosen by the file's extension. A new format is one new file: a subclass with a public constructor.</summary>
/// <remarks>Bad input is normal: every method throws an <see cref="IrisFlowException"/> that names the file and the place, never another type.</remarks>
public abstract class TableFormat
{
    /// <summary>The name of the format: <c>parquet</c>, <c>csv</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The extensions it answers to, with the dot and in lower case: <c>.csv</c>.</summary>
    public abstract IReadOnlyList<string> Extensions { get; }

    /// <summary>The same format, reading values without a column type of their own in another way. A format whose files hold no such values stays as it is.</summary>
    public virtual TableFormat With(ForeignValues values) => this;

    /// <summary>The same format for files that a spreadsheet will open, where no text may pass for a formula. A format that no spreadsheet opens stays as it is.</summary>
    public virtual TableFormat ForSpreadsheets() => this;

    /// <summary>Names and types of a file's columns, reading no more of it than that needs.</summary>
    public abstract Schema ReadSchema(string path, CancellationToken cancellation = default);

    /// <summary>Columns that a file has and its table has not, because a table can't hold them: a warning for each, which names the column.</summary>
    public virtual IReadOnlyList<Finding> LeftOut(string path, CancellationToken cancellation = default) => [];

    /// <summary>The table of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">The columns to read, in this order; null for all.</param>
    /// <param name="cancellation">Stops the work.</param>
    public abstract Table Read(string path, IReadOnlyList<string>? columns = null, CancellationToken cancellation = default);

    /// <summary>Reads what a file says of itself, and each column when it is asked for. A format that can't reads the whole table at once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Stops the work.</param>
    public virtual TableSource Open(string path, CancellationToken cancellation = default) => TableSource.Of(Read(path, null, cancellation));

    /// <summary>Writes a table to a stream; the same table gives the same bytes.</summary>
    public abstract void Write(Table table, Stream stream, CancellationToken cancellation = default);

    /// <summary>Begins to write a table batch by batch; the same rows give the same bytes as <see cref="Write"/>, however they are cut into batches.</summary>
    /// <remarks>A format that can't write in pieces collects the batches in memory.</remarks>
    /// <param name="stream">Where to; not closed.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="cancellation">Stops the work.</param>
    public virtual TableWriter Create(Stream stream, Schema schema, CancellationToken cancellation = default) =>
        new TableCollector(schema, table => Write(table, stream, cancellation));
}
