namespace IrisFlow.Activities;

/// <summary>Reads a column of text: each different value is kept once, for as long as there are few of them.</summary>
internal sealed class TextColumnReader(CsvSpelling spelling, CsvNulls nulls, bool infers, int expectedRows) : ColumnReader(ColumnType.String, nulls, infers)
{
    private const int MostDistinct = 4096;

    private TextDictionary _dictionary = new();
    private int[] _codes = GC.AllocateUninitializedArray<int>(expectedRows);
    private StringColumnBuilder? _plain;

    public override int Read(RowBlock block, int column, int row)
    {
        Reserve(Count + block.Rows - row);
        for (; row < block.Rows; row++)
        {
            var cell = block[row, column];
            if (Nulls.Has(block.Bytes, cell))
            {
                _plain?.AppendNull();
                _codes[Count] = 0;
                MarkNull(Count++);
            }
            else
            {
                if (IsLoose)
                {
                    See(spelling.TypeOf(cell.Raw(block.Bytes)));
                }

                Add(block.Value(cell));
            }
        }

        return row;
    }

    public override Column Build()
    {
        // A dictionary pays where a value stands in two rows or more on average.
        var pays = _plain is null && _dictionary.Count > 0 && _dictionary.Count * 2 <= Count;
        return pays ? _dictionary.Column(_codes.AsMemory(0, Count), BuildValidity()) : (_plain ?? Expand()).Build();
    }

    public override void Forget()
    {
        base.Forget();
        (_plain, _dictionary) = (null, _dictionary.Count < MostDistinct / 2 ? _dictionary : new());
    }

    private void Add(ReadOnlySpan<byte> value)
    {
        if (_plain is null && _dictionary.Count >= MostDistinct)
        {
            _plain = Expand();
        }

        if (_plain is null)
        {
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
        var plain = new StringColumnBuilder(expectedRows);
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

    private void Reserve(int rows)
    {
        if (rows > _codes.Length)
        {
            Array.Resize(ref _codes, Math.Max(rows, (int)Math.Min(_codes.Length * 2L, Array.MaxLength)));
        }
    }
}
