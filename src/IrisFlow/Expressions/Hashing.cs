using System.Buffers.Binary;
using System.Numerics;

namespace IrisFlow;

/// <summary>A value's bucket: the same on every machine and in every version, so that it may stand in checkpoints and models.</summary>
/// <remarks>
/// XXH64 with seed 0 over the value's bytes, as an unsigned number, modulo the buckets. The bytes are UTF-8 for text, one byte for true (1)
/// and false (0), and little-endian for all else: 8 bytes for whole numbers, floating-point numbers and timestamps, 4 bytes for dates.
/// Every NaN is 0x7FF8000000000000, and minus zero is zero.
/// </remarks>
internal static class Hashing
{
    private const ulong Prime1 = 11400714785074694791, Prime2 = 14029467366897019727, Prime3 = 1609587929392839161, Prime4 = 9650029242287828579, Prime5 = 2870177450012600261;

    /// <summary>The kernel of a value's bucket.</summary>
    public static Kernel Bind(Kernel kernel, long buckets)
    {
        var count = (ulong)buckets;
        return Promotion.Of(kernel) switch
        {
            TextKernel text => new TextMapKernel<long>(text, ColumnType.Int64, v => (long)(Hash(v) % count)),
            ConditionKernel condition => new MapKernel<long, long>(new FlagKernel(condition), ColumnType.Int64, v => (long)(Hash([(byte)v]) % count)),
            Kernel<int> days => new MapKernel<int, long>(days, ColumnType.Int64, v => (long)(Hash(v) % count)),
            Kernel<long> whole => new MapKernel<long, long>(whole, ColumnType.Int64, v => (long)(Hash(v) % count)),
            var number => new MapKernel<double, long>((Kernel<double>)number, ColumnType.Int64, v => (long)(Hash(v) % count)),
        };
    }

    /// <summary>XXH64 with seed 0.</summary>
    public static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var rest = bytes;
        var length = (ulong)bytes.Length;
        var hash = Prime5;
        if (rest.Length >= 32)
        {
            var (a, b, c, d) = (unchecked(Prime1 + Prime2), Prime2, 0UL, unchecked(0UL - Prime1));
            for (; rest.Length >= 32; rest = rest[32..])
            {
                a = Round(a, BinaryPrimitives.ReadUInt64LittleEndian(rest));
                b = Round(b, BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]));
                c = Round(c, BinaryPrimitives.ReadUInt64LittleEndian(rest[16..]));
                d = Round(d, BinaryPrimitives.ReadUInt64LittleEndian(rest[24..]));
            }

            hash = BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7) + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
            hash = Merge(Merge(Merge(Merge(hash, a), b), c), d);
        }

        hash += length;
        for (; rest.Length >= 8; rest = rest[8..])
        {
            hash = (BitOperations.RotateLeft(hash ^ Round(0, BinaryPrimitives.ReadUInt64LittleEndian(rest)), 27) * Prime1) + Prime4;
        }

        if (rest.Length >= 4)
        {
            hash = (BitOperations.RotateLeft(hash ^ (BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime1), 23) * Prime2) + Prime3;
            rest = rest[4..];
        }

        foreach (var b in rest)
        {
            hash = BitOperations.RotateLeft(hash ^ (b * Prime5), 11) * Prime1;
        }

        hash = (hash ^ (hash >> 33)) * Prime2;
        hash = (hash ^ (hash >> 29)) * Prime3;
        return hash ^ (hash >> 32);
    }

    private static ulong Hash(int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return Hash(bytes);
    }

    private static ulong Hash(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Hash(bytes);
    }

    private static ulong Hash(double value) =>
        Hash(double.IsNaN(value) ? 0x7FF8000000000000 : value == 0 ? 0 : BitConverter.DoubleToInt64Bits(value));

    private static ulong Round(ulong sum, ulong word) => BitOperations.RotateLeft(sum + (word * Prime2), 31) * Prime1;

    private static ulong Merge(ulong hash, ulong sum) => ((hash ^ Round(0, sum)) * Prime1) + Prime4;
}
