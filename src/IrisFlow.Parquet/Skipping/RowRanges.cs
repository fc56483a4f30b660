using IrisFlow.Parquet.Metadata;
using IrisFlow.Parquet.Reading;
using IrisFlow.Parquet.Thrift;

namespace IrisFlow.Parquet.Skipping;

/// <summary>The rows of a file that statistics and page index do not rule out.</summary>
/// <remarks>Statistics are under no checksum: this is for files that are sources, never for checkpoints.</remarks>
internal static class RowRanges
{
    /// <summary>All rows.</summary>
    public static IReadOnlyList<RowRange> All(long rows) => rows > 0 ? [new(0, rows)] : [];

    /// <summary>The rows that may pass all the tests. A test of a column that the file has not rules out nothing.</summary>
    public static IReadOnlyList<RowRange> Passing(ParquetFile file, IReadOnlyList<ColumnTest> tests)
    {
        var ranges = new List<RowRange>();
        var first = 0L;
        foreach (var group in file.Metadata.RowGroups)
        {
            foreach (var range in Passing(file, group, tests))
            {
                Add(ranges, new(first + range.Start, first + range.End));
            }

            first += group.Rows;
        }

        return ranges;
    }

    private static IReadOnlyList<RowRange> Passing(ParquetFile file, RowGroup group, IReadOnlyList<ColumnTest> tests)
    {
        var ranges = All(group.Rows);
        foreach (var test in tests)
        {
            if (ranges.Count > 0 && file.Columns.FirstOrDefault(c => c.Field.Name == test.Column) is { } leaf && HasOrder(file, leaf))
            {
                ranges = BoundsOf(group, leaf).MayPass(test, leaf) ? Intersect(ranges, PagesPassing(file, group, leaf, test)) : [];
            }
        }

        return ranges;
    }

    // Without a word on the order, minimum and maximum may be of any.
    private static bool HasOrder(ParquetFile file, Leaf leaf) => leaf.Index < file.Metadata.HasTypeOrder.Count && file.Metadata.HasTypeOrder[leaf.Index];

    private static ValueBounds BoundsOf(RowGroup group, Leaf leaf) =>
        group.Columns[leaf.Index].Statistics is { } statistics ? new(group.Rows, statistics.Nulls, statistics.Min, statistics.Max) : new(group.Rows, null, null, null);

    private static IReadOnlyList<RowRange> PagesPassing(ParquetFile file, RowGroup group, Leaf leaf, ColumnTest test)
    {
        var chunk = group.Columns[leaf.Index];
        if (chunk.ColumnIndex is not { } columnIndex || chunk.OffsetIndex is not { } offsetIndex)
        {
            return All(group.Rows);
        }

        try
        {
            var bounds = Read(file, columnIndex, (ref CompactReader r) => ColumnIndex.Read(ref r)).Pages;
            var places = Read(file, offsetIndex, (ref CompactReader r) => OffsetIndex.Read(ref r)).Pages;
            return AreInOrder(places, group.Rows) && places.Count == bounds.Count ? PagesPassing(bounds, places, group.Rows, leaf, test) : All(group.Rows);
        }
        catch (IrisFlowException)
        {
            // An index that is damaged says nothing; the pages themselves are read and checked.
            return All(group.Rows);
        }
    }

    private static List<RowRange> PagesPassing(IReadOnlyList<PageBounds> bounds, IReadOnlyList<PageLocation> places, long rows, Leaf leaf, ColumnTest test)
    {
        var ranges = new List<RowRange>();
        for (var i = 0; i < places.Count; i++)
        {
            var range = new RowRange(places[i].FirstRow, i + 1 < places.Count ? places[i + 1].FirstRow : rows);
            var (page, count) = (bounds[i], range.End - range.Start);
            var known = page.IsAllNull ? new ValueBounds(count, count, null, null) : new ValueBounds(count, page.Nulls, page.Min, page.Max);
            if (known.MayPass(test, leaf))
            {
                Add(ranges, range);
            }
        }

        return ranges;
    }

    private static bool AreInOrder(IReadOnlyList<PageLocation> places, long rows)
    {
        var least = 0L;
        foreach (var place in places)
        {
            if (place.FirstRow < least || place.FirstRow > rows)
            {
                return false;
            }

            least = place.FirstRow;
        }

        return places.Count > 0 && places[0].FirstRow == 0;
    }

    private static T Read<T>(ParquetFile file, IndexPlace place, Reading<T> read)
    {
        if (place.Offset < ParquetFile.MagicBytes || place.Length < 0 || place.Length > file.Footer.Start - place.Offset)
        {
            throw Fault.Damaged("A page index lies outside of the file.", "Bytes between the pages and the footer.");
        }

        var bytes = new byte[place.Length];
        file.Read(place.Offset, bytes);
        var reader = new CompactReader(bytes);
        return read(ref reader);
    }

    private static List<RowRange> Intersect(IReadOnlyList<RowRange> some, IReadOnlyList<RowRange> others)
    {
        var both = new List<RowRange>();
        for (int i = 0, j = 0; i < some.Count && j < others.Count;)
        {
            var (start, end) = (Math.Max(some[i].Start, others[j].Start), Math.Min(some[i].End, others[j].End));
            Add(both, new(start, end));
            (i, j) = some[i].End < others[j].End ? (i + 1, j) : (i, j + 1);
        }

        return both;
    }

    private static void Add(List<RowRange> ranges, RowRange range)
    {
        if (range.Start >= range.End)
        {
            return;
        }

        if (ranges.Count > 0 && ranges[^1].End == range.Start)
        {
            ranges[^1] = ranges[^1] with { End = range.End };
        }
        else
        {
            ranges.Add(range);
        }
    }

    private delegate T Reading<T>(ref CompactReader reader);
}
