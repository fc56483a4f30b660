using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IrisFlow;

/// <summary>Something that values are shown to, in the order of the rows.</summary>
internal interface IValueSink<T>
    where T : unmanaged
{
    /// <summary>Shows the next values: a multiple of 8, but for the last of a block.</summary>
    void Add(ReadOnlySpan<T> values);
}

/// <summary>The values of a block of rows, with something harmless in the place of nulls: so that no loop has to ask row by row.</summary>
internal static class KnownValues
{
    private const int Piece = 1024;

    /// <summary>Shows the values of rows to a sink.</summary>
    /// <param name="column">The column.</param>
    /// <param name="start">The first row, a multiple of 8.</param>
    /// <param name="length">How many rows.</param>
    /// <param name="instead">What stands for a null.</param>
    /// <param name="sink">What they are shown to.</param>
    public static void Show<T, TSink>(Column<T> column, int start, int length, T instead, ref TSink sink)
        where T : unmanaged
        where TSink : struct, IValueSink<T>
    {
        var values = column.Values.Slice(start, length);
        if (column.Validity.AllValid)
        {
            sink.Add(values);
            return;
        }

        var valid = column.Validity.Bits[(start >> 3)..];
        Span<T> known = stackalloc T[Piece];
        for (var at = 0; at < length; at += Piece)
        {
            var piece = known[..Math.Min(Piece, length - at)];
            Replace(values.Slice(at, piece.Length), valid[(at >> 3)..], instead, piece);
            sink.Add(piece);
        }
    }

    private static void Replace<T>(ReadOnlySpan<T> values, ReadOnlySpan<byte> valid, T instead, Span<T> known)
        where T : unmanaged
    {
        var eights = values.Length >> 3;
        for (var eight = 0; eight < eights; eight++)
        {
            ref readonly var from = ref values[eight << 3];
            ref var to = ref MemoryMarshal.GetReference(known.Slice(eight << 3, 8));
            var bits = valid[eight];
            if (Unsafe.SizeOf<T>() == sizeof(long))
            {
                Vector256.ConditionalSelect(Mask4(bits).As<long, T>(), Vector256.LoadUnsafe(in from), Vector256.Create(instead)).StoreUnsafe(ref to);
                Vector256.ConditionalSelect(Mask4(bits >> 4).As<long, T>(), Vector256.LoadUnsafe(in from, 4), Vector256.Create(instead)).StoreUnsafe(ref to, 4);
            }
            else
            {
                Vector256.ConditionalSelect(Mask8(bits).As<int, T>(), Vector256.LoadUnsafe(in from), Vector256.Create(instead)).StoreUnsafe(ref to);
            }
        }

        for (var i = eights << 3; i < values.Length; i++)
        {
            known[i] = KeyBits.IsValid(valid, i) ? values[i] : instead;
        }
    }

    private static Vector256<long> Mask4(int bits)
    {
        var each = Vector256.Create(1L, 2, 4, 8);
        return Vector256.Equals(Vector256.Create((long)bits) & each, each);
    }

    private static Vector256<int> Mask8(int bits)
    {
        var each = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128);
        return Vector256.Equals(Vector256.Create(bits) & each, each);
    }
}
