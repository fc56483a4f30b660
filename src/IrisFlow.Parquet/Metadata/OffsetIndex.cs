using IrisFlow.Parquet.Thrift;

namespace IrisFlow.Parquet.Metadata;

/// <summary>Where a data page stands, its header included, and the place of its first row in the row group.</summary>
internal readonly record struct PageLocation(long Offset, int CompressedSize, long FirstRow);

/// <summary>Where the data pages of a column chunk stand, in order; the dictionary is not among them.</summary>
/// <remarks>Believed no further than the file's other claims: whoever jumps to a page checks that it lies in its chunk.</remarks>
internal sealed record OffsetIndex(IReadOnlyList<PageLocation> Pages)
{
    public static OffsetIndex Read(ref CompactReader reader)
    {
        List<PageLocation>? pages = null;
        var field = 0;
        while (reader.NextField(ref field, out var type))
        {
            if (field != 1)
            {
                reader.Skip(type);
                continue;
            }

            pages = [];
            for (var left = reader.List(type, WireType.Struct); left > 0; left--)
            {
                pages.Add(ReadLocation(ref reader));
            }
        }

        return new(pages ?? throw Fault.Damaged("An offset index has no pages.", "A place for every page."));
    }

    public void Write(CompactWriter writer)
    {
        writer.Begin();
        writer.List(1, WireType.Struct, Pages.Count);
        foreach (var page in Pages)
        {
            writer.Begin();
            writer.Long(1, page.Offset);
            writer.Int(2, page.CompressedSize);
            writer.Long(3, page.FirstRow);
            writer.End();
        }

        writer.End();
    }

    private static PageLocation ReadLocation(ref CompactReader reader)
    {
        long? offset = null, row = null;
        int? size = null;
        var field = 0;
        while (reader.NextField(ref field, out var type))
        {
            switch (field)
            {
                case 1:
                    offset = reader.Long(type);
                    break;
                case 2:
                    size = reader.Int(type);
                    break;
                case 3:
                    row = reader.Long(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        const string every = "Offset, size and first row of every page.";
        return new(
            offset ?? throw Fault.Damaged("A page of an offset index has no offset.", every),
            size ?? throw Fault.Damaged("A page of an offset index has no size.", every),
            row ?? throw Fault.Damaged("A page of an offset index has no first row.", every));
    }
}
