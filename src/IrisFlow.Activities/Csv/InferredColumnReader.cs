namespace IrisFlow.Activities;

/// <summary>Reads a column of unknown type: begins with the type of the first value, and widens when a value does not fit.</summary>
/// <remarks>
/// Widening to text can't be done from the values (1.50 was read as 1.5), so it takes a second pass over the file: rare, since
/// a column of words shows itself in its first row.
/// </remarks>
internal sealed class InferredColumnReader(CsvNulls nulls) : ColumnReader(nulls)
{
    private ColumnReader? _reader;
    private ColumnType _type = ColumnType.String;

    /// <summary>True when the column turned out to hold text after other values were read: it has to be read again, as text.</summary>
    public bool IsTextAfterAll { get; private set; }

    public override int Read(RowBlock block, int column, int row)
    {
        while (row < block.Rows && !IsTextAfterAll)
        {
            row = _reader is null ? SkipNulls(block, column, row) : _reader.Read(block, column, row);
            if (row < block.Rows)
            {
                Widen(CsvTypes.Of(block[row, column].Raw(block.Bytes)));
            }
        }

        return block.Rows;
    }

    public override Column Build() => (_reader ?? Leading(ColumnType.String)).Build();

    private int SkipNulls(RowBlock block, int column, int row)
    {
        while (row < block.Rows && Nulls.Has(block.Bytes, block[row, column]))
        {
            Count++;
            row++;
        }

        return row;
    }

    private void Widen(ColumnType found)
    {
        var wanted = _reader is null ? found : CsvTypes.Common(_type, found);
        IsTextAfterAll = _reader is not null && wanted == ColumnType.String;
        if (!IsTextAfterAll)
        {
            _reader = _reader switch
            {
                null => Leading(wanted),
                FixedColumnReader<int, CsvInt32> ints when wanted == ColumnType.Int64 => new FixedColumnReader<long, CsvInt64>(wanted, Nulls).Adopt(ints, v => v),
                FixedColumnReader<int, CsvInt32> ints => new FixedColumnReader<double, CsvFloat64>(wanted, Nulls).Adopt(ints, v => v),
                FixedColumnReader<long, CsvInt64> longs => new FixedColumnReader<double, CsvFloat64>(wanted, Nulls).Adopt(longs, v => v),
                FixedColumnReader<int, CsvDate> days => new FixedColumnReader<long, TemporalTexttamp>(wanted, Nulls).Adopt(days, v => v * TemporalValues.MicrosecondsADay),
                _ => throw new InvalidOperationException($"There is no way from {_type.Name()} to {wanted.Name()}."),
            };
            _type = wanted;
        }
    }

    private ColumnReader Leading(ColumnType type)
    {
        var reader = For(type, Nulls);
        reader.AddNulls(Count);
        return reader;
    }
}
