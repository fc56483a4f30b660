namespace IrisFlow.Tests;

public partial class ExpressionTests
{
    [Theory]
    [InlineData("if(i > 5, 'big', 'small')", "big")]
    [InlineData("if(n > 5, 1, 2.5)", 2.5)]
    [InlineData("if(i > 5, n, 0)", null)]
    [InlineData("if(i < 5, null, x)", 2.5)]
    [InlineData("if(i < 5, i = 7, null)", null)]
    [InlineData("case when i < 5 then 'a' when i < 8 then 'b' else 'c' end", "b")]
    [InlineData("CASE WHEN n = 1 THEN 1 END", null)]
    [InlineData("case when i = 7 then case when x > 9 then 1 else 2 end else 3 end + 10", 12L)]
    [InlineData("case when false then null when false then null end", null)]
    [InlineData("case when false then null else 4 end", 4L)]
    [InlineData("if(i = 7, 1, big + 1)", 1L)]
    [InlineData("case when i != 7 then big * big when i = 8 then cast(s as int64) else 5 end", 5L)]
    [InlineData("nullif(i, 7)", null)]
    [InlineData("nullif(i + 0, 7.5)", 7L)]
    [InlineData("nullif(trim(s), 'x')", "Ab'c")]
    [InlineData("nullif(s, s)", null)]
    [InlineData("clip(i, 1, 5)", 5L)]
    [InlineData("clip(x, 3, 5)", 3.0)]
    [InlineData("clip(log(-1), 0, 1) = 1", false)]
    [InlineData("coalesce(n = 1, true)", true)]
    public void Choices(string text, object? value) => Assert.Equal(value, Evaluate(text));

    [Theory]
    [InlineData("cast(2.9 as int64)", 2L)]
    [InlineData("cast(-2.9 as int32)", -2)]
    [InlineData("cast(i as float32)", 7f)]
    [InlineData("cast(i as int32)", 7)]
    [InlineData("cast(i as int32) + 1", 8L)]
    [InlineData("cast('12' as int64)", 12L)]
    [InlineData("cast(' 1.5e3 ' as float64)", 1500.0)]
    [InlineData("cast('-inf' as float64)", double.NegativeInfinity)]
    [InlineData("cast('TRUE' as bool)", true)]
    [InlineData("cast(0 as bool)", false)]
    [InlineData("cast(i = 7 as int32)", 1)]
    [InlineData("cast(n = 7 as int64)", null)]
    [InlineData("cast('2026-01-31' as date) = date", true)]
    [InlineData("cast(t as date) = date and cast(date as timestamp) < t", true)]
    [InlineData("cast('2026-01-31 13:00+01:00' as timestamp) = t", true)]
    [InlineData("cast(i as string)", "7")]
    [InlineData("cast(i * 1.0 as string)", "7.0")]
    [InlineData("cast(0.1 + 0.2 as string)", "0.30000000000000004")]
    [InlineData("cast(f as string)", "0.5")]
    [InlineData("cast(date as string)", "2026-01-31")]
    [InlineData("cast(t as string)", "2026-01-31T12:00:00Z")]
    [InlineData("cast(true as string)", "true")]
    [InlineData("cast(n as string)", null)]
    [InlineData("cast(null as int32)", null)]
    [InlineData("try_cast('x' as int64)", null)]
    [InlineData("try_cast(3000000000 as int32)", null)]
    [InlineData("try_cast(log(-1) as int64)", null)]
    [InlineData("try_cast(9223372036854775808.0 as int64)", null)]
    [InlineData("try_cast(2 as bool)", null)]
    [InlineData("try_cast('1e999' as float64)", null)]
    [InlineData("try_cast(1e300 as float32)", null)]
    public void Casts(string text, object? value) => Assert.Equal(value, Evaluate(text));

    [Theory]
    [InlineData("cast('x' as int64)", "'x' is no int64.")]
    [InlineData("cast(log(-1) as int32)", "'NaN' is no int32.")]
    [InlineData("cast(2 as bool)", "'2' is no bool.")]
    public void A_value_that_can_not_be_converted_is_named(string text, string message)
    {
        var finding = Assert.Throws<IrisFlowException>(() => Evaluate(text)).Findings[0];

        Assert.Equal(("IF338", message), (finding.Rule, finding.Message));
    }

