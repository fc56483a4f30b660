namespace IrisFlow.Parquet.Tests;

/// <summary>Tables that between them hold all that a file can hold, by name.</summary>
internal static class Samples
{
    public static readonly ParquetOptions SmallGroups = new() { RowGroupRows = 7 };

    public static IEnumerable<string> Names => All.Keys;

    public static Dictionary<string, (Table Table, ParquetOptions Options)> All { get; } = new()
    {
        ["extremes"] = (Extremes(), new()),
        ["one-row"] = (Extremes().Slice(1, 1), new()),
        ["no-rows"] = (Table.Empty(Extremes().Schema), new()),
        ["nullable"] = (Random(1, 1000, nullShare: 3), new()),
        ["nullable-without-nulls"] = (Random(2, 100, nullShare: 0), new()),
        ["all-null"] = (Random(3, 100, nullShare: 1), new()),
        ["many-groups"] = (Random(4, 100, nullShare: 3), SmallGroups),
        ["uncompressed"] = (Random(5, 9000, nullShare: 5), new() { Compression = ParquetCompression.None }),
        ["compressed"] = (Compressible(9000), new()),
        ["many-pages"] = (ManyPages(300_000), new()),
        ["long-runs-of-nulls"] = (LongRunsOfNulls(5000), new()),
    };

    /// <summary>Every type, with the values that are easiest to get wrong.</summary>
    public static Table Extremes() => Table.Of(
        ("bool", Column.Of(true, false, true, true)),
        ("int32", Column.Of(0, int.MinValue, int.MaxValue, -1)),
        ("int64", Column.Of(0, long.MinValue, long.MaxValue, -1)),
        ("float32", Column.Of(-0f, float.MinValue, float.NaN, float.PositiveInfinity)),
        ("float64", Column.Of(-0.0, double.Epsilon, double.NaN, double.NegativeInfinity)),
        ("text", Column.Of("", "größer 花 🌸", "a\0b\n", "plain")),
        ("date", Column.Of(new DateOnly(1970, 1, 1), new DateOnly(1, 1, 1), new DateOnly(9999, 12, 31), new DateOnly(1969, 12, 31))),
        ("instant", Column.Of(
            DateTime.UnixEpoch,
            new DateTime(1969, 12, 31, 23, 59, 59, 999, 999, DateTimeKind.Utc),
            new DateTime(2026, 2, 28, 12, 34, 56, 789, 123, DateTimeKind.Utc),
            new DateTime(9999, 12, 31, 23, 59, 59, DateTimeKind.Utc))),
        ("Blüte 花", Column.OfNullable<int>(ColumnType.Int32, 1, null, 3, null)),
        ("maybe text", Column.Of("x", null, "", null)));

    /// <summary>Random values of every type, each nullable; one row in <paramref name="nullShare"/> is null, none for 0.</summary>
    public static Table Random(int seed, int rows, int nullShare)
    {
        var random = new SeededRandom(seed);
        T?[] Maybe<T>(Func<T> next)
            where T : struct => [.. Enumerable.Range(0, rows).Select(_ => nullShare > 0 && random.Next(nullShare) == 0 ? (T?)null : next())];
        string?[] MaybeText(Func<string> next) => [.. Enumerable.Range(0, rows).Select(_ => nullShare > 0 && random.Next(nullShare) == 0 ? null : next())];
        return Table.Of(
            ("b", Column.OfNullable(ColumnType.Bool, Maybe(() => random.Next(2) == 0))),
            ("i", Column.OfNullable(ColumnType.Int32, Maybe(() => (int)random.NextBits()))),
            ("l", Column.OfNullable(ColumnType.Int64, Maybe(() => (long)random.NextBits()))),
            ("f", Column.OfNullable(ColumnType.Float32, Maybe(() => (float)random.NextDouble() - 0.5f))),
            ("d", Column.OfNullable(ColumnType.Float64, Maybe(() => random.Next(20) == 0 ? double.NaN : random.NextDouble() - 0.5))),
            ("few", Column.Of(MaybeText(() => $"kind {random.Next(5)}")).AsNullable(true)),
            ("many", Column.Of(MaybeText(() => $"text {random.NextBits():x16}"[..random.Next(21)])).AsNullable(true)),
            ("day", Column.OfNullable(ColumnType.Date, Maybe(() => random.Next(40_000) - 20_000))),
            ("at", Column.OfNullable(ColumnType.Timestamp, Maybe(() => (long)(random.NextBits() >> 12) - (1L << 51)))))
            .WithMetadata("seed", seed.ToString())
            .WithMetadata("größe", "花");
    }

    public static Table Compressible(int rows) => Table.Of(
        ("counter", Column.Of([.. Enumerable.Range(0, rows).Select(i => i / 10)])),
        ("text", Column.Of([.. Enumerable.Range(0, rows).Select(i => (string?)$"the same beginning and then number {i}")])),
        ("maybe", Column.OfNullable<long>(ColumnType.Int64, [.. Enumerable.Range(0, rows).Select(i => i % 3 == 0 ? (long?)null : i / 100)])));

    private static Table ManyPages(int rows) => Table.Of(
        ("number", Column.OfNullable<double>(ColumnType.Float64, [.. Enumerable.Range(0, rows).Select(i => i % 1000 == 999 ? (double?)null : i / 7.0)])),
        ("kind", Column.Of([.. Enumerable.Range(0, rows).Select(i => i % 11 == 3 ? null : $"kind {i * 31 % 300}")])));

    private static Table LongRunsOfNulls(int rows) => Table.Of(
        ("number", Column.OfNullable<int>(ColumnType.Int32, [.. Enumerable.Range(0, rows).Select(i => i / 137 % 2 == 0 ? (int?)null : i)])),
        ("flag", Column.OfNullable<bool>(ColumnType.Bool, [.. Enumerable.Range(0, rows).Select(i => i / 1001 % 2 == 0 ? (bool?)null : i % 3 == 0)])));
}
