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
        Reserve(Count + block.Rows - row);
        for (; row < block.Rows; row++)
        {
            var cell = block[row, column];
            if (TParser.TryParse(cell.Raw(bytes), out var value) && !Nulls.Has(bytes, cell))
            {
                _values[Count++] = value;
            }
            else if (Nulls.Has(bytes, cell))
            {
                MarkNull(Count++);
            }
            else
            {
                return row;
            }
        }

        return row;
    }

    public override Column Build()
    {
        Reserve(Count);
        return new Column<T>(type, _values.AsMemory(0, Count), BuildValidity());
    }

    /// <summary>Takes over the rows of a reader of a narrower type.</summary>
    public FixedColumnReader<T, TParser> Adopt<TFrom, TFromParser>(FixedColumnReader<TFrom, TFromParser> from, Func<TFrom, T> widen)
        where TFrom : unmanaged
        where TFromParser : struct, ICsvValue<TFrom>
    {
        Count = from.Count;
        TakeNulls(from);
        Reserve(Count);
        for (var i = 0; i < Math.Min(Count, from._values.Length); i++)
        {
            _values[i] = widen(from._values[i]);
        }

        return this;
    }

    private void Reserve(int rows)
    {
        if (rows > _values.Length)
        {
            Array.Resize(ref _values, Math.Max(rows, _values.Length * 2));
        }
    }
}
