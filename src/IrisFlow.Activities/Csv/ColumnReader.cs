namespace IrisFlow.Activities;

/// <summary>Makes a column of the cells of a block, one piece after another.</summary>
internal abstract class ColumnReader(ColumnType type, CsvNulls nulls, bool infers)
{
    private byte[]? _nullBits;
    private bool _hasNulls;

    /// <summary>The type of the values.</summary>
    public ColumnType Type => type;

    /// <summary>What the values have shown. Its type is followed until it is that of the column, and not at all where the type is declared.</summary>
    public CsvSeen Seen => new(SeenType, _hasNulls);

    /// <summary>Rows so far.</summary>
    public int Count { get; protected set; }

    /// <summary>Which texts stand for no value.</summary>
    protected CsvNulls Nulls => nulls;

    /// <summary>True while the values seen would fit a narrower type.</summary>
    protected bool IsLoose { get; private set; } = infers;

    private ColumnType? SeenType { get; set; }

    /// <summary>Adds the rows of a block, beginning with one of them.</summary>
    /// <returns>The first row whose text is no value of the type, or the number of rows.</returns>
    public abstract int Read(RowBlock block, int column, int row);

    /// <summary>The column of all rows added.</summary>
    public abstract Column Build();

    /// <summary>Lets go of the rows so far, where only what they have shown is wanted.</summary>
    public virtual void Forget() => (Count, _nullBits) = (0, null);

    protected void See(ColumnType found)
    {
        SeenType = SeenType is { } seen ? CsvTypes.Common(seen, found) : found;
        IsLoose = SeenType != type;
    }

    protected bool IsNull(int row) => _nullBits is not null && row >> 3 < _nullBits.Length && (_nullBits[row >> 3] >> (row & 7) & 1) != 0;

    protected void MarkNull(int row)
    {
        _hasNulls = true;
        _nullBits ??= new byte[128];
        if (row >> 3 >= _nullBits.Length)
        {
            Array.Resize(ref _nullBits, Math.Max((row >> 3) + 1, _nullBits.Length * 2));
        }

        _nullBits[row >> 3] |= (byte)(1 << (row & 7));
    }

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
