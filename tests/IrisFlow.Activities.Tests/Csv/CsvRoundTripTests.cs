namespace IrisFlow.Activities.Tests;

public class CsvRoundTripTests
{
    public static TheoryData<ColumnType> Types() => [.. Enum.GetValues<ColumnType>()];

    [Theory]
    [MemberData(nameof(Types))]
    public void What_is_written_is_read_back_when_types_are_declared(ColumnType type)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new SeededRandom(seed);
            var table = Table.Of(("a", RandomColumn(type, random)), ("b", Column.Of(Enumerable.Repeat(1, Rows(seed)).ToArray())));

            var back = Csv.Read(Csv.Bytes(table), new() { Types = new Dictionary<string, ColumnType> { ["a"] = type }, Delimiter = ',' });

            Assert.Equal(table.Values("a"), back.Values("a"));
            Assert.Equal(type, back["a"].Type);
        }
    }

    public static TheoryData<Quoting, char, string, char?> Styles() => new()
    {
        { Quoting.Needed, '.', "NA", ';' },
        { Quoting.Text, ',', "", null },
        { Quoting.All, '.', "null", '\t' },
        { Quoting.All, ',', "", '|' },
    };

    [Theory]
    [MemberData(nameof(Styles))]
    public void What_is_written_in_any_style_is_read_back_when_it_is_declared(Quoting quoting, char point, string missing, char? delimiter)
    {
        foreach (var type in Enum.GetValues<ColumnType>())
        {
            for (var seed = 0; seed < 50; seed++)
            {
                var table = Table.Of(("a", RandomColumn(type, new SeededRandom(seed))), ("b", Column.Of(Enumerable.Repeat(1, Rows(seed)).ToArray())));
                var options = new CsvOptions { Quoting = quoting, Decimal = point, NullText = missing, Delimiter = delimiter };

                var back = Csv.Read(Csv.Bytes(table, options), options with
                {
                    Types = new Dictionary<string, ColumnType> { ["a"] = type },
                    Delimiter = delimiter ?? ';',
                    Nulls = missing.Length > 0 ? [missing] : [],
                    Quote = '"',
                });

                Assert.Equal(table.Values("a"), back.Values("a"));
            }
        }
    }

    [Fact]
    public void Text_for_spreadsheets_comes_back_with_the_apostrophes_and_otherwise_the_same()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new SeededRandom(seed);
            var table = Table.Of(("=a", RandomColumn(ColumnType.String, random)), ("-b", Column.Of(Enumerable.Repeat(-1, Rows(seed)).ToArray())));
            var expected = table.Values("=a").Select(v => v is string { Length: > 0 } text && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : v);

            var back = Csv.Read(Csv.Bytes(table, new() { SpreadsheetSafe = true }), new() { Types = new Dictionary<string, ColumnType> { ["'=a"] = ColumnType.String, ["'-b"] = ColumnType.Int32 }, Delimiter = ',' });

            Assert.Equal(expected, back.Values("'=a"));
            Assert.Equal(table.Values("-b"), back.Values("'-b"));
        }
    }

    // Float32 reads as float64, int64 as int32 where values are small, and text as whatever it looks like: CSV has no types.
    [Theory]
    [InlineData(ColumnType.Bool)]
    [InlineData(ColumnType.Int32)]
    [InlineData(ColumnType.Float64)]
    [InlineData(ColumnType.Date)]
    public void Types_that_show_in_their_spelling_need_no_declaration(ColumnType type)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var values = RandomColumn(type, new SeededRandom(seed));
            var table = Table.Of(("a", values), ("b", Column.Of(Enumerable.Repeat(1, Rows(seed)).ToArray())));

            var back = Csv.Read(Csv.Bytes(table));

            Assert.Equal(table.Values("a"), back.Values("a"));
            Assert.True(back["a"].Type == type || values.NullCount == values.Length);
        }
    }

    [Fact]
    public void A_lone_column_of_text_keeps_its_nulls_and_empty_texts()
    {
        var table = Table.Of(("a", Column.Of(null, "", "x", null)));

        Assert.Equal(table.Values("a"), Csv.Read(Csv.Bytes(table)).Values("a"));
    }

    private static int Rows(int seed) => new SeededRandom(seed).Next(40);

    private static Column RandomColumn(ColumnType type, SeededRandom random)
    {
        var rows = random.Next(40);
        var nulls = random.Next(3) == 0;
        T?[] Make<T>(Func<T> value) => [.. Enumerable.Range(0, rows).Select(_ => nulls && random.Next(3) == 0 ? default(T?) : value())];
        T?[] Some<T>(Func<T> value)
            where T : struct => [.. Enumerable.Range(0, rows).Select(_ => nulls && random.Next(3) == 0 ? (T?)null : value())];
        Column column = type switch
        {
            ColumnType.Bool => Column.OfNullable(type, Some(() => random.Next(2) == 0)),
            ColumnType.Int32 => Column.OfNullable(type, Some(() => (int)random.NextBits())),
            ColumnType.Int64 => Column.OfNullable(type, Some(() => (long)random.NextBits())),
            ColumnType.Float32 => Column.OfNullable(type, Some(() => random.Next(9) == 0 ? float.NaN : BitConverter.UInt32BitsToSingle((uint)random.NextBits()))),
            ColumnType.Float64 => Column.OfNullable(type, Some(() => random.Next(9) == 0 ? 5.0 : BitConverter.UInt64BitsToDouble(random.NextBits()))),
            ColumnType.Date => Column.OfNullable(type, Some(() => random.Next(100_000) - 50_000)),
            ColumnType.Timestamp => Column.OfNullable(type, Some(() => (long)random.NextBits() / 200)),
            _ => Column.Of(Make(() => Text(random))!),
        };
        return column.AsNullable(column.NullCount > 0);
    }

    private static string Text(SeededRandom random)
    {
        string[] parts = ["", "a", "\"", ",", "\n", "\r", "\r\n", " ", "é", "🐢", "007", "=", "\t", "\0", "null", "'", "\\", "NA", "-", "\uFEFF"];
        return string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => parts[random.Next(parts.Length)]));
    }
}
