namespace IrisFlow.Activities;

/// <summary>Reads a column of a fixed-width type.</summary>
internal sealed class FixedColumnReader<T, TParser>(ColumnType type, CsvNulls nulls) : ColumnReader(nulls)
    where T : unmanaged
    where TParser : struct, ICsvValue<T>
{
    private T[] _values = new T[256];

    public override int Read(RowBlock block, int column, int row)
    {
        var bytes = block.Bytes;
        Reserve(Count + block.Rows - row, block.ExpectedRows);
        var values = _values;
        for (; row < block.Rows; row++)
        {
            var cell = block[row, column];
            if (TParser.TryParse(cell.Raw(bytes), out var value) && !Nulls.Has(bytes, cell))
            {
                values[Count++] = value;
            }
            else if (Nulls.Has(bytes, cell))
            {
                values[Count] = default;
                MarkNull(Count++);
            }
            else
            {
                return row;
            }
        }

        return row;
    }

    public override void AddNulls(int rows)
    {
        Reserve(Count + rows);
        _values.AsSpan(Count, rows).Clear();
        base.AddNulls(rows);
    }

    public override Column Build() => new Column<T>(type, _values.AsMemory(0, Count), BuildValidity());

    /// <summary>Takes over the rows of a reader of a narrower type.</summary>
    public FixedColumnReader<T, TParser> Adopt<TFrom, TFromParser>(FixedColumnReader<TFrom, TFromParser> from, Func<TFrom, T> widen)
        where TFrom : unmanaged
        where TFromParser : struct, ICsvValue<TFrom>
    {
        Count = from.Count;
        TakeNulls(from);
        Reserve(Count);
        for (var i = 0; i < Count; i++)
        {
            _values[i] = widen(from._values[i]);
        }

        return this;
    }

    private void Reserve(int rows, int expected = 0)
    {
        if (rows > _values.Length)
        {
            var larger = GC.AllocateUninitializedArray<T>(Math.Max(rows, Math.Max(expected, _values.Length * 2)));
            _values.CopyTo(larger, 0);
            _values = larger;
        }
    }
}
