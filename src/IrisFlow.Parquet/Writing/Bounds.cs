using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Writing;

/// <summary>The order of two stored values.</summary>
internal delegate int ValueOrder(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right);

/// <summary>What is known of a chunk, from what is known of its pages.</summary>
internal static class Bounds
{
    /// <summary>The bounds of all pages. A page of NaN only has none and widens none; a page whose values have no upper bound leaves the chunk without.</summary>
    public static Statistics OfChunk(List<EncodedPage> pages, ValueOrder order)
    {
        if (pages.Count == 1)
        {
            return pages[0].Statistics;
        }

        var all = new Statistics(0);
        var unbounded = false;
        foreach (var encoded in pages)
        {
            var page = encoded.Statistics;
            all = all with { Nulls = all.Nulls + page.Nulls };
            if (page.Min is not null && (all.Min is null || order(page.Min, all.Min) < 0))
            {
                all = all with { Min = page.Min, IsMinExact = page.IsMinExact };
            }

            unbounded |= page.Min is not null && page.Max is null;
            if (page.Max is not null && (all.Max is null || order(page.Max, all.Max) > 0))
            {
                all = all with { Max = page.Max, IsMaxExact = page.IsMaxExact };
            }
        }

        return unbounded ? all with { Max = null } : all;
    }

    /// <summary>The bounds page by page; null where a page that holds values has none, for which the format has no sign.</summary>
    public static ColumnIndex? OfPages(List<EncodedPage> pages, ValueOrder order)
    {
        var bounds = new PageBounds[pages.Count];
        for (var i = 0; i < bounds.Length; i++)
        {
            var page = pages[i].Statistics;
            if (!pages[i].IsAllNull && (page.Min is null || page.Max is null))
            {
                return null;
            }

            bounds[i] = new(pages[i].IsAllNull, page.Min ?? [], page.Max ?? [], page.Nulls);
        }

        return new(bounds, OrderOf([.. bounds.Where(b => !b.IsAllNull)], order));
    }

    private static BoundaryOrder OrderOf(PageBounds[] pages, ValueOrder order)
    {
        var (ascending, descending) = (true, true);
        for (var i = 1; i < pages.Length; i++)
        {
            var (least, largest) = (order(pages[i].Min, pages[i - 1].Min), order(pages[i].Max, pages[i - 1].Max));
            ascending &= least >= 0 && largest >= 0;
            descending &= least <= 0 && largest <= 0;
        }

        return ascending ? BoundaryOrder.Ascending : descending ? BoundaryOrder.Descending : BoundaryOrder.Unordered;
    }
}
