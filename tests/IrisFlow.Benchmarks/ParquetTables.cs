namespace IrisFlow.Benchmarks;

/// <summary>Tables of eleven columns to write and read: noise, and what tables of a shop look like.</summary>
internal static class ParquetTables
{
    /// <summary>Ten columns of random doubles and one of int32.</summary>
    public static Table Random(int rows)
    {
        var random = new SeededRandom(1);
        var columns = new List<(string, Column)> { ("id", Ints(rows, i => (int)random.NextBits())) };
        for (var c = 0; c < 10; c++)
        {
            columns.Add(($"x{c}", Doubles(rows, _ => random.NextDouble())));
        }

        return Table.Of([.. columns]);
    }

    /// <summary>Prices rounded to cents, categories as text and as number, instants in order, days, and two columns of noise.</summary>
    public static Table Realistic(int rows)
    {
        var random = new SeededRandom(2);
        var kinds = StringColumn.From([.. Enumerable.Range(0, 40).Select(i => $"category number {i}")]);
        var cities = StringColumn.From([.. Enumerable.Range(0, 3000).Select(i => $"city {i * 7919 % 3000}")]);
        var instant = 1_700_000_000_000_000L;
        return Table.Of(
            ("id", Ints(rows, i => i)),
            ("at", new Column<long>(ColumnType.Timestamp, Filled(rows, _ => instant += random.Next(5_000_000)))),
            ("day", new Column<int>(ColumnType.Date, Filled(rows, i => 19_000 + (i / 20_000)))),
            ("price", Doubles(rows, _ => Math.Round(random.NextDouble() * 100, 2))),
            ("total", Doubles(rows, _ => Math.Round(Math.Exp(random.NextDouble() * 9), 2))),
            ("discount", Doubles(rows, _ => random.Next(3) == 0 ? Math.Round(random.NextDouble() * 0.5, 2) : 0)),
            ("quantity", Ints(rows, _ => 1 + random.Next(12))),
            ("kind", Texts(kinds, Filled(rows, _ => random.Next(40)))),
            ("city", Texts(cities, Filled(rows, _ => Math.Min(random.Next(3000), random.Next(3000))))),
            ("score", Doubles(rows, _ => random.NextDouble())),
            ("weight", Doubles(rows, _ => random.NextDouble() * 70)));
    }

    private static Column<int> Ints(int rows, Func<int, int> next) => Column.Of(Filled(rows, next));

    private static Column<double> Doubles(int rows, Func<int, double> next) => Column.Of(Filled(rows, next));

    private static StringColumn Texts(StringColumn values, int[] codes) =>
        StringColumn.Dictionary(values.Bytes.ToArray(), values.Offsets.ToArray(), codes);

    private static T[] Filled<T>(int rows, Func<int, T> next)
    {
        var values = new T[rows];
        for (var i = 0; i < rows; i++)
        {
            values[i] = next(i);
        }

        return values;
    }
}
