namespace IrisFlow;

/// <summary>Which rows of two tables belong together.</summary>
/// <param name="Left">The left rows of the result, in order; null where it has each once.</param>
/// <param name="Right">The right row of each; -1 for none.</param>
internal sealed record RowMatches(int[]? Left, int[] Right)
{
    public static RowMatches Of(Table left, Table right, IReadOnlyList<JoinKey> keys, JoinOptions options, CancellationToken cancellation)
    {
        var numbers = MatchingKeys.Of(left, right, keys, cancellation);
        var (first, counts) = Occurrences(numbers);
        if (options.Duplicates == DuplicateKeys.Error)
        {
            RequireUnique(right, keys, numbers, counts);
        }

        return options.Duplicates == DuplicateKeys.All && counts.AsSpan().ContainsAnyExceptInRange(0, 1)
            ? All(numbers, counts, options.Kind, cancellation)
            : Single(numbers.Left, first, options.Kind, cancellation);
    }

    // The first right row of each key, -1 for one that is only in a dictionary, and how many there are.
    private static (int[] First, int[] Counts) Occurrences(MatchingKeys keys)
    {
        var first = new int[keys.Count];
        Array.Fill(first, -1);
        var counts = new int[keys.Count];
        for (var row = 0; row < keys.Right.Length; row++)
        {
            var key = keys.Right[row];
            if (key >= 0 && counts[key]++ == 0)
            {
                first[key] = row;
            }
        }

        return (first, counts);
    }

    private static void RequireUnique(Table right, IReadOnlyList<JoinKey> keys, MatchingKeys numbers, int[] counts)
    {
        var row = Array.FindIndex(numbers.Right, key => key >= 0 && counts[key] > 1);
        if (row >= 0)
        {
            var key = string.Join(", ", keys.Select(k => $"{k.Right} {KeyText.Of(right[k.Right], row)}"));
            throw new IrisFlowException(new Finding("IF477", $"The right table has the key {key} {counts[numbers.Right[row]]} times, first in row {row + 1}.")
            {
                Column = keys[0].Right,
                Expected = "A key is there once. Let duplicates be \"all\" for a row for each of them, or \"first\" for the first.",
            }, ExitCode.StepFailed);
        }
    }

    // The numbers of the left keys become right rows in place: nobody else has them.
    private static RowMatches Single(int[] right, int[] first, JoinKind kind, CancellationToken cancellation)
    {
        // Where the right table has no key twice and no null, the number of a key is its row already.
        var areRows = IsCounting(first);
        var matched = new int[Cores.RangesOf(right.Length)];
        Cores.Ranges(right.Length, (start, length) =>
        {
            var own = right.AsSpan(start, length);
            for (var i = 0; i < own.Length && !areRows; i++)
            {
                own[i] = own[i] < 0 ? -1 : first[own[i]];
            }

            matched[start / Table.BatchRows] = length - own.Count(-1);
        }, cancellation);
        return kind == JoinKind.Left || matched.Sum() == right.Length ? new(null, right) : Matched(right, matched);
    }

    private static bool IsCounting(ReadOnlySpan<int> numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] != i)
            {
                return false;
            }
        }

        return true;
    }

    // Drops the left rows without a partner; of each range of rows it is known how many have one.
    private static RowMatches Matched(int[] partners, int[] matched)
    {
        var ends = new int[matched.Length];
        for (var range = 0; range < ends.Length; range++)
        {
            ends[range] = matched[range] + (range == 0 ? 0 : ends[range - 1]);
        }

        var (left, right) = (new int[ends.Length == 0 ? 0 : ends[^1]], new int[ends.Length == 0 ? 0 : ends[^1]]);
        Cores.Ranges(partners.Length, (start, length) =>
        {
            var range = start / Table.BatchRows;
            var at = ends[range] - matched[range];
            for (var row = start; row < start + length; row++)
            {
                if (partners[row] >= 0)
                {
                    left[at] = row;
                    right[at++] = partners[row];
                }
            }
        });
        return new(left, right);
    }

    private static RowMatches All(MatchingKeys keys, int[] counts, JoinKind kind, CancellationToken cancellation)
    {
        // The right rows key by key, in their order.
        var starts = new int[keys.Count + 1];
        for (var key = 0; key < keys.Count; key++)
        {
            starts[key + 1] = starts[key] + counts[key];
        }

        var next = starts.AsSpan(0, keys.Count).ToArray();
        var rows = new int[starts[^1]];
        for (var row = 0; row < keys.Right.Length; row++)
        {
            if (keys.Right[row] is >= 0 and var key)
            {
                rows[next[key]++] = row;
            }
        }

        var total = 0L;
        foreach (var key in keys.Left)
        {
            total += Times(key);
        }

        var left = new int[TableLimits.Rows(total)];
        var right = new int[left.Length];
        var at = 0;
        for (var row = 0; row < keys.Left.Length; row++)
        {
            if (row % Table.BatchRows == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var key = keys.Left[row];
            var times = Times(key);
            left.AsSpan(at, times).Fill(row);
            if (key >= 0 && counts[key] > 0)
            {
                rows.AsSpan(starts[key], times).CopyTo(right.AsSpan(at));
            }
            else
            {
                right.AsSpan(at, times).Fill(-1);
            }

            at += times;
        }

        return new(left, right);

        int Times(int key) => key >= 0 && counts[key] > 0 ? counts[key] : kind == JoinKind.Left ? 1 : 0;
    }
}
