using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace IrisFlow.Parquet.Encodings;

/// <summary>Numbers of a fixed number of bits, one after the other, least significant bit first.</summary>
internal static class BitUnpacker
{
    // A number of up to 25 bits lies within four bytes wherever it begins. Fewer numbers do not pay for what the runtime has to compile.
    private const int WidestVector = 25;
    private const int LeastVector = 256;

    public static long BytesFor(long count, int width) => ((count * width) + 7) >> 3;

    /// <summary>Numbers of up to 32 bits. The source must hold all of them.</summary>
    public static void Unpack(ReadOnlySpan<byte> source, int width, Span<int> target)
    {
        if (width == 0)
        {
            target.Clear();
            return;
        }

        var mask = (1UL << width) - 1;
        var i = Avx2.IsSupported && width <= WidestVector && target.Length >= LeastVector ? UnpackEights(source, width, target) : 0;
        for (; i < target.Length; i++)
        {
            var bit = (long)i * width;
            if ((bit >> 3) + 8 > source.Length)
            {
                break;
            }

            target[i] = (int)((BinaryPrimitives.ReadUInt64LittleEndian(source[(int)(bit >> 3)..]) >> (int)(bit & 7)) & mask);
        }

        for (; i < target.Length; i++)
        {
            target[i] = (int)One(source, (long)i * width, width);
        }
    }

    /// <summary>Numbers of up to 64 bits.</summary>
    public static void Unpack(ReadOnlySpan<byte> source, int width, Span<long> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = (long)One(source, (long)i * width, width);
        }
    }

    /// <summary>Eight numbers a step, as far as source and target reach for whole steps; gives how many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int UnpackEights(ReadOnlySpan<byte> source, int width, Span<int> target)
    {
        // Numbers 0 to 3 lie within 16 bytes from the first, 4 to 7 within 16 from the byte that the fourth begins in.
        var middle = (4 * width) >> 3;
        var (places, shifts) = LayOut(width, middle);
        var mask = Vector256.Create((1u << width) - 1);
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        var steps = Math.Min(target.Length >> 3, source.Length < middle + 16 ? 0 : ((source.Length - middle - 16) / width) + 1);
        for (nint step = 0; step < steps; step++)
        {
            ref var group = ref Unsafe.Add(ref from, step * width);
            var bytes = Vector256.Create(Vector128.LoadUnsafe(ref group), Vector128.LoadUnsafe(ref group, (nuint)middle));
            var numbers = Avx2.ShiftRightLogicalVariable(Avx2.Shuffle(bytes, places).AsUInt32(), shifts) & mask;
            numbers.AsInt32().StoreUnsafe(ref to, (nuint)(step * 8));
        }

        return steps * 8;
    }

    /// <summary>For each of eight numbers the four bytes it lies in, counted within its half, and how far it is shifted there.</summary>
    private static (Vector256<byte> Places, Vector256<uint> Shifts) LayOut(int width, int middle)
    {
        Span<byte> places = stackalloc byte[32];
        Span<uint> shifts = stackalloc uint[8];
        for (var i = 0; i < 8; i++)
        {
            var bit = i * width;
            var first = (bit >> 3) - (i < 4 ? 0 : middle);
            shifts[i] = (uint)bit & 7;
            for (var b = 0; b < 4; b++)
            {
                // A byte behind the sixteenth holds nothing of the number.
                places[(4 * i) + b] = (byte)Math.Min(first + b, 15);
            }
        }

        return (Vector256.Create<byte>(places), Vector256.Create<uint>(shifts));
    }

    private static ulong One(ReadOnlySpan<byte> source, long bit, int width)
    {
        if (width == 0)
        {
            return 0;
        }

        var (first, shift) = ((int)(bit >> 3), (int)(bit & 7));
        var mask = ulong.MaxValue >> (64 - width);
        if (first + 8 <= source.Length)
        {
            var low = BinaryPrimitives.ReadUInt64LittleEndian(source[first..]) >> shift;
            return (shift + width > 64 ? low | ((ulong)source[first + 8] << (64 - shift)) : low) & mask;
        }

        ulong value = 0;
        for (var i = 0; first + i < source.Length && (8 * i) < shift + width; i++)
        {
            value |= (ulong)source[first + i] << (8 * i);
        }

        return (value >> shift) & mask;
    }
}
