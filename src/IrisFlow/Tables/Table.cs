using System.Collections.Immutable;

namespace IrisFlow;

/// <summary>An immutable table: named columns of equal length. Every method gives a new table and shares what it can.</summary>
/// <remarks>
/// <see cref="Metadata"/> travels with the rows: a fitted preparation, for instance, so that a model trained on the table can
/// prepare raw rows in the same way. It is part of the table's digest.
/// </remarks>
public sealed class Table : ICheckpoint<Table>
{
    /// <summary>The most rows of a batch (<see cref="Batches"/>); a block of the digest, and the rows of a page of a checkpoint.</summary>
    public const int BatchRows = 65_536;

    internal static readonly ImmutableSortedDictionary<string, string> NoMetadata = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    private readonly ColumnList _columns;

    // Where rows can be read from without keeping their columns; null for a table that was computed.
    private readonly RowSource? _source;

    /// <exception cref="ArgumentException">The columns are not those of the schema, or differ in length.</exception>
    public Table(Schema schema, IReadOnlyList<Column> columns, ImmutableSortedDictionary<string, string>? metadata = null, int? rowCount = null)
        : this(schema, ColumnList.Of(columns), metadata ?? NoMetadata, rowCount ?? (columns.Count > 0 ? columns[0].Length : 0))
    {
    }

    private Table(Schema schema, ColumnList columns, ImmutableSortedDictionary<string, string> metadata, int rowCount, RowSource? source = null)
    {
        (Schema, _columns, Metadata, RowCount, _source) = (schema, columns, metadata, rowCount, source);
        _columns.Require(schema, rowCount);
    }

    /// <summary>A table of named columns; the schema follows from them.</summary>
    public static Table Of(params (string Name, Column Column)[] columns) => new(
        new Schema(columns.Select(c => new Field(c.Name, c.Column.Type, c.Column.Nullable))),
        [.. columns.Select(c => c.Column)]);

    /// <summary>A table whose columns are read when they are first asked for, each once.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="rowCount">How many rows each of them will have.</param>
    /// <param name="metadata">Texts that travel with the table.</param>
    /// <param name="read">Reads the column in a place. What it throws is thrown to whoever asked for the column.</param>
    /// <param name="batches">Reads some columns batch by batch (<see cref="TableSource.ReadBatches"/>); null where that can't be done.</param>
    internal static Table Lazy(
        Schema schema,
        int rowCount,
        ImmutableSortedDictionary<string, string> metadata,
        Func<int, Column> read,
        Func<IReadOnlyList<int>, CancellationToken, IEnumerable<Table>>? batches = null) =>
        new(
            schema,
            ColumnList.Of(schema.Select((field, i) => new LazyColumn(field, rowCount, () => read(i)))),
            metadata,
            rowCount,
            batches is null ? null : new([.. Enumerable.Range(0, schema.Count)], batches));

    /// <summary>A table with columns and no rows.</summary>
    public static Table Empty(Schema schema) => new(schema, [.. schema.Select(EmptyColumn)]);

    /// <summary>Names and types of the columns.</summary>
    public Schema Schema { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Texts that travel with the table, by name.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; }

    /// <summary>The columns in the schema's order. One that is still in a file is read when it is asked for.</summary>
    public IReadOnlyList<Column> Columns => _columns;

    /// <summary>The column of this name.</summary>
    /// <exception cref="ColumnException">There is none; the message names the nearest.</exception>
    public Column this[string name] => Schema.IndexOf(name) is >= 0 and var index
        ? _columns[index]
        : throw ColumnException.Missing(name, Schema);

    /// <summary>The column of this name, held as <typeparamref name="T"/>.</summary>
    /// <exception cref="ColumnException">There is no such column, or it holds another type.</exception>
    public Column<T> Column<T>(string name)
        where T : unmanaged => this[name] as Column<T> ?? throw ColumnException.NotHeldAs<T>(name, this[name].Type);

    /// <summary>The text column of this name.</summary>
    /// <exception cref="ColumnException">There is no such column, or it holds another type.</exception>
    public StringColumn Strings(string name) =>
        this[name] as StringColumn ?? throw ColumnException.WrongType(name, this[name].Type, "string");

