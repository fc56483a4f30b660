using System.Runtime.CompilerServices;
using IrisFlow.Parquet.Encodings;

namespace IrisFlow.Parquet.Reading;

/// <summary>Columns of numbers, dates and timestamps.</summary>
internal sealed class FixedColumnReader<T>(Leaf leaf) : ColumnReader(leaf)
    where T : unmanaged
{
    private T[] _values = [];
    private T[]? _dictionary;
    private int[] _codes = [];
    private int _count;

    public override int BytesPerRow => Unsafe.SizeOf<T>();

    public override void Expect(long rows, long storedBytes)
    {
        // Codes of one bit are the least that distinct values take; runs of one value take less, and grow page by page.
        if (rows <= 8 * storedBytes)
        {
            Grow((int)rows);
        }
    }

    public override void BeginChunk() => _dictionary = null;

    public override void ReadDictionary(ReadOnlySpan<byte> page, int count)
    {
        if (count > page.Length / Unsafe.SizeOf<T>())
        {
            throw Fault.Damaged($"A dictionary of {page.Length} bytes claims {count} entries.", $"{Unsafe.SizeOf<T>()} bytes for each.");
        }

        _dictionary = new T[count];
        new PlainEncoding().Decode(page, _dictionary.AsSpan());
    }

    public override Column Build() =>
        Conversions.Apply(Leaf, _values.AsMemory(0, _count), Validity.Build());

    protected override void ReadValues(DataPage page, int valid)
    {
        Grow(page.Rows);
        var rows = _values.AsSpan(_count, page.Rows);
        if (valid > 0)
        {
            Decode(page, rows[..valid]);
        }

        Spread(rows, valid);
        _count += page.Rows;
    }

    private void Decode(DataPage page, Span<T> values)
    {
        if (!ValueEncoding.IsDictionary(page.Encoding))
        {
            ValueEncoding.For(page.Encoding).Decode(page.Values, values);
            return;
        }

        var dictionary = _dictionary ?? throw Fault.Damaged("A page holds codes, but there is no dictionary before it.", "A dictionary before the first page.");
        if (_codes.Length < values.Length)
        {
            _codes = GC.AllocateUninitializedArray<int>(values.Length);
        }

        var codes = _codes.AsSpan(0, values.Length);
        ReadCodes(page.Values, codes, dictionary.Length);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = dictionary[codes[i]];
        }
    }

    // From the end, so that no value is written over before it is read. Null rows become zero, never what memory held before.
    private void Spread(Span<T> rows, int valid)
    {
        var bits = Validity.Bits;
        for (var row = rows.Length - 1; valid <= row; row--)
        {
            var at = _count + row;
            var holds = bits[at >> 3] >> (at & 7) & 1;
            // Read in any case: nulls in random places would make a branch guess wrong every few rows.
            valid -= holds;
            var value = rows[valid];
            rows[row] = holds != 0 ? value : default;
        }
    }

    private void Grow(int rows)
    {
        var needed = (long)_count + rows;
        if (needed <= _values.Length)
        {
            return;
        }

        var larger = GC.AllocateUninitializedArray<T>((int)Math.Min(Array.MaxLength, Math.Max(needed, _values.Length * 2L)));
        _values.AsSpan(0, _count).CopyTo(larger);
        _values = larger;
    }
}
