namespace IrisFlow.Tests;

public partial class ExpressionTests
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