    [Theory]
    [InlineData("'a' || 'b' || trim(s)", "abAb'c")]
    [InlineData("'a' || ns", null)]
    [InlineData("concat('a', 'b', 'c')", "abc")]
    [InlineData("replace('banana', 'an', 'o')", "booa")]
    [InlineData("replace('banana', '', 'o')", "banana")]
    [InlineData("substring('żó🐢ab', 2, 2)", "ó🐢")]
    [InlineData("substring('żó🐢ab', 4)", "ab")]
    [InlineData("substring('ab', 5, 2)", "")]
    [InlineData("sign(-3)", -1L)]
    [InlineData("sign(0.5)", 1.0)]
    [InlineData("power(2, 10)", 1024.0)]
    [InlineData("log10(1000)", 3.0)]
    [InlineData("log2(8)", 3.0)]
    [InlineData("sin(0) + cos(0) + tan(0)", 1.0)]
    public void More_calls(string text, object? value) => Assert.Equal(value, Evaluate(text));

    [Theory]
    [InlineData("quarter(date)", 1L)]
    [InlineData("weekday(date)", 6L)]
    [InlineData("weekday(date '1969-12-28')", 7L)]
    [InlineData("day_of_year(date '2024-12-31')", 366L)]
    [InlineData("week(date '2027-01-01')", 53L)]
    [InlineData("week(date '2024-12-30')", 1L)]
    [InlineData("hour(t)", 12L)]
    [InlineData("hour(date)", 0L)]
    [InlineData("minute(timestamp '1969-12-31T23:59:58Z') * 100 + second(timestamp '1969-12-31T23:59:58Z')", 5958L)]
    [InlineData("days_between(date '2026-01-31', date '2024-02-28')", -703L)]
    [InlineData("days_between(timestamp '2026-01-31T23:59:59Z', timestamp '2026-02-01T00:00:00Z')", 1L)]
    [InlineData("seconds_between(date, t)", 43200.0)]
    [InlineData("date + 1 = date '2026-02-01' and 1 + date = date + 1 and date - 31 = date '2025-12-31'", true)]
    [InlineData("date + n", null)]
    public void Days_and_instants(string text, object? value) => Assert.Equal(value, Evaluate(text));

    // Values of the reference implementation of XXH64, seed 0.
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("Nobody inspects the spammish repetition", 0xFBCEA83C8A378BF1)]
    public void The_bucket_of_a_text_is_its_xxh64_modulo_the_buckets(string text, ulong hash)
    {
        Assert.Equal(hash, Hashing.Hash(System.Text.Encoding.UTF8.GetBytes(text)));
        Assert.Equal((long)(hash % 1000), Evaluate($"hash('{text}', 1000)"));
    }

    [Theory]
    [InlineData("hash(i, 1000) = hash(7, 1000) and hash(cast(f as float64), 1000) = hash(0.5, 1000)", true)]
    [InlineData("hash(0.0, 100000) = hash(-1 * 0.0, 100000)", true)]
    [InlineData("hash(n, 10)", null)]
    [InlineData("hash(true, 1) + hash(date, 1) + hash(t, 1)", 0L)]
    public void Equal_values_share_a_bucket(string text, object? value) => Assert.Equal(value, Evaluate(text));

    [Theory]
    [InlineData("i + 1", "int64")]
    [InlineData("i", "int32")]
    [InlineData("f", "float32")]
    [InlineData("n + 1", "int64?")]
    [InlineData("n = 1", "bool?")]
    [InlineData("n is null", "bool")]
    [InlineData("i % 3", "int64")]
    [InlineData("i % i", "int64?")]
    [InlineData("coalesce(n, 0)", "int64")]
    [InlineData("coalesce(n, n)", "int64?")]
    [InlineData("if(n = 1, 1, 2)", "int64")]
    [InlineData("case when i = 1 then 'a' end", "string?")]
    [InlineData("i in (1, null)", "bool?")]
    [InlineData("nullif(i, 1)", "int64?")]
    [InlineData("cast(s as int64)", "int64")]
    [InlineData("try_cast(s as int64)", "int64?")]
    [InlineData("ns || s", "string?")]
    [InlineData("upper(s)", "string")]
    [InlineData("year(date)", "int64")]
    [InlineData("date + 1", "date")]
    [InlineData("t", "timestamp")]
    [InlineData("1 / i", "float64")]
    public void Type_and_nullability_are_known_before_the_first_row(string text, string expected)
    {
        var field = Expression.Parse(text).Describe("", Shape.Of(Row.Schema), f => Assert.Fail(f.ToString()))!;
        var empty = Table.Empty(Row.Schema).Derive("r", text).Schema.Find("r")!;

        Assert.Equal(expected, field.ToString().TrimStart());
        Assert.Equal((field.Type, field.Nullable), (empty.Type, empty.Nullable));
    }
}
