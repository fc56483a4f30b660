using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IrisFlow.Parquet.Compression;

/// <summary>Snappy without framing, as Parquet uses it: the length, then literals and copies of earlier bytes.</summary>
internal sealed class SnappyCodec : Codec
{
    // Elements that begin before the last so many bytes of source and target are decoded in whole words that may reach beyond them;
    // the rest byte by byte. The longest element takes 5 bytes, or 1 and a literal of 60, and gives 64; a word is 16 bytes.
    private const int SourceSlack = 80;
    private const int TargetSlack = 80;

    private static readonly byte[] Places = LayOut();

    // A copy of 64 bytes takes 3; the length before everything takes up to 5 more but gives nothing.
    public override int MaxExpansion => 22;

    public override void Decompress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var claimed = ReadLength(ref source);
        if (claimed != (ulong)target.Length)
        {
            throw Fault.Damaged($"A page compressed with SNAPPY says it holds {claimed} bytes, its header {target.Length}.", "The same length twice.");
        }

        var filled = 0;
        while (!source.IsEmpty)
        {
            if (source.Length > SourceSlack && target.Length - filled > TargetSlack)
            {
                DecodeMany(ref source, target, ref filled);
            }

            var tag = source[0];
            filled += (tag & 3) == 0
                ? Literal(ref source, target[filled..])
                : Copy(ref source, target, filled);
        }

        if (filled != target.Length)
        {
            throw Fault.Damaged($"A page compressed with SNAPPY gives {filled} bytes instead of {target.Length}.", "As many bytes as the page header says.");
        }
    }

    /// <summary>Decodes elements as long as none can reach the end of source or target; stops at one that is damaged or a long literal, which others decode.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DecodeMany(ref ReadOnlySpan<byte> source, Span<byte> target, ref int filled)
    {
        // What is read and written lies before these two, by at least the slack; every offset is held against what is filled.
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        nint at = 0, done = filled;
        nint lastAt = source.Length - SourceSlack, lastDone = target.Length - TargetSlack;
        while (at < lastAt && done < lastDone)
        {
            var word = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref from, at));
            int length;
            nint offset;
            switch (word & 3)
            {
                case 0:
                    length = (int)((word & 0xFF) >> 2) + 1;
                    if (length > 60)
                    {
                        goto End;
                    }

                    CopyWords(ref Unsafe.Add(ref from, at + 1), ref Unsafe.Add(ref to, done), length);
                    at += 1 + length;
                    done += length;
                    continue;
                case 1:
                    length = 4 + (int)((word >> 2) & 7);
                    offset = (nint)(((word & 0xE0) << 3) | ((word >> 8) & 0xFF));
                    at += 2;
                    break;
                case 2:
                    length = 1 + (int)((word & 0xFF) >> 2);
                    offset = (nint)((word >> 8) & 0xFFFF);
                    at += 3;
                    break;
                default:
                    goto End;
            }

            if (offset >= 16 && offset <= done)
            {
                CopyWords(ref Unsafe.Add(ref to, done - offset), ref Unsafe.Add(ref to, done), length);
            }
            else if (offset > 0 && offset <= done)
            {
                Repeat(ref Unsafe.Add(ref to, done), offset, length);
            }
            else
            {
                throw BeyondBounds();
            }

            done += length;
        }

    End:
        source = source[(int)at..];
        filled = (int)done;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyWords(ref byte from, ref byte to, int length)
    {
        // One word after the other, so that a copy may run into what it writes as long as it is a word behind.
        Vector128.LoadUnsafe(ref from).StoreUnsafe(ref to);
        for (nint i = 16; i < length; i += 16)
        {
            Vector128.LoadUnsafe(ref from, (nuint)i).StoreUnsafe(ref to, (nuint)i);
        }
    }

    // The copy runs into what it writes itself: that is how a short pattern is repeated. The pattern is laid out by its bytes' places.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Repeat(ref byte to, nint offset, int length)
    {
        var pattern = Vector128.LoadUnsafe(ref Unsafe.Subtract(ref to, offset));
        ref var places = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Places), offset * 64);
        for (nint i = 0; i < length; i += 16)
        {
            Vector128.ShuffleNative(pattern, Vector128.LoadUnsafe(ref places, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }
    }

    // For every pattern shorter than a word, where in it the next 64 bytes are found.
    private static byte[] LayOut()
    {
        var places = new byte[16 * 64];
        for (var i = 64; i < places.Length; i++)
        {
            places[i] = (byte)(i % 64 % (i / 64));
        }

        return places;
    }

    private static int Literal(ref ReadOnlySpan<byte> source, Span<byte> target)
    {
        var length = (uint)(source[0] >> 2);
        source = source[1..];
        if (length >= 60)
        {
            var bytes = (int)length - 59;
            Require(source.Length >= bytes);
            length = 0;
            for (var i = 0; i < bytes; i++)
            {
                length |= (uint)source[i] << (8 * i);
            }

            source = source[bytes..];
        }

        Require(length < (uint)source.Length && length < (uint)target.Length);
        source[..((int)length + 1)].CopyTo(target);
        source = source[((int)length + 1)..];
        return (int)length + 1;
    }

    private static int Copy(ref ReadOnlySpan<byte> source, Span<byte> target, int filled)
    {
        var tag = source[0];
        var size = (tag & 3) switch { 1 => 2, 2 => 3, _ => 5 };
        Require(source.Length >= size);
        var (length, offset) = size switch
        {
            2 => (4 + ((tag >> 2) & 7), (uint)((tag >> 5 << 8) | source[1])),
            3 => (1 + (tag >> 2), BinaryPrimitives.ReadUInt16LittleEndian(source[1..])),
            _ => (1 + (tag >> 2), BinaryPrimitives.ReadUInt32LittleEndian(source[1..])),
        };
        source = source[size..];
        Require(offset > 0 && offset <= (uint)filled && length <= target.Length - filled);
        var from = filled - (int)offset;
        if (offset >= (uint)length)
        {
            target.Slice(from, length).CopyTo(target[filled..]);
            return length;
        }

        for (var i = 0; i < length; i++)
        {
            target[filled + i] = target[from + i];
        }

        return length;
    }

    private static ulong ReadLength(ref ReadOnlySpan<byte> source)
    {
        ulong length = 0;
        for (var i = 0; i < 5 && i < source.Length; i++)
        {
            length |= (ulong)(source[i] & 0x7F) << (7 * i);
            if (source[i] < 0x80)
            {
                source = source[(i + 1)..];
                return length;
            }
        }

        throw Fault.Damaged("A page compressed with SNAPPY does not begin with its length.", "A length of at most five bytes.");
    }

    private static void Require(bool right)
    {
        if (!right)
        {
            throw BeyondBounds();
        }
    }

    private static IrisFlowException BeyondBounds() =>
        Fault.Damaged("A page compressed with SNAPPY reaches beyond its bounds.", "Literals and copies within the page.");
}
