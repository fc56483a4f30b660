using System.Collections.Immutable;

namespace IrisFlow;

/// <summary>An immutable table: named columns of equal length. Every method gives a new table and shares what it can.</summary>
/// <remarks>
/// <see cref="Metadata"/> travels with the rows: a fitted preparation, for instance, so that a model trained on the table can
/// prepare raw rows in the same way. It is part of the table's digest.
/// </remarks>
public sealed class Table : ICheckpoint<Table>
{
    private readonly Column[] _columns;

    /// <exception cref="ArgumentException">The columns are not those of the schema, or differ in length.</exception>
    public Table(Schema schema, IReadOnlyList<Column> columns, ImmutableSortedDictionary<string, string>? metadata = null, int? rowCount = null)
    {
        Schema = schema;
        _columns = [.. columns];
        Metadata = metadata ?? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        RowCount = rowCount ?? (_columns.Length > 0 ? _columns[0].Length : 0);
        if (_columns.Length != schema.Count)
        {
            throw new ArgumentException($"The schema has {schema.Count} columns, {_columns.Length} were given.", nameof(columns));
        }

        for (var i = 0; i < _columns.Length; i++)
        {
            var (field, column) = (schema[i], _columns[i]);
            if (column.Type != field.Type || column.Nullable != field.Nullable || column.Length != RowCount)
            {
                throw new ArgumentException(
                    $"Column '{field.Name}' should hold {RowCount} rows of {field.Type.Name()}{(field.Nullable ? "?" : "")}, "
                    + $"found {column.Length} rows of {column.Type.Name()}{(column.Nullable ? "?" : "")}.",
                    nameof(columns));
            }
        }
    }

    /// <summary>A table of named columns; the schema follows from them.</summary>
    public static Table Of(params (string Name, Column Column)[] columns) => new(
        new Schema(columns.Select(c => new Field(c.Name, c.Column.Type, c.Column.Nullable))),
        [.. columns.Select(c => c.Column)]);

    /// <summary>A table with columns and no rows.</summary>
    public static Table Empty(Schema schema) => new(schema, [.. schema.Select(EmptyColumn)]);

    /// <summary>Names and types of the columns.</summary>
    public Schema Schema { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Texts that travel with the table, by name.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; }

    /// <summary>The columns in the schema's order.</summary>
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
        var chosen = names.Select(n => (Name: n, Column: this[n])).ToList();
        return new(
            new Schema(chosen.Select(c => Schema.Find(c.Name)!)), [.. chosen.Select(c => c.Column)], Metadata, RowCount);
    }

    /// <summary>The table with one column added at the end, or replaced where it stands.</summary>
    public Table With(string name, Column column)
    {
        var field = new Field(name, column.Type, column.Nullable);
        var index = Schema.IndexOf(name);
        return index < 0
            ? new(new Schema([.. Schema, field]), [.. _columns, column], Metadata, RowCount)
            : new(new Schema(Schema.Select((f, i) => i == index ? field : f)), [.. _columns.Select((c, i) => i == index ? column : c)], Metadata, RowCount);
    }

    /// <summary>The table with a text travelling along.</summary>
    public Table WithMetadata(string name, string text) => new(Schema, _columns, Metadata.SetItem(name, text), RowCount);

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
    public Table Take(ReadOnlySpan<int> rows)
    {
        var taken = new Column[_columns.Length];
        for (var i = 0; i < taken.Length; i++)
        {
            taken[i] = _columns[i].Take(rows);
        }

        return new(Schema, taken, Metadata, rows.Length);
    }

    /// <summary>A run of rows.</summary>
    public Table Slice(int start, int length) => new(Schema, [.. _columns.Select(c => c.Slice(start, length))], Metadata, length);

    /// <inheritdoc/>
    public static string Kind => "table";

    /// <inheritdoc/>
    public Table ToTable() => this;

    /// <inheritdoc/>
    public static Table FromTable(Table table, Catalog catalog) => table;

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
