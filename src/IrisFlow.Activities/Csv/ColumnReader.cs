namespace IrisFlow.Activities;

/// <summary>Makes a column of the cells of a file, block by block.</summary>
internal abstract class ColumnReader(CsvNulls nulls)
{
    private byte[]? _nullBits;

    /// <summary>Rows so far.</summary>
    public int Count { get; protected set; }

    /// <summary>Which texts stand for no value.</summary>
    protected CsvNulls Nulls => nulls;

    /// <summary>Adds the rows of a block, beginning with one of them.</summary>
    /// <returns>The first row whose text is no value of the type, or the number of rows.</returns>
    public abstract int Read(RowBlock block, int column, int row);

    /// <summary>The column of all rows added.</summary>
    public abstract Column Build();

    /// <summary>Adds rows without a value.</summary>
    public virtual void AddNulls(int rows)
    {
        for (var i = 0; i < rows; i++)
        {
            MarkNull(Count++);
        }
    }

    /// <summary>The reader of a declared or inferred type.</summary>
    public static ColumnReader For(ColumnType type, CsvNulls nulls) => type switch
    {
        ColumnType.Bool => new FixedColumnReader<bool, CsvBool>(type, nulls),
        ColumnType.Int32 => new FixedColumnReader<int, CsvInt32>(type, nulls),
        ColumnType.Int64 => new FixedColumnReader<long, CsvInt64>(type, nulls),
        ColumnType.Float32 => new FixedColumnReader<float, CsvFloat32>(type, nulls),
        ColumnType.Float64 => new FixedColumnReader<double, CsvFloat64>(type, nulls),
        ColumnType.Date => new FixedColumnReader<int, CsvDate>(type, nulls),
        ColumnType.Timestamp => new FixedColumnReader<long, TemporalTexttamp>(type, nulls),
        _ => new TextColumnReader(nulls),
    };

    protected bool IsNull(int row) => _nullBits is not null && row >> 3 < _nullBits.Length && (_nullBits[row >> 3] >> (row & 7) & 1) != 0;

    protected void MarkNull(int row)
    {
        _nullBits ??= new byte[128];
        if (row >> 3 >= _nullBits.Length)
        {
            Array.Resize(ref _nullBits, Math.Max((row >> 3) + 1, _nullBits.Length * 2));
        }

        _nullBits[row >> 3] |= (byte)(1 << (row & 7));
    }

    protected void TakeNulls(ColumnReader other) => _nullBits = other._nullBits;

    protected Validity BuildValidity()
    {
        if (_nullBits is null)
        {
            return default;
        }

        var valid = new byte[(Count + 7) >> 3];
        for (var i = 0; i < valid.Length; i++)
        {
            valid[i] = (byte)~(i < _nullBits.Length ? _nullBits[i] : 0);
        }

        return Validity.FromBits(valid, Count);
    }
}
