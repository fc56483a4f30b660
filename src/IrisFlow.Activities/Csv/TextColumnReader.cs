namespace IrisFlow.Activities;

/// <summary>Reads a column of text: each different value is kept once, for as long as there are few of them.</summary>
internal sealed class TextColumnReader(CsvNulls nulls) : ColumnReader(nulls)
{
    private const int MostDistinct = 4096;

    private readonly TextDictionary _dictionary = new();
    private int[] _codes = new int[256];
    private StringColumnBuilder? _plain;

    public override int Read(RowBlock block, int column, int row)
    {
        Reserve(Count + block.Rows - row, block.ExpectedRows);
        for (; row < block.Rows; row++)
        {
            var cell = block[row, column];
            if (Nulls.Has(block.Bytes, cell))
            {
                AddNulls(1);
            }
            else
            {
                Add(cell.Value(block.Bytes));
            }
        }

        return row;
    }

    public override void AddNulls(int rows)
    {
        for (var i = 0; i < rows; i++)
        {
            _plain?.AppendNull();
            Reserve(Count + 1);
            MarkNull(Count++);
        }
    }

    public override Column Build()
    {
        // A dictionary pays where a value stands in two rows or more on average.
        var pays = _plain is null && _dictionary.Count > 0 && _dictionary.Count * 2 <= Count;
        return pays ? _dictionary.Column(_codes.AsMemory(0, Count), BuildValidity()) : (_plain ?? Expand()).Build();
    }

    private void Add(ReadOnlySpan<byte> value)
    {
        if (_plain is null && _dictionary.Count >= MostDistinct)
        {
            _plain = Expand();
        }

        if (_plain is null)
        {
            Reserve(Count + 1);
            _codes[Count] = _dictionary.CodeOf(value);
        }
        else
        {
            _plain.AppendUtf8(value);
        }

        Count++;
    }

    private StringColumnBuilder Expand()
    {
        var plain = new StringColumnBuilder(Count);
        for (var row = 0; row < Count; row++)
        {
            if (IsNull(row))
            {
                plain.AppendNull();
            }
            else
            {
                plain.AppendUtf8(_dictionary.Value(_codes[row]));
            }
        }

        return plain;
    }

    private void Reserve(int rows, int expected = 0)
    {
        if (_plain is null && rows > _codes.Length)
        {
            Array.Resize(ref _codes, Math.Max(rows, Math.Max(expected, _codes.Length * 2)));
        }
    }
}
