using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Writing;

/// <summary>First and last text so far, by unsigned bytes, as the format orders text.</summary>
internal ref struct TextBounds
{
    // Readers use bounds to skip row groups; long ones fill the footer and are hardly ever asked for.
    private const int Longest = 64;
    private ReadOnlySpan<byte> _min;
    private ReadOnlySpan<byte> _max;
    private bool _any;

    public void Add(ReadOnlySpan<byte> text)
    {
        _min = !_any || text.SequenceCompareTo(_min) < 0 ? text : _min;
        _max = !_any || text.SequenceCompareTo(_max) > 0 ? text : _max;
        _any = true;
    }

    public readonly Statistics ToStatistics(long nulls) => _any && _min.Length <= Longest && _max.Length <= Longest
        ? new Statistics(nulls, _min.ToArray(), _max.ToArray())
        : new Statistics(nulls);
}
