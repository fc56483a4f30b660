using System.Buffers.Binary;
using System.Runtime.InteropServices;
using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Writing;

/// <summary>Columns of truth values, a bit each.</summary>
internal sealed class BoolColumnWriter(Field field, ParquetOptions options, SegmentPool pool) : ColumnWriter(field, options, pool)
{
    protected override int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left[0].CompareTo(right[0]);

    protected override void WritePages(Column block, bool isLast, PageScratch scratch)
    {
        var page = (Column<bool>)block;
        var values = page.Validity.AllValid ? page.Values : Present(page);
        var (anyTrue, anyFalse) = (values.Contains(true), values.Contains(false));
        var statistics = anyTrue || anyFalse
            ? new Statistics(page.NullCount, [anyFalse ? (byte)0 : (byte)1], [anyTrue ? (byte)1 : (byte)0])
            : new Statistics(page.NullCount);
        Pack(MemoryMarshal.AsBytes(values), scratch.Values);
        Chunk.WriteData(page.Length, PageEncoding.Plain, Levels.Of(page, scratch.Levels), scratch.Values.Written, statistics, scratch);
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
