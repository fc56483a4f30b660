using System.Buffers.Binary;
using System.Runtime.InteropServices;
using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Writing;

/// <summary>Chunks of truth values, a bit each.</summary>
internal static class BoolChunk
{
    private const int PageRows = 1 << 20;

    public static Statistics Write(Column<bool> chunk, PageSink sink)
    {
        var (anyTrue, anyFalse) = (false, false);
        for (var start = 0; start < chunk.Length; start += PageRows)
        {
            var page = (Column<bool>)chunk.Slice(start, Math.Min(PageRows, chunk.Length - start));
            var values = page.Validity.AllValid ? page.Values : Present(page);
            anyTrue |= values.Contains(true);
            anyFalse |= values.Contains(false);
            Pack(MemoryMarshal.AsBytes(values), sink.Values);
            sink.WriteData(page.Length, PageEncoding.Plain, Levels.Of(page, sink.Levels), sink.Values.Written);
        }

        return anyTrue || anyFalse
            ? new Statistics(chunk.NullCount, [anyFalse ? (byte)0 : (byte)1], [anyTrue ? (byte)1 : (byte)0])
            : new Statistics(chunk.NullCount);
    }

    private static bool[] Present(Column<bool> page)
    {
        var present = new bool[page.Length - page.NullCount];
        var bits = page.Validity.Bits;
        var next = 0;
        for (var row = 0; row < page.Length; row++)
        {
            if (Levels.Holds(bits, row))
            {
                present[next++] = page.Values[row];
            }
        }

        return present;
    }

    private static void Pack(ReadOnlySpan<byte> values, ByteBuffer buffer)
    {
        buffer.Clear();
        var bits = buffer.Reserve((values.Length + 7) >> 3);
        bits.Clear();
        var whole = values.Length >> 3;
        for (var i = 0; i < whole; i++)
        {
            // Multiplying gathers the lowest bit of each of eight bytes in the top byte, the first lowest.
            bits[i] = (byte)((BinaryPrimitives.ReadUInt64LittleEndian(values[(8 * i)..]) * 0x0102040810204080) >> 56);
        }

        for (var i = 8 * whole; i < values.Length; i++)
        {
            bits[i >> 3] |= (byte)(values[i] << (i & 7));
        }
    }
}
