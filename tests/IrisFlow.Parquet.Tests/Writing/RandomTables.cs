namespace IrisFlow.Parquet.Tests.Writing;

/// <summary>Tables of random schemas and values from a seed: every type, nulls, values that repeat, count up, are extreme or all the same.</summary>
internal static class RandomTables
{
    private static readonly ColumnType[] Types = Enum.GetValues<ColumnType>();

    private static readonly string[] Odd =
        ["", " ", "größer 花 🌸", "a\"b'c", "line\nline", "\U0010FFFF", "\uFFFD", "NULL", "nan", new('y', 64), new('z', 65), new('花', 40), string.Concat(Enumerable.Repeat("\U0010FFFF", 17))];

    public static Table Of(SeededRandom random, int columns, int rows)
    {
        var names = Enumerable.Range(0, columns).Select(i => i % 5 == 4 ? $"größe {i}" : $"c{i}");
        return Table.Of([.. names.Select(name => (name, ColumnOf(Types[random.Next(Types.Length)], random, rows)))]);
    }

    private static Column ColumnOf(ColumnType type, SeededRandom random, int rows)
    {
        // No nulls; nullable without any; some; nearly all; all.
        var nulls = random.Next(6) switch { 0 => 1.0, 1 => 0.97, 2 => 0.3, 3 => 0.0, _ => -1.0 };
        var style = random.Next(6);
        var valid = Enumerable.Range(0, rows).Select(_ => nulls < 0 || random.NextDouble() >= nulls).ToArray();
        var column = type switch
        {
            ColumnType.Bool => new Column<bool>(type, Filled(rows, i => style == 0 || (style == 1 ? i % 100 < 50 : random.Next(2) == 0)), Validity.FromFlags(valid)),
            ColumnType.Int32 => new Column<int>(type, Filled(rows, Int(random, style)), Validity.FromFlags(valid)),
            ColumnType.Date => new Column<int>(type, Filled(rows, i => Math.Clamp(Int(random, style)(i), -700_000, 2_900_000)), Validity.FromFlags(valid)),
            ColumnType.Int64 => new Column<long>(type, Filled(rows, Long(random, style)), Validity.FromFlags(valid)),
            ColumnType.Timestamp => new Column<long>(type, Filled(rows, i => Math.Clamp(Long(random, style)(i), -60_000_000_000_000_000, 250_000_000_000_000_000)), Validity.FromFlags(valid)),
            ColumnType.Float32 => new Column<float>(type, Filled(rows, i => (float)Double(random, style)(i)), Validity.FromFlags(valid)),
            ColumnType.Float64 => new Column<double>(type, Filled(rows, Double(random, style)), Validity.FromFlags(valid)),
            _ => (Column)StringColumn.From(Filled(rows, i => valid[i] ? Text(random, style)(i) : null)),
        };
        return column.AsNullable(nulls >= 0 || column.NullCount > 0);
    }

    private static Func<int, int> Int(SeededRandom random, int style) => style switch
    {
        0 => _ => (int)random.NextBits(),
        1 => i => 1000 + (i * 3),
        2 => i => i / 50,
        3 => _ => random.Next(200),
        4 => _ => random.Next(3) switch { 0 => int.MinValue, 1 => int.MaxValue, _ => 0 },
        _ => _ => 7,
    };

    private static Func<int, long> Long(SeededRandom random, int style) => style switch
    {
        0 => _ => (long)random.NextBits(),
        1 => i => 1_700_000_000_000_000L - (i * 1_000_003L),
        2 => i => i / 50 * 86_400_000_000L,
        3 => _ => random.Next(1000) * 1_000_000_007L,
        4 => _ => random.Next(3) switch { 0 => long.MinValue, 1 => long.MaxValue, _ => -1 },
        _ => _ => -7,
    };

    private static Func<int, double> Double(SeededRandom random, int style) => style switch
    {
        0 => _ => random.NextDouble() - 0.5,
        1 => i => i * 0.25,
        2 => _ => random.Next(8) switch { 0 => double.NaN, 1 => 0.0, 2 => -0.0, 3 => double.PositiveInfinity, 4 => double.NegativeInfinity, 5 => double.Epsilon, 6 => float.MaxValue, _ => -1.5 },
        3 => _ => Math.Round(random.NextDouble() * 100, 2),
        4 => _ => double.NaN,
        _ => i => i % 300 < 150 ? double.NaN : -0.0,
    };

    private static Func<int, string> Text(SeededRandom random, int style) => style switch
    {
        0 => _ => $"{random.NextBits():x16}"[..random.Next(17)],
        1 => i => $"number {i:d6} of a list that counts up, long enough for bounds to be cut off somewhere",
        2 => _ => Odd[random.Next(Odd.Length)],
        3 => _ => $"kind {random.Next(40)}",
        4 => i => i % 211 == 3 ? new string((char)('a' + random.Next(26)), 20_000) : "short",
        _ => _ => "",
    };

    private static T[] Filled<T>(int rows, Func<int, T> next) => [.. Enumerable.Range(0, rows).Select(next)];
}
