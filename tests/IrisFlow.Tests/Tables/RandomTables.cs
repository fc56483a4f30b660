namespace IrisFlow.Tests.Tables;

/// <summary>Random tables with few distinct values, nulls, NaN, both zeros and texts in both layouts; the same for the same seed.</summary>
internal static class RandomTables
{
    private static readonly double[] Doubles = [0.0, -0.0, double.NaN, 1.5, -2.25, double.PositiveInfinity, double.NegativeInfinity, 1e300];
    private static readonly string[] Texts = ["", "a", "b", "Zürich", "日本語", "😀", "a\0", "a longer text than eight bytes", "a longer text than eight bytez"];

    public static Table Of(int seed, int rows)
    {
        var random = new SeededRandom(seed);
        var few = 1 + random.Next(6);
        return Table.Of(
            ("i", Ints(random, rows, few)),
            ("l", Longs(random, rows, few)),
            ("d", Floats(random, rows)),
            ("f", new Column<float>(ColumnType.Float32, Each(rows, () => (float)Doubles[random.Next(7)]), Some(random, rows), nullable: true)),
            ("b", new Column<bool>(ColumnType.Bool, Each(rows, () => random.Next(2) == 0), Some(random, rows), nullable: true)),
            ("s", Plain(random, rows)),
            ("c", Coded(random, rows)),
            ("t", new Column<int>(ColumnType.Date, Each(rows, () => random.Next(few) * 1000), Some(random, rows), nullable: true)),
            ("row", Column.Of([.. Enumerable.Range(0, rows)])));
    }

    public static StringColumn Plain(SeededRandom random, int rows) => Column.Of(Each(rows, () => random.Next(5) == 0 ? null : Texts[random.Next(Texts.Length)]));

    // The dictionary holds a text twice and one that no row has; rows without a value have any code.
    public static StringColumn Coded(SeededRandom random, int rows)
    {
        var dictionary = Column.Of("x", "Zürich", "never", "x", "a", "b", "");
        return StringColumn.Dictionary(
            dictionary.Bytes.ToArray(), dictionary.Offsets.ToArray(), Each(rows, () => random.Next(7) is var code && code == 2 ? 3 : code), Some(random, rows), nullable: true);
    }

    private static Column<int> Ints(SeededRandom random, int rows, int few) => new(ColumnType.Int32, Each(rows, () => random.Next(few) - 2), Some(random, rows), nullable: true);

    // Far apart, so that they are looked up in a hash table.
    private static Column<long> Longs(SeededRandom random, int rows, int few) => new(ColumnType.Int64, Each(rows, () => (random.Next(few) - 1) * 4_000_000_000_000_000_000), Some(random, rows), nullable: true);

    private static Column<double> Floats(SeededRandom random, int rows) => new(ColumnType.Float64, Each(rows, () => Doubles[random.Next(Doubles.Length)]), Some(random, rows), nullable: true);

    private static Validity Some(SeededRandom random, int rows) => random.Next(3) == 0 ? default : Validity.FromFlags(Each(rows, () => random.Next(4) > 0));

    private static T[] Each<T>(int count, Func<T> make) => [.. Enumerable.Range(0, count).Select(_ => make())];
}
