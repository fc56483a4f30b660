namespace IrisFlow.Tests;

public class ExpressionTests
{
    private static readonly Table Row = Table.Of(
        ("i", Column.Of(7)),
        ("x", Column.Of(2.5)),
        ("f", Column.Of(0.5f)),
        ("s", Column.Of(" Ab'c ")),
        ("żó ł", Column.Of(1)),
        ("a]b", Column.Of(2)),
        ("date", Column.Of(new DateOnly(2026, 1, 31))),
        ("t", Column.Of(new DateTime(2026, 1, 31, 12, 0, 0, DateTimeKind.Utc))),
        ("n", Column.OfNullable<long>(ColumnType.Int64, [null])),
        ("ns", Column.Of((string?)null)),
        ("big", Column.Of(long.MaxValue)));

    [Theory]
    [InlineData("1 + 2 * 3", 7L)]
    [InlineData("(1 + 2) * 3", 9L)]
    [InlineData("10 - 4 - 3", 3L)]
    [InlineData("-i + 1", -6L)]
    [InlineData("- - 3", 3L)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("7 / 2", 3.5)]
    [InlineData("1 / 0", double.PositiveInfinity)]
    [InlineData("-7 % 3", -1L)]
    [InlineData("-9223372036854775808 % -1", 0L)]
    [InlineData("i % 0", null)]
    [InlineData("7.5 % 2", 1.5)]
    [InlineData("i * x", 17.5)]
    [InlineData("f + 1", 1.5)]
    [InlineData("1e2 + .5", 100.5)]
    [InlineData("[żó ł] + `a]b` + [a]]b]", 5L)]
    [InlineData("n + 1", null)]
    [InlineData("big + n", null)]
    public void Arithmetic(string text, object? value) => Assert.Equal(value, Evaluate(text));

    [Theory]
    [InlineData("1 = 1.0", true)]
    [InlineData("1 == 2 or 1 <> 1 or 1 != 1", false)]
    [InlineData("i >= 7 and i <= 7 and not i < 7 and not i > 7", true)]
    [InlineData("true or false and false", true)]
    [InlineData("not false and false", false)]
    [InlineData("not i = 8", true)]
    [InlineData("NOT i IS NULL AND n Is Null", true)]
    [InlineData("n is not null", false)]
    [InlineData("i between 7 and 8 and x between 2 and 3", true)]
    [InlineData("i not between 7 and 8", false)]
    [InlineData("n between 1 and 2", null)]
    [InlineData("i in (1, 7.0)", true)]
    [InlineData("i not in (1, -2)", true)]
    [InlineData("i in (7, null)", true)]
    [InlineData("i in (8, null)", null)]
    [InlineData("i not in (8, null)", null)]
    [InlineData("n in (1)", null)]
    [InlineData("s in ('x', ' Ab''c ')", true)]
    [InlineData("s = \" Ab'c \"", true)]
    [InlineData("'Z' < 'a' and 'a' < 'ab' and 'z' < 'ż'", true)]
    [InlineData("date = date '2026-01-31'", true)]
    [InlineData("date < t and date < timestamp '2026-01-31T00:00:01Z'", true)]
    [InlineData("date in (date '2026-01-30')", false)]
    [InlineData("t = timestamp '2026-01-31 13:00:00+01:00'", true)]
    [InlineData("(i = 7) = true", true)]
    [InlineData("null", null)]
    [InlineData("null and false", false)]
    [InlineData("null or true", true)]
    [InlineData("null or false", null)]
    [InlineData("n = 1 or i = 7", true)]
    [InlineData("log(-1) = log(-1)", false)]
    public void Conditions(string text, bool? value) => Assert.Equal(value, Evaluate(text));

