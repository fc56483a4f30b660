namespace IrisFlow;

/// <summary>The keys of two tables as numbers, which are equal where the keys are; -1 for a key with a null, and for a left key that the right table has not.</summary>
/// <param name="Left">The number of each left row's key.</param>
/// <param name="Right">The number of each right row's.</param>
/// <param name="Count">The numbers are below this; some may be of no row.</param>
internal sealed record MatchingKeys(int[] Left, int[] Right, int Count)
{
    public static MatchingKeys Of(Table left, Table right, IReadOnlyList<JoinKey> keys, CancellationToken cancellation)
    {
        var all = Of(left[keys[0].Left], right[keys[0].Right], cancellation);
        foreach (var key in keys.Skip(1))
        {
            // What is equal in both columns so far and in this one is a pair of numbers, which gets a number again.
            var next = Of(left[key.Left], right[key.Right], cancellation);
            var numbers = new int[right.RowCount];
            var pairs = WordIndex.Of(new PairWords(all.Right, next.Right, next.Count), 0, Math.Max(1, (ulong)(uint)all.Count * (uint)next.Count) - 1, numbers, cancellation);
            var found = new int[left.RowCount];
            pairs.Find(new PairWords(all.Left, next.Left, next.Count), found);
            all = new(found, numbers, pairs.Count);
        }

        return all;
    }

    private static MatchingKeys Of(Column left, Column right, CancellationToken cancellation)
    {
        var index = KeyIndex.Of(right, cancellation);
        return new(index.Find(left, cancellation), index.Numbers, index.Count);
    }
}
