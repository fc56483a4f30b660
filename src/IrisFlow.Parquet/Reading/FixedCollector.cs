using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IrisFlow.Parquet.Reading;

/// <summary>Collects values of a fixed width: an array of its own, which columns then share, or memory that a caller gives.</summary>
internal sealed class FixedCollector<T> : ColumnCollector
    where T : unmanaged
{
    private readonly ValueDecoder<T> _decoder;
    private Memory<T> _values;
    private int _expected;

    /// <param name="leaf">The column.</param>
    /// <param name="decoder">Makes its values.</param>
    /// <param name="target">Where to, with room for all rows; empty for arrays of its own.</param>
    public FixedCollector(Leaf leaf, ValueDecoder<T> decoder, Memory<T> target = default)
        : base(leaf) => (_decoder, _values) = (decoder, target);

    public override int BytesPerRow => Unsafe.SizeOf<T>();

    public override void Expect(int rows) => _expected = rows;

    public override void BeginChunk() => _decoder.BeginChunk();

    public override void ReadDictionary(ReadOnlySpan<byte> page, int count) => _decoder.ReadDictionary(page, count);

    public override void Append(ChunkReader page)
    {
        var rows = Room(page.Page.Values);
        int valid;
        if (page.HasLevelsApart && _decoder.TakesBytes(page.Page.Encoding))
        {
            valid = ReadLevels(page.ReadLevels(), rows.Length);
            page.ReadValues(MemoryMarshal.AsBytes(rows[..valid]));
            _decoder.FinishBytes(rows[..valid]);
        }
        else
        {
            var whole = page.Read();
            valid = ReadLevels(whole.Levels, rows.Length);
            _decoder.Decode(whole, rows[..valid]);
        }

        Validity.Spread(rows, valid);
        End += rows.Length;
    }

    protected override Column Slice(int rows)
    {
        var values = _values.Slice(Start, rows);
        // An array that grew by doubling may be half empty, which a column that lives on should not be.
        if (rows < _values.Length - (_values.Length / 4) && rows == End)
        {
            values = values.ToArray();
        }

        return new Column<T>(Leaf.Field.Type, values, Validity.Build(Start, rows), Leaf.Field.Nullable);
    }

    protected override void Clear() => _values = default;

    private Span<T> Room(int rows)
    {
        var needed = (long)End + rows;
        if (needed > _values.Length)
        {
            Grow(rows);
        }

        return _values.Span.Slice(End, rows);
    }

    private void Grow(int rows)
    {
        var held = Count;
        var needed = Math.Max((long)held + rows, _expected);
        // Without a word on how many will come, by doubling; rows that are taken soon do not make it larger and larger.
        needed = _expected > 0 ? needed : Math.Max(needed, 2L * held);
        var larger = GC.AllocateUninitializedArray<T>((int)Math.Min(Array.MaxLength, needed));
        _values.Span[Start..End].CopyTo(larger);
        Validity.DropFirst(Start);
        (_values, Start, End) = (larger, 0, held);
    }
}
