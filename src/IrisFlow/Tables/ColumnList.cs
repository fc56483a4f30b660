using System.Collections;

namespace IrisFlow;

/// <summary>The columns of a table: each is there, or is made when it is first asked for.</summary>
internal sealed class ColumnList : IReadOnlyList<Column>
{
    // Either a Column or a LazyColumn, which tables share, so that what one of them made is there for all.
    private readonly object[] _items;

    private ColumnList(object[] items) => _items = items;

    public int Count => _items.Length;

    public Column this[int index] => _items[index] as Column ?? ((LazyColumn)_items[index]).Value;

    /// <summary>True when no column is still to be made.</summary>
    public bool AreMade => Array.TrueForAll(_items, i => i is Column or LazyColumn { IfMade: not null });

    public static ColumnList Of(IReadOnlyList<Column> columns) => columns as ColumnList ?? new([.. columns]);

    public static ColumnList Of(IEnumerable<LazyColumn> columns) => new([.. columns]);

    /// <summary>Fails unless every column is that of its field and has this many rows.</summary>
    /// <exception cref="ArgumentException">One is not.</exception>
    public void Require(Schema schema, int rows)
    {
        if (_items.Length != schema.Count)
        {
            throw new ArgumentException($"The schema has {schema.Count} columns, {_items.Length} were given.", nameof(schema));
        }

        for (var i = 0; i < _items.Length; i++)
        {
            // A column to be made is checked when it is made; until then its own word counts.
            if (_items[i] is Column column)
            {
                Require(schema[i], rows, column);
            }
            else if (_items[i] is LazyColumn lazy && (lazy.Rows != rows || lazy.Type != schema[i].Type || lazy.Nullable != schema[i].Nullable))
            {
                throw new ArgumentException(Wrong(schema[i], rows, lazy.Type, lazy.Nullable, lazy.Rows), nameof(schema));
            }
        }
    }

    /// <summary>The column, which has to be that of the field.</summary>
    /// <exception cref="ArgumentException">It is another.</exception>
    public static Column Require(Field field, int rows, Column column) =>
        column.Type == field.Type && column.Nullable == field.Nullable && column.Length == rows
            ? column
            : throw new ArgumentException(Wrong(field, rows, column.Type, column.Nullable, column.Length), nameof(column));

    /// <summary>Some of the columns, or all in another order.</summary>
    public ColumnList Pick(IReadOnlyList<int> indexes)
    {
        var items = new object[indexes.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = _items[indexes[i]];
        }

        return new(items);
    }

    /// <summary>The list with one item, a <see cref="Column"/> or a <see cref="LazyColumn"/>, in a place or, for a place below 0, at the end.</summary>
    public ColumnList With(int index, object item)
    {
        object[] items = index < 0 ? [.. _items, item] : [.. _items];
        items[index < 0 ? ^1 : index] = item;
        return new(items);
    }

    /// <summary>Each column changed; one that is not there yet is changed when it is asked for.</summary>
    public ColumnList Change(Schema schema, int rows, Func<Column, Column> change, CancellationToken cancellation = default)
    {
        var items = new object[_items.Length];
        Cores.Each(items.Length, rows, i =>
        {
            var item = _items[i];
            items[i] = item is Column column ? change(column)
                : item is LazyColumn { IfMade: { } made } ? change(made)
                : new LazyColumn(schema[i], rows, () => change(((LazyColumn)item).Value));
        }, cancellation);
        return new(items);
    }

    /// <summary>Rows of each column, gathered when it is asked for.</summary>
    /// <param name="schema">The columns as they will be.</param>
    /// <param name="rows">The rows, in their order.</param>
    /// <param name="orNull">True where a row below 0 stands for nulls.</param>
    public ColumnList Gather(Schema schema, int[] rows, bool orNull) =>
        new([.. _items.Select((item, i) => Gathered(item, schema[i], rows, orNull))]);

    /// <summary>The columns, and others behind them.</summary>
    public ColumnList Beside(ColumnList others) => new([.. _items, .. others._items]);

    public IEnumerator<Column> GetEnumerator()
    {
        for (var i = 0; i < _items.Length; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Holds on to this one column and the rows, until it is made: not to the columns beside it.
    private static LazyColumn Gathered(object item, Field field, int[] rows, bool orNull) =>
        new(field, rows.Length, () => (item as Column ?? ((LazyColumn)item).Value).Gather(rows, orNull));

    private static string Wrong(Field field, int rows, ColumnType type, bool nullable, int found) =>
        $"Column '{field.Name}' should hold {rows} rows of {field.Type.Name()}{(field.Nullable ? "?" : "")}, "
        + $"found {found} rows of {type.Name()}{(nullable ? "?" : "")}.";
}
