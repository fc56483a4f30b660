using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IrisFlow.Parquet.Encodings;

namespace IrisFlow.Parquet.Writing;

/// <summary>The distinct numbers of a chunk by their bits, in order of first appearance.</summary>
internal abstract class NumberDictionary
{
    // Beyond it, looking values up costs more than reading them.
    private const int MostBytes = 1 << 20;
    private const int TrialValues = 4096;

    public static NumberDictionary Of(int valueBytes) => valueBytes == 4 ? new NumberDictionary<uint>() : new NumberDictionary<ulong>();

    public int Count { get; protected set; }

    /// <summary>Bits of a code.</summary>
    public int Width => HybridEncoder.WidthOf(Count);

    /// <summary>The values in order.</summary>
    public abstract ReadOnlySpan<byte> Bytes { get; }

    protected abstract int ValueBytes { get; }

    /// <summary>Gives every value its code; false where the values are too many for a dictionary, which is then as before.</summary>
    public bool TryEncode(ReadOnlySpan<byte> values, Span<int> codes)
    {
        var before = Count;
        var most = MostBytes / ValueBytes;
        if (before == 0 && codes.Length > TrialValues)
        {
            Encode(values[..(TrialValues * ValueBytes)], codes, most);
            // Values that repeat so seldom have more than a quarter of a million to be drawn from.
            if (TrialValues - Count < TrialValues / 128)
            {
                return false;
            }

            values = values[(TrialValues * ValueBytes)..];
            codes = codes[TrialValues..];
        }

        if (Encode(values, codes, most))
        {
            return true;
        }

        Count = before;
        return false;
    }

    /// <summary>True where codes and dictionary are well shorter than the values; a chunk that goes on uses the dictionary again.</summary>
    public bool Pays(int values, bool isLast) => isLast
        ? (Count * ValueBytes) + (values * Width / 8) < values * ValueBytes / 4 * 3
        : Count <= values / 4 * 3 && Width <= 4 * ValueBytes;

    /// <summary>Codes for values, new ones added; false as soon as there are more than the most.</summary>
    protected abstract bool Encode(ReadOnlySpan<byte> values, Span<int> codes, int most);
}

/// <inheritdoc/>
/// <typeparam name="TBits">An unsigned number as large as a value.</typeparam>
internal sealed class NumberDictionary<TBits> : NumberDictionary
    where TBits : unmanaged, IBinaryInteger<TBits>
{
    // Open addressing, linear probing, at most half full; a slot holds a code + 1, and 0 is free.
    private int[] _slots = new int[512];
    private TBits[] _values = new TBits[256];

    public override ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(_values.AsSpan(0, Count));

    protected override int ValueBytes => Unsafe.SizeOf<TBits>();

    protected override bool Encode(ReadOnlySpan<byte> values, Span<int> codes, int most)
    {
        var source = MemoryMarshal.Cast<byte, TBits>(values);
        var (slots, known, shift) = (_slots, _values, 64 - BitOperations.Log2((uint)_slots.Length));
        for (var i = 0; i < source.Length; i++)
        {
            var value = source[i];
            var slot = SlotOf(value, shift);
            int code;
            while ((code = slots[slot]) != 0 && known[code - 1] != value)
            {
                slot = (slot + 1) & (slots.Length - 1);
            }

            if (code == 0)
            {
                if (Count == most)
                {
                    return false;
                }

                known[Count] = value;
                slots[slot] = code = ++Count;
                if (Count == known.Length)
                {
                    Grow();
                    (slots, known, shift) = (_slots, _values, shift - 1);
                }
            }

            codes[i] = code - 1;
        }

        return true;
    }

    private static int SlotOf(TBits value, int shift) => (int)((ulong.CreateTruncating(value) * 0x9E3779B97F4A7C15) >> shift);

    private void Grow()
    {
        Array.Resize(ref _values, 2 * _values.Length);
        _slots = new int[2 * _slots.Length];
        var shift = 64 - BitOperations.Log2((uint)_slots.Length);
        for (var code = 0; code < Count; code++)
        {
            var slot = SlotOf(_values[code], shift);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = code + 1;
        }
    }
}
