using IrisFlow.Parquet.Encodings;
using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Reading;

/// <summary>Collects a column from its pages. Memory grows with what was decoded, not with what the file claims.</summary>
internal abstract class ColumnReader(Leaf leaf)
{
    protected Leaf Leaf { get; } = leaf;

    protected ValidityBuilder Validity { get; } = new();

    /// <summary>Memory that a row takes at least.</summary>
    public abstract int BytesPerRow { get; }

    public static ColumnReader For(Leaf leaf) => leaf.Physical switch
    {
        PhysicalType.Boolean => new BoolColumnReader(leaf),
        PhysicalType.Int32 => new FixedColumnReader<int>(leaf),
        PhysicalType.Int64 => new FixedColumnReader<long>(leaf),
        PhysicalType.Float => new FixedColumnReader<float>(leaf),
        PhysicalType.Double => new FixedColumnReader<double>(leaf),
        _ => new TextColumnReader(leaf),
    };

    /// <summary>Rows to come, and the bytes of the file that hold them: room is made at once only where the bytes can well hold the rows.</summary>
    public abstract void Expect(long rows, long storedBytes);

    /// <summary>Another row group begins: its dictionary is its own.</summary>
    public abstract void BeginChunk();

    public abstract void ReadDictionary(ReadOnlySpan<byte> page, int count);

    public abstract Column Build();

    public void ReadPage(DataPage page)
    {
        var valid = Leaf.Field.Nullable ? ReadLevels(page) : page.Rows;
        ReadValues(page, valid);
    }

    /// <summary>Adds the page's rows, of which <paramref name="valid"/> hold values; which ones, the end of <see cref="Validity"/> says.</summary>
    protected abstract void ReadValues(DataPage page, int valid);

    /// <summary>The codes of a page: a byte with their width, then runs.</summary>
    protected static void ReadCodes(ReadOnlySpan<byte> page, Span<int> codes, int entries)
    {
        if (codes.IsEmpty)
        {
            return;
        }

        if (page.IsEmpty)
        {
            throw Fault.CutOff("A page of codes");
        }

        new HybridDecoder(page[1..], page[0]).Decode(codes);
        foreach (var code in codes)
        {
            if ((uint)code >= (uint)entries)
            {
                throw Fault.Damaged($"A page names entry {(uint)code} of a dictionary of {entries}.", "A dictionary that holds all the entries named.");
            }
        }
    }

    private int ReadLevels(DataPage page)
    {
        var runs = new HybridDecoder(page.Levels, 1);
        var (left, valid) = (page.Rows, 0);
        while (left > 0)
        {
            var count = runs.NextRun(left, out var value, out var packed);
            if (packed.IsEmpty)
            {
                Validity.AppendRun(value != 0, count);
                valid += value != 0 ? count : 0;
            }
            else
            {
                valid += Validity.AppendBits(packed, count);
            }

            left -= count;
        }

        return valid;
    }
}
