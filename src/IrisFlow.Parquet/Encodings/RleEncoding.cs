using System.Buffers.Binary;

namespace IrisFlow.Parquet.Encodings;

/// <summary>Truth values as runs, with the length of the runs in bytes before them.</summary>
internal sealed class RleEncoding : ValueEncoding
{
    /// <summary>Bytes of the length that stands before the runs.</summary>
    public const int PrefixBytes = 4;

    protected override string Name => "RLE";

    public override void DecodeBools(ReadOnlySpan<byte> page, Span<bool> target)
    {
        if (target.IsEmpty)
        {
            return;
        }

        var runs = new HybridDecoder(Runs(page), 1);
        while (!target.IsEmpty)
        {
            var count = runs.NextRun(target.Length, out var value, out var packed);
            if (packed.IsEmpty)
            {
                target[..count].Fill(value != 0);
            }
            else
            {
                new PlainEncoding().DecodeBools(packed, target[..count]);
            }

            target = target[count..];
        }
    }

    /// <summary>What a page holds behind runs that have their length in four bytes before them.</summary>
    public static ReadOnlySpan<byte> AfterPrefixed(ReadOnlySpan<byte> page, out ReadOnlySpan<byte> runs)
    {
        runs = Runs(page);
        return page[(PrefixBytes + runs.Length)..];
    }

    /// <summary>The length of runs that the first four bytes of a page say.</summary>
    /// <param name="prefix">Those bytes.</param>
    /// <param name="page">Bytes of the page, which bound the length.</param>
    public static int PrefixedLength(ReadOnlySpan<byte> prefix, int page)
    {
        if (page < PrefixBytes || prefix.Length < PrefixBytes || BinaryPrimitives.ReadUInt32LittleEndian(prefix) is var length && length > (uint)(page - PrefixBytes))
        {
            throw Fault.Damaged("The runs of a page reach beyond its end.", "Runs within the page.");
        }

        return (int)length;
    }

    private static ReadOnlySpan<byte> Runs(ReadOnlySpan<byte> page) => page.Slice(PrefixBytes, PrefixedLength(page, page.Length));
}
