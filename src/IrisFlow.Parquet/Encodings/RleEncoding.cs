using System.Buffers.Binary;

namespace IrisFlow.Parquet.Encodings;

/// <summary>Truth values as runs, with the length of the runs in bytes before them.</summary>
internal sealed class RleEncoding : ValueEncoding
{
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
        return page[(4 + runs.Length)..];
    }

    private static ReadOnlySpan<byte> Runs(ReadOnlySpan<byte> page)
    {
        if (page.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(page) is var length && length > (uint)(page.Length - 4))
        {
            throw Fault.Damaged("The runs of a page reach beyond its end.", "Runs within the page.");
        }

        return page.Slice(4, (int)length);
    }
}
