using System.Globalization;
using IrisFlow.Parquet;

namespace IrisFlow.Fuzzing.Parquet;

/// <summary>Files that we write: all types, with and without nulls, of few and of many values, in all compressions and in small row groups.</summary>
internal static class OwnFiles
{
    public static IEnumerable<(string Name, byte[] Bytes)> All()
    {
        foreach (var compression in Enum.GetValues<ParquetCompression>())
        {
            var options = new ParquetOptions { Compression = compression };
            foreach (var (name, table) in new[] { ("noise", Noise(200, 0)), ("nulls", Noise(150, 3)), ("few", Few(1500)), ("one-row", Noise(1, 0)), ("no-rows", Noise(0, 0)), ("long", Long(140_000)) })
            {
                if (Bytes(table, options) is { } bytes)
                {
                    yield return ($"own {name} {compression}", bytes);
                }
            }

            if (Bytes(Few(300), options with { RowGroupRows = 64 }) is { } groups)
            {
                yield return ($"own groups {compression}", groups);
            }
        }
    }

    private static byte[]? Bytes(Table table, ParquetOptions options)
    {
        try
        {
            using var stream = new MemoryStream();
            new ParquetFormat(options).Write(table, stream);
            return stream.ToArray();
        }
        catch (IrisFlowException e) when (e.Findings[0].Rule == "IF314")
        {
            // A compression whose library this machine has not.
            return null;
        }
    }

    private static Table Noise(int rows, int nullShare)
    {
        var random = new SeededRandom(rows);
        T?[] Maybe<T>(Func<T> next)
            where T : struct => [.. Enumerable.Range(0, rows).Select(_ => nullShare > 0 && random.Next(nullShare) == 0 ? (T?)null : next())];
        Column Of<T>(ColumnType type, Func<T> next)
            where T : unmanaged => nullShare > 0 ? Column.OfNullable(type, Maybe(next)) : new Column<T>(type, Array.ConvertAll(Maybe(next), v => v!.Value));
        return Table.Of(
            ("bool", Of(ColumnType.Bool, () => random.Next(2) == 0)),
            ("int32", Of(ColumnType.Int32, () => (int)random.NextBits())),
            ("int64", Of(ColumnType.Int64, () => (long)random.NextBits())),
            ("float32", Of(ColumnType.Float32, () => (float)random.NextDouble())),
            ("float64", Of(ColumnType.Float64, () => random.Next(9) == 0 ? double.NaN : random.NextDouble())),
            ("date", Of(ColumnType.Date, () => random.Next(40_000) - 20_000)),
            ("timestamp", Of(ColumnType.Timestamp, () => (long)(random.NextBits() >> 13))),
            ("text", Column.Of([.. Maybe(() => random.NextBits()).Select(v => v?.ToString("x", CultureInfo.InvariantCulture)[..random.Next(9)])])),
            ("größe", Column.Of([.. Maybe(() => random.Next(5)).Select(v => v is null ? null : $"Art {v} 花")])))
            .WithMetadata("seed", "7");
    }

    // More rows than a page or a batch has, in few bytes.
    private static Table Long(int rows) => Table.Of(
        ("same", Column.Of([.. Enumerable.Repeat(1.5, rows)])),
        ("steps", Column.OfNullable<int>(ColumnType.Int32, [.. Enumerable.Range(0, rows).Select(i => i / 9000 % 4 == 1 ? (int?)null : i / 5000)])),
        ("kind", Column.Of([.. Enumerable.Range(0, rows).Select(i => i / 7000 % 5 == 2 ? null : $"kind {i / 1000}")])));

    private static Table Few(int rows) => Table.Of(
        ("counter", Column.Of([.. Enumerable.Range(0, rows)])),
        ("tenths", Column.Of([.. Enumerable.Range(0, rows).Select(i => (double)(i / 100))])),
        ("price", Column.Of([.. Enumerable.Range(0, rows).Select(i => Math.Round(Math.Sin(i) * 50) / 100)])),
        ("runs", Column.OfNullable<long>(ColumnType.Int64, [.. Enumerable.Range(0, rows).Select(i => i / 37 % 2 == 0 ? (long?)null : i / 50)])),
        ("flag", Column.Of([.. Enumerable.Range(0, rows).Select(i => i % 97 < 40)])),
        ("same", Column.Of([.. Enumerable.Repeat(7, rows)])),
        ("kind", Column.Of([.. Enumerable.Range(0, rows).Select(i => i % 11 == 3 ? null : $"kind {i * 31 % 30}")])),
        ("line", Column.Of([.. Enumerable.Range(0, rows).Select(i => (string?)$"the same beginning and then {i}")])));
}
