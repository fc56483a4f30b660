using System.Buffers.Binary;

namespace IrisFlow.Parquet.Compression;

/// <summary>Snappy without framing, as Parquet uses it: the length, then literals and copies of earlier bytes.</summary>
internal sealed class SnappyCodec : Codec
{
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

        // The copy runs into what it writes itself: that is how a short pattern is repeated.
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
            throw Fault.Damaged("A page compressed with SNAPPY reaches beyond its bounds.", "Literals and copies within the page.");
        }
    }
}
