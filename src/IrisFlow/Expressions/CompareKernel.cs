using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IrisFlow;

/// <summary>A comparison of two columns, or of a column with a constant, straight into bits.</summary>
internal sealed class CompareKernel<T, TComparison>(Kernel<T> left, Kernel<T> right) : ConditionKernel(left.Nullable || right.Nullable)
    where T : unmanaged
    where TComparison : struct, IComparison<T>
{
    // Below this the code for vectors takes longer to be made than it saves.
    private const int FewRows = 2048;

    public override void Evaluate(Batch batch, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        var a = left.Evaluate(batch);
        var target = Target(isTrue, isFalse);
        if (right is ConstantKernel<T> constant)
        {
            Compare(a.Items, constant.Value, target);
            Settle(a.Known, batch.Length, isTrue, isFalse);
            return;
        }

        var b = right.Evaluate(batch);
        Compare(a.Items, b.Items, target);
        Settle(a.Known, batch.Length, isTrue, isFalse);
        Bits.And(isTrue, b.Known);
        Bits.And(isFalse, b.Known);
    }

    private static void Compare(ReadOnlySpan<T> left, T right, Span<ulong> bits)
    {
        bits = bits[..Bits.Words(left.Length)];
        var words = left.Length < FewRows ? 0 : Many(left, right, bits);
        bits[words..].Clear();
        for (var i = words << 6; i < left.Length; i++)
        {
            bits[i >> 6] |= TComparison.Holds(left[i], right) ? 1UL << (i & 63) : 0;
        }
    }

    private static void Compare(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<ulong> bits)
    {
        right = right[..left.Length];
        bits = bits[..Bits.Words(left.Length)];
        var words = left.Length < FewRows ? 0 : Many(left, right, bits);
        bits[words..].Clear();
        for (var i = words << 6; i < left.Length; i++)
        {
            bits[i >> 6] |= TComparison.Holds(left[i], right[i]) ? 1UL << (i & 63) : 0;
        }
    }

    // Each gives the number of words it has filled: as many as have all 64 rows.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Many(ReadOnlySpan<T> left, T right, Span<ulong> bits) =>
        Vector512.IsHardwareAccelerated ? Wide(left, right, bits)
        : Vector256.IsHardwareAccelerated ? Narrow(left, right, bits)
        : 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Many(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<ulong> bits) =>
        Vector512.IsHardwareAccelerated ? Wide(left, right, bits)
        : Vector256.IsHardwareAccelerated ? Narrow(left, right, bits)
        : 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Wide(ReadOnlySpan<T> left, T right, Span<ulong> bits)
    {
        ref var first = ref MemoryMarshal.GetReference(left);
        var constant = Vector512.Create(right);
        var words = left.Length >> 6;
        for (var word = 0; word < words; word++)
        {
            var found = 0UL;
            for (var i = 0; i < 64; i += Vector512<T>.Count)
            {
                found |= TComparison.Holds(Vector512.LoadUnsafe(ref first, (nuint)((word << 6) + i)), constant).ExtractMostSignificantBits() << i;
            }

            bits[word] = found;
        }

        return words;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Wide(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<ulong> bits)
    {
        ref var first = ref MemoryMarshal.GetReference(left);
        ref var second = ref MemoryMarshal.GetReference(right);
        var words = left.Length >> 6;
        for (var word = 0; word < words; word++)
        {
            var found = 0UL;
            for (var i = 0; i < 64; i += Vector512<T>.Count)
            {
                var at = (nuint)((word << 6) + i);
                found |= TComparison.Holds(Vector512.LoadUnsafe(ref first, at), Vector512.LoadUnsafe(ref second, at)).ExtractMostSignificantBits() << i;
            }

            bits[word] = found;
        }

        return words;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Narrow(ReadOnlySpan<T> left, T right, Span<ulong> bits)
    {
        ref var first = ref MemoryMarshal.GetReference(left);
        var constant = Vector256.Create(right);
        var words = left.Length >> 6;
        for (var word = 0; word < words; word++)
        {
            var found = 0UL;
            for (var i = 0; i < 64; i += Vector256<T>.Count)
            {
                found |= (ulong)TComparison.Holds(Vector256.LoadUnsafe(ref first, (nuint)((word << 6) + i)), constant).ExtractMostSignificantBits() << i;
            }

            bits[word] = found;
        }

        return words;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Narrow(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<ulong> bits)
    {
        ref var first = ref MemoryMarshal.GetReference(left);
        ref var second = ref MemoryMarshal.GetReference(right);
        var words = left.Length >> 6;
        for (var word = 0; word < words; word++)
        {
            var found = 0UL;
            for (var i = 0; i < 64; i += Vector256<T>.Count)
            {
                var at = (nuint)((word << 6) + i);
                found |= (ulong)TComparison.Holds(Vector256.LoadUnsafe(ref first, at), Vector256.LoadUnsafe(ref second, at)).ExtractMostSignificantBits() << i;
            }

            bits[word] = found;
        }

        return words;
    }
}
