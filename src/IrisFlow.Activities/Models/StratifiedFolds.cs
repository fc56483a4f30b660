namespace IrisFlow.Activities;

/// <summary>Rows divided into folds that hold every class in about equal shares.</summary>
/// <remarks>
/// The allocation of scikit-learn's <c>StratifiedKFold</c>: classes are taken in order of appearance, their rows laid end to end, and dealt
/// out to the folds in turn, which says how many rows of each class a fold gets. Each class then fills the folds in row order; a seed
/// shuffles that order.
/// </remarks>
internal static class StratifiedFolds
{
    /// <summary>The fold of each row, from 0.</summary>
    public static int[] Of(ClassColumn rows, int folds, SeededRandom? shuffle = null)
    {
        var appearance = rows.Labels.Distinct().ToArray();
        var members = appearance.Select(c => Enumerable.Range(0, rows.Labels.Length).Where(row => rows.Labels[row] == c).ToArray()).ToList();
        if (folds < 2 || members.Count == 0 || members.Max(m => m.Length) < folds)
        {
            throw new IrisFlowException(new Finding("IF432", $"{folds} folds can't be made: {Largest(rows, appearance, members)}.")
            {
                Port = "folds",
                Expected = "There are at least 2 folds, and at most as many as the largest class has rows.",
            });
        }

        var (fold, dealt) = (new int[rows.Labels.Length], 0);
        foreach (var own in members)
        {
            // Row i of all classes laid end to end goes to fold i mod folds: count what each fold gets of this class.
            var share = new int[folds];
            for (var i = 0; i < own.Length; i++)
            {
                share[(dealt + i) % folds]++;
            }

            dealt += own.Length;
            var places = Enumerable.Range(0, folds).SelectMany(f => Enumerable.Repeat(f, share[f])).ToArray();
            shuffle?.Shuffle(places.AsSpan());
            for (var i = 0; i < own.Length; i++)
            {
                fold[own[i]] = places[i];
            }
        }

        return fold;
    }

    private static string Largest(ClassColumn rows, int[] appearance, List<int[]> members)
    {
        var largest = members.Count == 0 ? -1 : members.IndexOf(members.MaxBy(m => m.Length)!);
        return largest < 0 ? "there are no rows" : $"the largest class, '{rows.Classes[appearance[largest]]}', has {members[largest].Length} rows";
    }
}