    [Theory]
    [InlineData("abs(-3)", 3L)]
    [InlineData("abs(-3.5)", 3.5)]
    [InlineData("round(2.5)", 3.0)]
    [InlineData("round(-2.5)", -3.0)]
    [InlineData("round(i)", 7L)]
    [InlineData("round(1.005 * 100, 1)", 100.5)]
    [InlineData("floor(-2.5)", -3.0)]
    [InlineData("ceil(-2.5)", -2.0)]
    [InlineData("sqrt(9)", 3.0)]
    [InlineData("log(exp(1))", 1.0)]
    [InlineData("min(3, 1, 2)", 1L)]
    [InlineData("MAX(3, 1.5)", 3.0)]
    [InlineData("max(n, 1)", null)]
    [InlineData("length('żó🐢')", 3L)]
    [InlineData("length(ns)", null)]
    [InlineData("lower('ÄB')", "äb")]
    [InlineData("upper('äb')", "ÄB")]
    [InlineData("trim(s)", "Ab'c")]
    [InlineData("starts_with(s, ' A')", true)]
    [InlineData("ends_with(s, 'c ')", true)]
    [InlineData("contains(s, 'x')", false)]
    [InlineData("contains('abc', trim(s))", false)]
    [InlineData("starts_with(ns, 'a')", null)]
    [InlineData("year(date) * 10000 + month(date) * 100 + day(t)", 20260131L)]
    [InlineData("year(timestamp '1969-12-31T23:59:59Z')", 1969L)]
    [InlineData("coalesce(n, i)", 7L)]
    [InlineData("coalesce(n, x)", 2.5)]
    [InlineData("coalesce(ns, s, 'z')", " Ab'c ")]
    [InlineData("coalesce(n, n)", null)]
    [InlineData("is_nan(log(-1))", true)]
    [InlineData("is_nan(1)", false)]
    public void Calls(string text, object? value) => Assert.Equal(value, Evaluate(text));

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

    [Theory]
    [InlineData("big + 1", 5)]
    [InlineData("1 + big * 2", 9)]
    [InlineData("-(-big - 1)", 1)]
    [InlineData("abs(-big - 1)", 1)]
    public void A_whole_number_of_more_than_64_bits_is_an_error(string text, int position)
    {
        var finding = Assert.Throws<IrisFlowException>(() => Evaluate(text)).Findings[0];

        Assert.Equal(("IF336", position), (finding.Rule, finding.Position));
    }

