using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace IrisFlow.Parquet.Checksums;

/// <summary>The CRC-32 of gzip and Parquet (polynomial 0x04C11DB7, reflected).</summary>
internal sealed class Crc32
{
    // Small pages do not pay for what the runtime has to compile.
    private const int LeastWide = 1 << 14;
    private static uint[]? _tables;
    private uint _state = ~0u;

    /// <summary>The checksum of all that was appended.</summary>
    public uint Value => ~_state;

    public void Reset() => _state = ~0u;

    public void Append(ReadOnlySpan<byte> data) => _state = Update(_state, data);

    public static uint Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default) => ~Update(Update(~0u, first), second);

    /// <summary>Without carry-less multiplication: what other processors run. Visible to its test.</summary>
    internal static uint PortableOf(ReadOnlySpan<byte> data) => ~UpdatePortable(~0u, data);

    private static uint Update(uint crc, ReadOnlySpan<byte> data)
    {
        if (Pclmulqdq.V512.IsSupported && data.Length >= LeastWide)
        {
            var folded = data.Length & ~63;
            crc = UpdateByWideFolding(crc, data[..folded]);
            data = data[folded..];
        }
        else if (Pclmulqdq.IsSupported && data.Length >= 64)
        {
            var folded = data.Length & ~15;
            crc = UpdateByFolding(crc, data[..folded]);
            data = data[folded..];
        }

        return UpdatePortable(crc, data);
    }

    // Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ" (Intel, 2009): four lanes of 128 bits are folded
    // by multiplication, then into one, then reduced after Barrett. The constants are powers of x modulo the reflected polynomial.
    private static uint UpdateByFolding(uint crc, ReadOnlySpan<byte> data)
    {
        var blocks = MemoryMarshal.Cast<byte, Vector128<ulong>>(data);
        var by4 = Vector128.Create(0x0154442bd4UL, 0x01c6e41596UL);
        var by1 = Vector128.Create(0x01751997d0UL, 0x00ccaa009eUL);
        var a = blocks[0] ^ Vector128.CreateScalar(crc).AsUInt64();
        var (b, c, d) = (blocks[1], blocks[2], blocks[3]);
        var next = 4;
        for (; next + 4 <= blocks.Length; next += 4)
        {
            a = Fold(a, by4) ^ blocks[next];
            b = Fold(b, by4) ^ blocks[next + 1];
            c = Fold(c, by4) ^ blocks[next + 2];
            d = Fold(d, by4) ^ blocks[next + 3];
        }

        a = Fold(a, by1) ^ b;
        a = Fold(a, by1) ^ c;
        a = Fold(a, by1) ^ d;
        for (; next < blocks.Length; next++)
        {
            a = Fold(a, by1) ^ blocks[next];
        }

        return Reduce(a, by1);
    }

    // The same with four lanes of 512 bits, which reads memory as fast as it comes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint UpdateByWideFolding(uint crc, ReadOnlySpan<byte> data)
    {
        var blocks = MemoryMarshal.Cast<byte, Vector512<ulong>>(data);
        var by16 = Vector512.Create(Vector256.Create(Vector128.Create(0x011542778aUL, 0x01322d1430UL)));
        var by4 = Vector512.Create(Vector256.Create(Vector128.Create(0x0154442bd4UL, 0x01c6e41596UL)));
        var a = blocks[0] ^ Vector512.CreateScalar((ulong)crc);
        var (b, c, d) = (blocks[1], blocks[2], blocks[3]);
        var next = 4;
        for (; next + 4 <= blocks.Length; next += 4)
        {
            a = Fold(a, by16) ^ blocks[next];
            b = Fold(b, by16) ^ blocks[next + 1];
            c = Fold(c, by16) ^ blocks[next + 2];
            d = Fold(d, by16) ^ blocks[next + 3];
        }

        a = Fold(a, by4) ^ b;
        a = Fold(a, by4) ^ c;
        a = Fold(a, by4) ^ d;
        for (; next < blocks.Length; next++)
        {
            a = Fold(a, by4) ^ blocks[next];
        }

        var by1 = Vector128.Create(0x01751997d0UL, 0x00ccaa009eUL);
        var (low, high) = (a.GetLower(), a.GetUpper());
        var value = Fold(low.GetLower(), by1) ^ low.GetUpper();
        value = Fold(value, by1) ^ high.GetLower();
        return Reduce(Fold(value, by1) ^ high.GetUpper(), by1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Fold(Vector512<ulong> value, Vector512<ulong> by) =>
        Pclmulqdq.V512.CarrylessMultiply(value, by, 0x00) ^ Pclmulqdq.V512.CarrylessMultiply(value, by, 0x11);

    private static Vector128<ulong> Fold(Vector128<ulong> value, Vector128<ulong> by) =>
        Pclmulqdq.CarrylessMultiply(value, by, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, by, 0x11);

    private static uint Reduce(Vector128<ulong> value, Vector128<ulong> by1)
    {
        var low32 = Vector128.Create(uint.MaxValue, 0, uint.MaxValue, 0).AsUInt64();
        var polynomial = Vector128.Create(0x01db710641UL, 0x01f7011641UL);
        value = Sse2.ShiftRightLogical128BitLane(value, 8) ^ Pclmulqdq.CarrylessMultiply(value, by1, 0x10);
        var by64 = Vector128.CreateScalar(0x0163cd6124UL);
        value = Pclmulqdq.CarrylessMultiply(value & low32, by64, 0x00) ^ Sse2.ShiftRightLogical128BitLane(value, 4);
        var quotient = Pclmulqdq.CarrylessMultiply(value & low32, polynomial, 0x10);
        return (value ^ Pclmulqdq.CarrylessMultiply(quotient & low32, polynomial, 0x00)).AsUInt32().GetElement(1);
    }

    // Eight bytes a step through eight tables, built on first use: most processes fold and need only the first for the last bytes.
    private static uint UpdatePortable(uint crc, ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            return crc;
        }

        var t = _tables ??= BuildTables();
        for (; data.Length >= 8; data = data[8..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(data) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
            crc = t[0x700 + (byte)low] ^ t[0x600 + (byte)(low >> 8)] ^ t[0x500 + (byte)(low >> 16)] ^ t[0x400 + (low >> 24)]
                ^ t[0x300 + (byte)high] ^ t[0x200 + (byte)(high >> 8)] ^ t[0x100 + (byte)(high >> 16)] ^ t[high >> 24];
        }

        foreach (var value in data)
        {
            crc = (crc >> 8) ^ t[(byte)(crc ^ value)];
        }

        return crc;
    }

    private static uint[] BuildTables()
    {
        var tables = new uint[8 * 256];
        for (var i = 0; i < tables.Length; i++)
        {
            if (i >= 256)
            {
                tables[i] = (tables[i - 256] >> 8) ^ tables[(byte)tables[i - 256]];
                continue;
            }

            var crc = (uint)i;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (0u - (crc & 1)));
            }

            tables[i] = crc;
        }

        return tables;
    }
}
