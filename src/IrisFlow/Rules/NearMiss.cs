namespace IrisFlow;

/// <summary>Names that a user may have meant.</summary>
public static class NearMiss
{
    /// <summary>The nearest of the names when it is near enough to be a slip, else null.</summary>
    public static string? Of(string wrong, IEnumerable<string> names)
    {
        var most = Math.Max(1, wrong.Length / 3);
        var upper = wrong.ToUpperInvariant();
        var best = names
            .Where(n => Math.Abs(n.Length - wrong.Length) <= most)
            .Select(n => (Name: n, Distance: Distance(upper, n.ToUpperInvariant())))
            .OrderBy(n => n.Distance)
            .FirstOrDefault();
        var contained = wrong.Length > 2
            && names.FirstOrDefault(n => n.Contains(wrong, StringComparison.OrdinalIgnoreCase)) is { } longer ? longer : null;
        return best.Name is not null && best.Distance <= most ? best.Name : contained;
    }

    /// <summary>A sentence that names the nearest, or the names there are: <c>Did you mean 'species'?</c></summary>
    /// <param name="wrong">What was written.</param>
    /// <param name="names">What could have been written.</param>
    /// <param name="opening">How the list begins when nothing is near: <c>The columns are</c>.</param>
    public static string OneOf(string wrong, IEnumerable<string> names, string opening)
    {
        var all = names.ToList();
        var near = Of(wrong, all);
        var list = all.Count == 0 ? "There are none." : $"{opening} {string.Join(", ", all.Take(20))}{(all.Count > 20 ? $" and {all.Count - 20} more" : "")}.";
        return near is null ? list : $"Did you mean '{near}'? {list}";
    }

    /// <summary>The number of insertions, deletions, replacements and swaps of neighbours between two texts (optimal string alignment).</summary>
    internal static int Distance(string a, string b)
    {
        var previous = new int[b.Length + 1];
        var current = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var beforePrevious = previous;
            previous = current;
            current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replace, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    current[j] = Math.Min(current[j], beforePrevious[j - 2] + 1);
                }
            }
        }

        return current[b.Length];
    }
}
