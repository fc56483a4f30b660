namespace IrisFlow.Server.Checkpoints;

/// <summary>Rows that pass a filter, in an order.</summary>
/// <param name="Numbers">Their places in the checkpoint: of all of them, or of the first ones only.</param>
/// <param name="Total">How many there are.</param>
internal sealed record FoundRows(int[] Numbers, int Total)
{
    /// <summary>Whether a page can be taken from what is known.</summary>
    public bool Holds(int offset, int limit) => Math.Min((long)offset + limit, Total) <= Numbers.Length;

    /// <summary>The places of a page's rows.</summary>
    public ReadOnlySpan<int> Page(int offset, int limit) =>
        offset >= Total ? [] : Numbers.AsSpan(offset, Math.Min(limit, Total - offset));
}