    [Theory]
    [InlineData("i + ", "IF330", 5)]
    [InlineData("", "IF330", 1)]
    [InlineData("i i", "IF330", 3)]
    [InlineData("(i = 1", "IF330", 7)]
    [InlineData("i = 1)", "IF330", 6)]
    [InlineData("i ? 1", "IF330", 3)]
    [InlineData("'abc", "IF330", 1)]
    [InlineData("i in (x)", "IF330", 7)]
    [InlineData("and", "IF330", 1)]
    [InlineData("i = \ud83d\udc22", "IF330", 5)]
    [InlineData("i = \udc22", "IF330", 5)]
    [InlineData("9223372036854775808", "IF337", 1)]
    [InlineData("1e999", "IF337", 1)]
    [InlineData("date '2026-02-30'", "IF337", 6)]
    [InlineData("i = 1 or y = 1", "IF331", 10)]
    [InlineData("foo(1)", "IF332", 1)]
    [InlineData("i = 'a'", "IF333", 3)]
    [InlineData("date = '2026-01-31'", "IF333", 6)]
    [InlineData("i = null", "IF333", 5)]
    [InlineData("s + s", "IF333", 3)]
    [InlineData("-s", "IF333", 1)]
    [InlineData("i and true", "IF333", 1)]
    [InlineData("true < false", "IF333", 6)]
    [InlineData("i in (1, 'a')", "IF333", 10)]
    [InlineData("lower(i)", "IF333", 7)]
    [InlineData("round(x, 1.5)", "IF333", 10)]
    [InlineData("coalesce(i, s)", "IF333", 1)]
    [InlineData("abs(1, 2)", "IF334", 1)]
    [InlineData("min(1)", "IF334", 1)]
    [InlineData("if(i, 1, 2)", "IF333", 4)]
    [InlineData("if(true, 1, 'a')", "IF333", 1)]
    [InlineData("case when true then 1", "IF330", 22)]
    [InlineData("cast(i as integer)", "IF339", 11)]
    [InlineData("cast(i int32)", "IF330", 8)]
    [InlineData("cast(date as int64)", "IF333", 1)]
    [InlineData("substring(s, i)", "IF342", 14)]
    [InlineData("substring(s, 0)", "IF342", 14)]
    [InlineData("replace(s, s, 'x')", "IF342", 12)]
    [InlineData("hash(i, 0)", "IF342", 9)]
    [InlineData("date - date", "IF333", 6)]
    [InlineData("'a' || 1", "IF333", 5)]
    [InlineData("t + 1", "IF333", 3)]
    [InlineData("date + 4000000", "IF343", 6)]
    [InlineData("nullif(true, false)", "IF333", 8)]
    [InlineData("i between null and 3", "IF333", 11)]
    public void What_is_wrong_is_said_with_its_place(string text, string rule, int position)
    {
        var finding = Assert.Single(Assert.Throws<IrisFlowException>(() => Evaluate(text)).Findings);

        Assert.Equal((rule, 1, position), (finding.Rule, finding.Line, finding.Position));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once() =>
        Assert.Equal(
            ["IF331", "IF332", "IF333"],
            Assert.Throws<IrisFlowException>(() => Evaluate("y = 1 and absolute(i) = 1 and s > 1")).Findings.Select(f => f.Rule));

    [Theory]
    [InlineData("sepal_lenght < 1", "Did you mean 'sepal_length'?")]
    [InlineData("lenght(species) < 1", "Did you mean 'length'?")]
    public void Near_misses_are_named(string text, string hint)
    {
        var iris = new Schema(new Field("sepal_length", ColumnType.Float64), new Field("species", ColumnType.String));

        Assert.Contains(hint, Assert.Throws<IrisFlowException>(() => Expression.Parse(text).Compile(iris)).Findings[0].Expected);
    }

    [Fact]
    public void Of_a_shape_that_is_open_unknown_columns_are_not_wrong()
    {
        var findings = new List<Finding>();

        Expression.Parse("later > 1 and x = 'a'").CheckCondition(Shape.Of(Row.Schema) with { IsOpen = true }, findings.Add);

        Assert.Equal("IF333", Assert.Single(findings).Rule);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("not ", "")]
    [InlineData("- ", "")]
    [InlineData("abs(", ")")]
    [InlineData("case when true then ", " end")]
    [InlineData("case when true then 1 else ", " end")]
    [InlineData("cast(", " as int64)")]
    public void An_expression_nested_too_deeply_is_refused(string open, string close) =>
        Assert.Equal("IF335", Assert.Throws<IrisFlowException>(() => Expression.Parse(
            string.Concat(Enumerable.Repeat(open, 5000)) + "i" + string.Concat(Enumerable.Repeat(close, 5000)))).Findings[0].Rule);

    [Fact]
    public void A_chain_that_is_too_long_is_refused() =>
        Assert.Equal("IF335", Assert.Throws<IrisFlowException>(() => Expression.Parse(string.Join(" or ", Enumerable.Repeat("i=1", 5000)))).Findings[0].Rule);

    [Fact]
    public void A_text_over_64_kib_is_refused() =>
        Assert.Equal("IF335", Assert.Throws<IrisFlowException>(() => Expression.Parse("'" + new string('x', 70_000) + "' = s")).Findings[0].Rule);

    [Fact]
    public void A_list_may_be_long() =>
        Assert.Equal(true, Evaluate($"i in ({string.Join(", ", Enumerable.Range(0, 10_000))})"));

    [Fact]
    public void A_deep_expression_takes_no_longer_than_its_length()
    {
        // What is used twice is computed once, else this would take 2^60 steps.
        var text = "i";
        for (var depth = 0; depth < 60; depth++)
        {
            text = $"if({text} between 0 and 9, 7, 8)";
        }

        Assert.Equal(7L, Evaluate(text));
        Assert.Equal(true, Evaluate(Enumerable.Range(0, 60).Aggregate("i = 7", (t, _) => $"(({t}) = true)")));
        Assert.Equal(7L, Evaluate(Enumerable.Range(0, 60).Aggregate("i + 0", (t, _) => $"coalesce(nullif({t}, 5), 5)")));
    }

    [Fact]
    public void One_expression_serves_many_threads()
    {
        var expression = Expression.Parse("if(a % 2 = 0, a * 3, -a) + length(cast(a as string))");
        var tables = Enumerable.Range(0, 16).Select(k => Table.Of(("a", Column.Of([.. Enumerable.Range(k, 20_000).Select(i => (long)i)])))).ToList();

        Parallel.ForEach(tables.Concat(tables).Concat(tables), table =>
        {
            var expected = table.Column<long>("a").Values.ToArray().Select(a => (a % 2 == 0 ? a * 3 : -a) + a.ToString(System.Globalization.CultureInfo.InvariantCulture).Length);
            Assert.Equal(expected, table.Derive("r", expression).Column<long>("r").Values.ToArray());
        });
    }

    private static object? Evaluate(string text) => Expression.Parse(text).Evaluate(Row).ValueAt(0);
}
