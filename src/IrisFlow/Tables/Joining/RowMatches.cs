namespace IrisFlow;

/// <summary>Which rows of two tables belong together.</summary>
/// <param name="Left">The left rows of the result, in order; null where it has each once.</param>
/// <param name="Right">The right row of each; -1 for none.</param>
internal sealed record RowMatches(int[]? Left, int[] Right)
{
    public static RowMatches Of(Table left, Table right, IReadOnlyList<JoinKey> keys, JoinOptions options)
    {
        var numbers = MatchingKeys.Of(left, right, keys);
        var (first, counts) = Occurrences(numbers);
        if (options.Duplicates == DuplicateKeys.Error)
        {
            RequireUnique(right, keys, numbers, counts);
        }

        return options.Duplicates == DuplicateKeys.All && counts.AsSpan().ContainsAnyExceptInRange(0, 1)
            ? All(numbers, counts, options.Kind)
            : Single(numbers.Left, first, options.Kind);
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

    private static RowMatches Single(int[] keys, int[] first, JoinKind kind)
    {
        var right = new int[keys.Length];
        var matched = 0;
        for (var row = 0; row < right.Length; row++)
        {
            right[row] = keys[row] < 0 ? -1 : first[keys[row]];
            matched += right[row] < 0 ? 0 : 1;
        }

        if (kind == JoinKind.Left || matched == right.Length)
        {
            return new(null, right);
        }

        var left = new int[matched];
        var at = 0;
        for (var row = 0; row < right.Length; row++)
        {
            if (right[row] >= 0)
            {
                left[at] = row;
                right[at++] = right[row];
            }
        }

        return new(left, right[..matched]);
    }

    private static RowMatches All(MatchingKeys keys, int[] counts, JoinKind kind)
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
