namespace IrisFlow;

/// <summary>Rows that follow one another.</summary>
/// <param name="Start">The first.</param>
/// <param name="End">The one behind the last.</param>
public readonly record struct RowRange(long Start, long End)
{
    /// <summary>Rows in ascending order, as the fewest ranges that hold exactly them.</summary>
    /// <param name="rows">The rows, none twice.</param>
    public static IReadOnlyList<RowRange> Of(ReadOnlySpan<int> rows)
    {
        var ranges = new List<RowRange>();
        foreach (var row in rows)
        {
            if (ranges.Count > 0 && ranges[^1].End == row)
            {
                ranges[^1] = ranges[^1] with { End = row + 1L };
            }
            else
            {
                ranges.Add(new(row, row + 1L));
            }
        }

        return ranges;
    }
}
