namespace IrisFlow.Activities.Tests;

public class CsvSpellingTests
{
    [Theory]
    [InlineData("1,5", 1.5)]
    [InlineData("-1.234.567,89", -1234567.89)]
    [InlineData("1.000", 1000.0)]
    [InlineData("12", 12.0)]
    [InlineData("1234567,5", 1234567.5)]
    [InlineData("1,5e3", 1500.0)]
    [InlineData("0,001", 0.001)]
    public void Numbers_with_a_decimal_comma_are_read(string text, double value) =>
        Assert.Equal([value, 0.5], German($"{text};x\n0,5;y\n").Values("a").Select(v => (double)v!));

    [Theory]
    [InlineData("1.5")]
    [InlineData("1.23.456")]
    [InlineData("1234.567")]
    [InlineData(".123")]
    [InlineData("1..234")]
    [InlineData("1,234.567")]
    [InlineData("1.234,5.0")]
    [InlineData("1.2345")]
    public void Groups_that_are_not_of_three_digits_make_no_number(string text) => Assert.Equal("a string", German($"{text};x\n").Type("a"));

    [Fact]
    public void A_point_is_no_decimal_sign_beside_a_comma() =>
        Assert.Equal("a string", Csv.Read("a;b\n1.5;x\n", new() { Decimal = ',' }).Type("a"));

    [Fact]
    public void Whole_numbers_with_thousands_are_whole() =>
        Assert.Equal("a int32, b int64", Csv.Read("a|b\n1,234|5,000,000,000\n", new() { Thousands = ',' }).Schema.ToString());

    [Fact]
    public void A_comma_that_is_the_decimal_sign_is_no_delimiter() =>
        Assert.Equal("a float64, b float64", Csv.Read("a;b\n1,5;2,5\n", new() { Decimal = ',' }).Schema.ToString());

    [Theory]
    [InlineData("dd.MM.yyyy", "31.01.2026")]
    [InlineData("d.M.yyyy", "31.1.2026")]
    [InlineData("M/d/yyyy", "1/31/2026")]
    [InlineData("yyyyMMdd", "20260131")]
    [InlineData("dd-MMM-yyyy", "31-Jan-2026")]
    [InlineData("dd 'of' MMM, yyyy", "31 of jan, 2026")]
    public void Days_are_read_by_their_pattern(string pattern, string text)
    {
        var options = new CsvOptions { Dates = pattern, Delimiter = ';', Types = new Dictionary<string, ColumnType> { ["a"] = ColumnType.Date } };

        Assert.Equal([new DateOnly(2026, 1, 31)], Csv.Read($"a;b\n{text};1\n", options).Values("a"));
    }

    [Theory]
    [InlineData("dd.MM.yyyy", "2026-01-31")]
    [InlineData("dd.MM.yyyy", "31.13.2026")]
    [InlineData("dd.MM.yyyy", "30.02.2026")]
    [InlineData("dd.MM.yyyy", "1.2.2026")]
    [InlineData("dd.MM.yyyy", "31.01.2026 ")]
    [InlineData("dd.MM.yyyy", "31.01.20260")]
    public void What_does_not_fit_the_pattern_is_no_day(string pattern, string text) =>
        Assert.Equal("a string", Csv.Read($"a;b\n{text};1\n", new() { Dates = pattern, Delimiter = ';' }).Type("a"));

    [Theory]
    [InlineData("dd.MM.yyyy HH:mm", "31.01.2026 12:30", "2026-01-31T12:30:00.0000000Z")]
    [InlineData("dd.MM.yyyy H:mm:ss", "31.01.2026 7:30:15", "2026-01-31T07:30:15.0000000Z")]
    [InlineData("yyyyMMddTHHmmss.fff", "20260131T123015.250", "2026-01-31T12:30:15.2500000Z")]
    [InlineData("dd.MM.yyyy HH:mm zzz", "31.01.2026 00:30 +02:00", "2026-01-30T22:30:00.0000000Z")]
    public void Instants_are_read_by_their_pattern(string pattern, string text, string utc) =>
        Assert.Equal(utc, ((DateTime)Csv.Read($"a;b\n{text};1\n", new() { Timestamps = pattern, Delimiter = ';' }).Values("a")[0]!).ToString("O"));

    [Fact]
    public void Days_among_instants_are_midnights_in_their_own_pattern()
    {
        var options = new CsvOptions { Dates = "dd.MM.yyyy", Timestamps = "dd.MM.yyyy HH:mm" };

        Assert.Equal("a timestamp", Csv.Read("a;b\n31.01.2026 12:30;1\n31.01.2026;1\n", options).Type("a"));
        Assert.Equal("a string", Csv.Read("a;b\n31.01.2026 12:30;1\n2026-01-31;1\n", options).Type("a"));
    }

    // Never guessed: which of two numbers is the month, which century, which half of the day.
    [Theory]
    [InlineData("01/02/2026")]
    [InlineData("31.01.2026")]
    [InlineData("20260131x")]
    public void Days_in_other_spellings_stay_text_unless_declared(string text) => Assert.Equal("a string", Csv.Read($"a,b\n{text},1\n").Type("a"));

    [Theory]
    [InlineData("dd.MM.yy")]
    [InlineData("MM.yyyy")]
    [InlineData("dd.MM.yyyy HH:mm")]
    [InlineData("dd.MM.yyyy dd")]
    [InlineData("dd.MM.yyyy 'x")]
    [InlineData("")]
    public void A_pattern_that_would_be_a_guess_is_a_finding(string pattern)
    {
        var finding = Csv.Fails("a\n1\n", new() { Dates = pattern });

        Assert.Equal(("IF328", "dates"), (finding.Rule, finding.Port));
    }

    private static Table German(string rows) => Csv.Read("a;b\n" + rows, new() { Decimal = ',', Thousands = '.' });
}
