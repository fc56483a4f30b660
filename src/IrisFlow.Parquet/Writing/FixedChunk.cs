using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Writing;

/// <summary>Chunks of numbers, dates and timestamps: their bytes as they are in memory.</summary>
internal static class FixedChunk
{
    private const int PageBytes = 1 << 20;

    public static Statistics Write<T>(Column<T> chunk, PageSink sink)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        var range = new Range<T>();
        var pageRows = PageBytes / Unsafe.SizeOf<T>();
        for (var start = 0; start < chunk.Length; start += pageRows)
        {
            var page = (Column<T>)chunk.Slice(start, Math.Min(pageRows, chunk.Length - start));
            var values = page.Validity.AllValid ? page.Values : Present(page, sink.Values);
            range.Add(values);
            sink.WriteData(page.Length, PageEncoding.Plain, Levels.Of(page, sink.Levels), MemoryMarshal.AsBytes(values));
        }

        return range.ToStatistics(chunk.NullCount);
    }

    // What a null row holds is unspecified, so it must reach neither the file nor its statistics.
    private static ReadOnlySpan<T> Present<T>(Column<T> page, ByteBuffer buffer)
        where T : unmanaged
    {
        buffer.Clear();
        // Every value is written and only then kept or not, which needs room for one more: a branch would guess wrong too often.
        var present = MemoryMarshal.Cast<byte, T>(buffer.Reserve((page.Length - page.NullCount + 1) * Unsafe.SizeOf<T>()));
        var values = page.Values;
        var bits = page.Validity.Bits;
        var next = 0;
        for (var row = 0; row < values.Length; row++)
        {
            present[next] = values[row];
            next += bits[row >> 3] >> (row & 7) & 1;
        }

        return present[..next];
    }
}
