using IrisFlow.Parquet.Encodings;

namespace IrisFlow.Parquet.Reading;

/// <summary>Columns of truth values.</summary>
internal sealed class BoolColumnReader(Leaf leaf) : ColumnReader(leaf)
{
    private bool[] _values = [];
    private int _count;

    public override int BytesPerRow => 1;

    public override void Expect(long rows, long storedBytes)
    {
    }

    public override void BeginChunk()
    {
    }

    public override void ReadDictionary(ReadOnlySpan<byte> page, int count) =>
        throw Fault.Damaged("A column of truth values has a dictionary.", "None, by the format's definition.");

    public override Column Build() => new Column<bool>(ColumnType.Bool, _values.AsMemory(0, _count), Validity.Build(), Leaf.Field.Nullable);

    protected override void ReadValues(DataPage page, int valid)
    {
        var needed = (long)_count + page.Rows;
        if (needed > _values.Length)
        {
            Array.Resize(ref _values, (int)Math.Min(Array.MaxLength, Math.Max(needed, _values.Length * 2L)));
        }

        var rows = _values.AsSpan(_count, page.Rows);
        if (valid > 0)
        {
            ValueEncoding.For(page.Encoding).DecodeBools(page.Values, rows[..valid]);
        }

        for (var row = rows.Length - 1; valid <= row; row--)
        {
            rows[row] = Validity[_count + row] && rows[--valid];
        }

        _count += page.Rows;
    }
}
