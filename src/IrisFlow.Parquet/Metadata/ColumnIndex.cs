using IrisFlow.Parquet.Thrift;

namespace IrisFlow.Parquet.Metadata;

/// <summary>How the bounds of pages that follow one another are ordered.</summary>
internal enum BoundaryOrder
{
    Unordered = 0,
    Ascending = 1,
    Descending = 2,
}

/// <summary>Between what bounds the values of a data page lie. A page of nulls only has none.</summary>
/// <param name="IsAllNull">True where the page holds no value; its bounds are empty then.</param>
/// <param name="Min">As stored; a text may be cut off, and is then less than every value.</param>
/// <param name="Max">As stored; a text may be cut off, and is then more than every value.</param>
/// <param name="Nulls">Rows without a value; null where the writer did not count.</param>
internal readonly record struct PageBounds(bool IsAllNull, byte[] Min, byte[] Max, long? Nulls);

/// <summary>What the data pages of a column chunk hold at least and at most, page by page in order, so that pages can be skipped.</summary>
internal sealed record ColumnIndex(IReadOnlyList<PageBounds> Pages, BoundaryOrder Order)
{
    /// <exception cref="IrisFlowException">The lists of the index differ in length.</exception>
    public static ColumnIndex Read(ref CompactReader reader)
    {
        List<bool>? nullPages = null;
        List<byte[]>? mins = null, maxs = null;
        List<long>? nulls = null;
        var order = BoundaryOrder.Unordered;
        var field = 0;
        while (reader.NextField(ref field, out var type))
        {
            switch (field)
            {
                case 1:
                    nullPages = [];
                    for (var left = reader.BoolList(type); left > 0; left--)
                    {
                        nullPages.Add(reader.BoolElement());
                    }

                    break;
                case 2:
                    mins = ReadValues(ref reader, type);
                    break;
                case 3:
                    maxs = ReadValues(ref reader, type);
                    break;
                case 4:
                    order = (BoundaryOrder)reader.Int(type);
                    break;
                case 5:
                    nulls = [];
                    for (var left = reader.List(type, WireType.Int64); left > 0; left--)
                    {
                        nulls.Add(reader.Long(WireType.Int64));
                    }

                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new(Join(nullPages, mins, maxs, nulls), order);
    }

    public void Write(CompactWriter writer)
    {
        writer.Begin();
        writer.List(1, WireType.True, Pages.Count);
        foreach (var page in Pages)
        {
            writer.BoolElement(page.IsAllNull);
        }

        writer.List(2, WireType.Binary, Pages.Count);
        foreach (var page in Pages)
        {
            writer.BytesElement(page.Min);
        }

        writer.List(3, WireType.Binary, Pages.Count);
        foreach (var page in Pages)
        {
            writer.BytesElement(page.Max);
        }

        writer.Int(4, (int)Order);
        if (Pages.All(p => p.Nulls is not null))
        {
            writer.List(5, WireType.Int64, Pages.Count);
            foreach (var page in Pages)
            {
                writer.LongElement(page.Nulls.GetValueOrDefault());
            }
        }

        writer.End();
    }

    private static List<byte[]> ReadValues(ref CompactReader reader, WireType type)
    {
        var values = new List<byte[]>();
        for (var left = reader.List(type, WireType.Binary); left > 0; left--)
        {
            values.Add(reader.Bytes(WireType.Binary).ToArray());
        }

        return values;
    }

    private static PageBounds[] Join(List<bool>? nullPages, List<byte[]>? mins, List<byte[]>? maxs, List<long>? nulls)
    {
        var count = nullPages?.Count ?? -1;
        if (mins?.Count != count || maxs?.Count != count || (nulls is not null && nulls.Count != count))
        {
            throw Fault.Damaged("The lists of a column index differ in length.", "A null flag, a least and a largest value for every page.");
        }

        var pages = new PageBounds[count];
        for (var i = 0; i < count; i++)
        {
            pages[i] = new(nullPages![i], mins[i], maxs[i], nulls?[i]);
        }

        return pages;
    }
}