    /// <summary>The numbers of a column as <see cref="double"/>, converted where it holds another numeric type; NaN where a row is null.</summary>
    /// <exception cref="ColumnException">There is no such column, or it holds no numbers.</exception>
    public ReadOnlyMemory<double> Doubles(string name) => NumericColumns.ToDoubles(name, this[name]);

    /// <summary>The named columns, in the order they are named in.</summary>
    /// <exception cref="ColumnException">One of them is not there.</exception>
    public Table Select(params IEnumerable<string> names)
    {
        var chosen = names.Select(n => Schema.IndexOf(n) is >= 0 and var index ? index : throw ColumnException.Missing(n, Schema)).ToList();
        return new(new Schema(chosen.Select(i => Schema[i])), _columns.Pick(chosen), Metadata, RowCount, _source?.Pick(chosen));
    }

    /// <summary>The rows batch by batch, in order. Columns that are still in a file are read from it piece by piece and not kept, so a table may be larger than memory.</summary>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Tables of at most <see cref="BatchRows"/> rows with the columns and the metadata of this one; none for a table without rows.</returns>
    /// <exception cref="IrisFlowException">
    /// Thrown while going through the batches, by the last one at the latest, where the file is damaged: what was computed from the batches before must not be used then.
    /// </exception>
    public IEnumerable<Table> Batches(CancellationToken cancellation = default) =>
        _source is null || _columns.AreMade ? Slices(cancellation) : _source.Read(cancellation).Select(b => new Table(Schema, b._columns, Metadata, b.RowCount));

    /// <summary>The rows of tables below one another, their columns matched by name. Metadata stays where all tables have the same text.</summary>
    /// <param name="tables">At least one.</param>
    /// <param name="options">What is done where they differ; without it they have the same columns of the same types, in any order.</param>
    /// <exception cref="IrisFlowException">A column is missing (IF478) or of another type (IF479), or there are too many rows (IF206).</exception>
    public static Table Concat(IReadOnlyList<Table> tables, ConcatOptions? options = null) => TableConcat.Of(tables, options ?? new());

    /// <summary>True while rows can be read from a file without keeping their columns, and not all columns are kept already.</summary>
    internal bool IsInFile => _source is not null && !_columns.AreMade;

    /// <summary>The same table, of which somebody is told each time its rows are gone through: what is given to them takes the place of the batches.</summary>
    internal Table Watched(Func<IEnumerable<Table>, IEnumerable<Table>> watch) =>
        _source is null ? this : new(Schema, _columns, Metadata, RowCount, _source.Watched(watch));

    /// <summary>Tables with the same columns below one another.</summary>
    /// <param name="schema">The columns; a column of a table that may hold no nulls goes into one that may.</param>
    /// <param name="tables">The tables, which may be none.</param>
    /// <param name="metadata">Texts that travel with the new table; null for none.</param>
    internal static Table Concat(Schema schema, IReadOnlyList<Table> tables, ImmutableSortedDictionary<string, string>? metadata = null) =>
        tables.Count switch
        {
            0 => new(schema, [.. schema.Select(EmptyColumn)], metadata, 0),
            1 when tables[0].Schema.Equals(schema) => new(schema, tables[0]._columns, metadata ?? NoMetadata, tables[0].RowCount),
            _ => new(
                schema,
                [.. schema.Select((field, i) => IrisFlow.Column.Concat([.. tables.Select(t => t.Columns[i])]).AsNullable(field.Nullable))],
                metadata,
                TableLimits.Rows(tables.Sum(t => (long)t.RowCount))),
        };

    /// <summary>The table with one column added at the end, or replaced where it stands.</summary>
    public Table With(string name, Column column) => With(new Field(name, column.Type, column.Nullable), (object)column);

    /// <summary>The same, with a column that is made when it is first asked for, once.</summary>
    /// <param name="field">The column's name, type and whether it may hold nulls.</param>
    /// <param name="make">Makes it, with <see cref="RowCount"/> rows; called by any thread.</param>
    public Table With(Field field, Func<Column> make) => With(field, new LazyColumn(field, RowCount, make));

