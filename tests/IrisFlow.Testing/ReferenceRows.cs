using System.Globalization;

namespace IrisFlow.Testing;

/// <summary>The rows that the reference numbers were made from, read without the CSV codec, which has tests of its own.</summary>
public static class ReferenceRows
{
    /// <summary>150 flowers: four features in cm, and <c>species</c> as text.</summary>
    public static Table Iris { get; } = Read("iris.csv", values => Column.Of(values.ToArray<string?>()));

    /// <summary>178 wines: thirteen features, and <c>target</c> as int64.</summary>
    public static Table Wine { get; } = Read("wine.csv", values => Column.Of(values.Select(v => long.Parse(v, CultureInfo.InvariantCulture)).ToArray()));

    private static Table Read(string file, Func<IReadOnlyList<string>, Column> target)
    {
        var lines = File.ReadAllLines(Reference.Path(file)).Where(l => l.Length > 0).Select(l => l.Split(',')).ToList();
        var rows = lines[1..];
        return Table.Of([.. lines[0].Select((name, i) => (name, i == lines[0].Length - 1
            ? target([.. rows.Select(r => r[i])])
            : Column.Of(rows.Select(r => double.Parse(r[i], CultureInfo.InvariantCulture)).ToArray())))]);
    }
}
