using System.Globalization;
using System.Text;

namespace IrisFlow.Activities.Tests;

public class CsvTypeTests
{
    [Theory]
    [InlineData("true|false|True", "bool")]
    [InlineData("1|-2|+5", "int32")]
    [InlineData("1|2147483648", "int64")]
    [InlineData("1|9223372036854775808", "float64")]
    [InlineData("1|2147483648|0.5", "float64")]
    [InlineData("1|-0", "float64")]
    [InlineData("nan|NaN|inf|-inf|Infinity", "float64")]
    [InlineData("1e5|.5|5.", "float64")]
    [InlineData(" 1 |2", "int32")]
    [InlineData("007|8", "string")]
    [InlineData("1|007", "string")]
    [InlineData("1.5|00.5", "string")]
    [InlineData("2026-01-31|1969-12-31", "date")]
    [InlineData("2026-01-31|2026-02-30", "string")]
    [InlineData("2026-01-31T10:00:00Z|2026-01-31 10:00", "timestamp")]
    [InlineData("2026-01-31|2026-01-31T10:00:00+01:00", "timestamp")]
    [InlineData("2026-01-31T10:00:00Z|2026-01-31", "timestamp")]
    [InlineData("1|true", "string")]
    [InlineData("1.50|x", "string")]
    [InlineData("1|\"\"", "string")]
    [InlineData("||", "string?")]
    [InlineData("|1|", "int32?")]
    [InlineData("|1|2.5", "float64?")]
    [InlineData("|x", "string?")]
    public void The_type_is_the_narrowest_that_all_values_fit(string values, string type) =>
        Assert.Equal("a " + type, Csv.Read("a,b\n" + string.Concat(values.Split('|').Select(v => v + ",1\n"))).Type("a"));

    [Fact]
    public void A_type_that_shows_late_in_the_file_counts()
    {
        var table = Csv.Read("a,b\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{i},1\n")) + "x,1\n");

        Assert.Equal("a string", table.Type("a"));
        Assert.Equal(["0", "49999", "x"], [table["a"].ValueAt(0), table["a"].ValueAt(49_999), table["a"].ValueAt(50_000)]);
    }

    [Fact]
    public void Widened_values_are_the_same_numbers() =>
        Assert.Equal([1.0, null, 9007199254740993.0, 0.5], Csv.Read("a,b\n1,1\n,1\n9007199254740993,1\n0.5,1\n").Values("a"));

    [Theory]
    [InlineData("2026-01-31T12:30:00+02:00", "2026-01-31T10:30:00.0000000Z")]
    [InlineData("2026-01-31 12:30:15.25", "2026-01-31T12:30:15.2500000Z")]
    [InlineData("2026-01-31T12:30:15.123456789Z", "2026-01-31T12:30:15.1234560Z")]
    [InlineData("1969-12-31T23:59:59.999999-0030", "1970-01-01T00:29:59.9999990Z")]
    public void Instants_are_converted_to_utc(string text, string utc) =>
        Assert.Equal(utc, ((DateTime)Csv.Read($"a,b\n{text},1\n")["a"].ValueAt(0)!).ToString("O"));

    [Theory]
    [InlineData("2026-01-31T24:00:00Z")]
    [InlineData("2026-01-31T10:00:60Z")]
    [InlineData("2026-01-31T10:00:00.Z")]
    [InlineData("2026-01-31T10:00:00+1:00")]
    [InlineData("2026-01-31T10:00:00 Z")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    public void What_is_no_instant_stays_text(string text) => Assert.Equal("a string", Csv.Read($"a,b\n{text},1\n").Type("a"));

    [Fact]
    public void Doubles_are_read_to_the_nearest_value()
    {
        var random = new SeededRandom(7);
        for (var i = 0; i < 50_000; i++)
        {
            var digits = (1 + (random.NextBits() >> random.Next(64))).ToString(CultureInfo.InvariantCulture);
            var text = random.Next(4) switch
            {
                0 => BitConverter.UInt64BitsToDouble(random.NextBits()) is var d && double.IsFinite(d) ? d.ToString("R") : "0",
                1 => $"{digits}.{random.NextBits() % 1000}",
                2 => $"-0.{digits}",
                _ => $"{digits}e{random.Next(700) - 350}",
            };
            Assert.True(CsvNumbers.TryDouble(Encoding.UTF8.GetBytes(text), out var read), text);
            Assert.Equal(BitConverter.DoubleToInt64Bits(double.Parse(text)), BitConverter.DoubleToInt64Bits(read));
        }
    }

    [Theory]
    [InlineData("a", ColumnType.Float32, "a float32?")]
    [InlineData("a", ColumnType.String, "a string?")]
    [InlineData("a", ColumnType.Int64, "a int64?")]
    public void A_declared_type_wins(string column, ColumnType type, string field) =>
        Assert.Equal(field, Csv.Read("a,b\n1,1\n,1\n", new() { Types = new Dictionary<string, ColumnType> { [column] = type } }).Type("a"));

    [Fact]
    public void Empty_quotes_in_a_column_declared_as_a_number_are_null() =>
        Assert.Equal([1, null], Csv.Read("a,b\n\"1\",1\n\"\",1\n", new() { Types = new Dictionary<string, ColumnType> { ["a"] = ColumnType.Int32 } }).Values("a"));
}