    private Table With(Field field, object column)
    {
        var index = Schema.IndexOf(field.Name);
        var schema = index < 0 ? new Schema([.. Schema, field]) : new Schema(Schema.Select((f, i) => i == index ? field : f));
        return new(schema, _columns.With(index, column), Metadata, RowCount);
    }

    /// <summary>The same columns under other names.</summary>
    internal Table WithNames(Schema schema) => new(schema, _columns, Metadata, RowCount, _source);

    /// <summary>The table with a text travelling along.</summary>
    public Table WithMetadata(string name, string text) => new(Schema, _columns, Metadata.SetItem(name, text), RowCount, _source);

    /// <summary>The rows for which <paramref name="keep"/> is true, in order.</summary>
    public Table Where(Func<int, bool> keep)
    {
        var rows = new int[RowCount];
        var kept = 0;
        for (var row = 0; row < RowCount; row++)
        {
            if (keep(row))
            {
                rows[kept++] = row;
            }
        }

        return kept == RowCount ? this : Take(rows.AsSpan(0, kept));
    }

    /// <summary>The named rows, in their order; a row may be named more than once.</summary>
    public Table Take(ReadOnlySpan<int> rows) => Take(rows.ToArray(), CancellationToken.None);

    /// <summary>The same, of an array that stays as it is: it is kept for the columns that are not there yet.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Stops the work between two columns.</param>
    internal Table Take(int[] rows, CancellationToken cancellation) =>
        new(Schema, _columns.Change(Schema, rows.Length, c => c.Gather(rows, orNull: false), cancellation), Metadata, rows.Length);

    /// <summary>The named rows, of which a column is gathered when it is first asked for.</summary>
    /// <param name="schema">The columns under the names that they get; nullable where rows may be none.</param>
    /// <param name="rows">The rows, in their order; kept until every column is there.</param>
    /// <param name="orNull">True where a row below 0 stands for nulls.</param>
    internal Table Gather(Schema schema, int[] rows, bool orNull) => new(schema, _columns.Gather(schema, rows, orNull), Metadata, rows.Length);

    /// <summary>This table's columns and those of another with as many rows, which has no column of the same name.</summary>
    internal Table Beside(Table other) => new(new Schema([.. Schema, .. other.Schema]), _columns.Beside(other._columns), Metadata, RowCount);

    /// <summary>The rows of a mask, in order.</summary>
    internal Table Keep(RowMask rows) =>
        rows.Count == RowCount ? this : new(Schema, _columns.Change(Schema, rows.Count, c => KeptRows.Of(c, rows)), Metadata, rows.Count);

    /// <summary>A run of rows.</summary>
    public Table Slice(int start, int length) => new(Schema, _columns.Change(Schema, length, c => c.Slice(start, length)), Metadata, length);

    /// <summary>The table with every column in memory: what it still has to read may fail here, and nowhere later.</summary>
    public Table Load()
    {
        foreach (var column in _columns)
        {
            _ = column;
        }

        return this;
    }

    /// <inheritdoc/>
    public static string Kind => "table";

    /// <inheritdoc/>
    public Table ToTable() => this;

    /// <inheritdoc/>
    public static Table FromTable(Table table, Catalog catalog) => table;

    private IEnumerable<Table> Slices(CancellationToken cancellation)
    {
        for (var start = 0; start < RowCount; start += BatchRows)
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = Math.Min(BatchRows, RowCount - start);
            yield return rows == RowCount ? this : Slice(start, rows);
        }
    }

    private static Column EmptyColumn(Field field)
    {
        Column column = field.Type switch
        {
            ColumnType.Bool => IrisFlow.Column.Of(Array.Empty<bool>()),
            ColumnType.Int32 => IrisFlow.Column.Of(Array.Empty<int>()),
            ColumnType.Int64 => IrisFlow.Column.Of(Array.Empty<long>()),
            ColumnType.Float32 => IrisFlow.Column.Of(Array.Empty<float>()),
            ColumnType.Float64 => IrisFlow.Column.Of(Array.Empty<double>()),
            ColumnType.String => StringColumn.From([]),
            ColumnType.Date => IrisFlow.Column.Of(Array.Empty<DateOnly>()),
            _ => IrisFlow.Column.Of(Array.Empty<DateTime>()),
        };
        return column.AsNullable(field.Nullable);
    }
}
