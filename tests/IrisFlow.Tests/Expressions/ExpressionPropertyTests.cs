namespace IrisFlow.Tests;

public class ExpressionPropertyTests
{
    private const int Rows = 37;

    private static readonly string[] Words = ["", "a", "ab", "B", "z"];

    [Fact]
    public void Columns_computed_at_once_equal_rows_computed_one_by_one()
    {
        for (var seed = 0; seed < 3_000; seed++)
        {
            var random = new SeededRandom(seed);
            var table = RandomTable(random);
            var text = Condition(random, 4);
            var actual = Expression.Parse(text).Evaluate(table.Slice(8, Rows - 8));
            var node = Parser.Parse(text);
            for (var row = 8; row < Rows; row++)
            {
                Assert.True(
                    Equals(RowWise.Evaluate(node, table, row), actual.ValueAt(row - 8)),
                    $"seed {seed}, row {row}: {text} gave {actual.ValueAt(row - 8) ?? "null"}, not {RowWise.Evaluate(node, table, row) ?? "null"}, of {string.Join(", ", table.Columns.Select(c => c.ValueAt(row) ?? "null"))}");
            }
        }
    }

    [Fact]
    public void Random_text_gives_an_expression_or_a_finding()
    {
        string[] parts = ["i", "f", "s", "1", "2.5", "'a'", "(", ")", ",", "+", "-", "<", "=", "and", "or", "not", "in", "between", "is", "null", "abs", "date", "[", "`", "\"", "é", "\0"];
        var schema = RandomTable(new SeededRandom(1)).Schema;
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new SeededRandom(seed);
            var text = string.Join(random.Next(3) == 0 ? "" : " ", Enumerable.Range(0, random.Next(10)).Select(_ => parts[random.Next(parts.Length)]));
            try
            {
                Expression.Parse(text).Compile(schema);
            }
            catch (IrisFlowException error)
            {
                Assert.StartsWith("IF33", error.Findings[0].Rule);
            }
        }
    }

    private static string Condition(SeededRandom random, int depth) => random.Next(depth > 0 ? 15 : 3) switch
    {
        0 => $"{Number(random, depth - 1)} {Comparison(random)} {Number(random, depth - 1)}",
        1 => $"{Text(random, depth - 1)} {Comparison(random)} {Text(random, depth - 1)}",
        2 => "b",
        3 => $"({Condition(random, depth - 1)}) and ({Condition(random, depth - 1)})",
        4 => $"({Condition(random, depth - 1)}) or ({Condition(random, depth - 1)})",
        5 => $"not ({Condition(random, depth - 1)})",
        6 => $"{Number(random, depth - 1)} is {(random.Next(2) == 0 ? "not " : "")}null",
        7 => $"{Number(random, depth - 1)} {(random.Next(2) == 0 ? "not " : "")}between {Number(random, 0)} and {Number(random, 0)}",
        8 => $"{Number(random, depth - 1)} {(random.Next(2) == 0 ? "not " : "")}in ({random.Next(9) - 4}, {random.Next(4)}.5{(random.Next(3) == 0 ? ", null" : "")})",
        9 => $"{Text(random, depth - 1)} in ('a', 'B'{(random.Next(3) == 0 ? ", null" : "")})",
        10 => $"({Condition(random, depth - 1)}) = ({Condition(random, depth - 1)})",
        11 => $"if({Condition(random, depth - 1)}, {Condition(random, depth - 1)}, {Condition(random, depth - 1)})",
        12 => $"coalesce({Condition(random, depth - 1)}, {Condition(random, depth - 1)})",
        13 => $"({Condition(random, depth - 1)}) in (true{(random.Next(2) == 0 ? ", null" : "")})",
        _ => $"contains({Text(random, depth - 1)}, {Text(random, depth - 1)})",
    };

    private static string Number(SeededRandom random, int depth) => random.Next(depth > 0 ? 15 : 4) switch
    {
        0 => "i",
        1 => "f",
        2 => $"{random.Next(9)}",
        3 => $"{random.Next(9)}.5",
        4 => $"({Number(random, depth - 1)} {"+-*/%"[random.Next(5)]} {Number(random, depth - 1)})",
        5 => $"-({Number(random, depth - 1)})",
        6 => $"abs({Number(random, depth - 1)})",
        7 => $"length({Text(random, depth - 1)})",
        8 => "coalesce(i, 3)",
        9 => "min(f, 0.5) + day(d)",
        10 => $"if({Condition(random, depth - 1)}, {Number(random, depth - 1)}, {Number(random, depth - 1)})",
        11 => $"case when {Condition(random, depth - 1)} then {Number(random, depth - 1)} when {Condition(random, depth - 1)} then 1 end",
        12 => $"nullif({Number(random, depth - 1)}, {Number(random, depth - 1)})",
        13 => $"try_cast({Text(random, depth - 1)} as int64)",
        _ => $"cast({Condition(random, depth - 1)} as float64)",
    };

    private static string Text(SeededRandom random, int depth) => random.Next(depth > 0 ? 7 : 2) switch
    {
        4 => $"({Text(random, depth - 1)} || {Text(random, depth - 1)})",
        5 => $"if({Condition(random, depth - 1)}, {Text(random, depth - 1)}, {Text(random, depth - 1)})",
        6 => $"nullif({Text(random, depth - 1)}, {Text(random, depth - 1)})",
        0 => "s",
        1 => $"'{Words[random.Next(Words.Length)]}'",
        2 => $"upper({Text(random, depth - 1)})",
        _ => $"coalesce(s, {Text(random, depth - 1)})",
    };

    private static string Comparison(SeededRandom random) => ((string[])["=", "!=", "<", "<=", ">", ">="])[random.Next(6)];

    private static Table RandomTable(SeededRandom random)
    {
        T?[] Some<T>(Func<T> value)
            where T : struct => [.. Enumerable.Range(0, Rows).Select(_ => random.Next(4) == 0 ? (T?)null : value())];
        var words = Enumerable.Range(0, Rows).Select(_ => random.Next(4) == 0 ? null : Words[random.Next(Words.Length)]).ToArray();
        return Table.Of(
            ("i", Column.OfNullable(ColumnType.Int32, Some(() => random.Next(9) - 4))),
            ("f", Column.OfNullable(ColumnType.Float64, Some(() => random.Next(9) == 0 ? double.NaN : (random.Next(17) - 8) / 2.0))),
            ("s", random.Next(2) == 0 ? Column.Of(words) : Encoded(words)),
            ("b", Column.OfNullable(ColumnType.Bool, Some(() => random.Next(2) == 0))),
            ("d", Column.OfNullable(ColumnType.Date, Some(() => random.Next(1000)))));
    }

    private static StringColumn Encoded(string?[] words)
    {
        var distinct = StringColumn.From(Words);
        var codes = Array.ConvertAll(words, w => Math.Max(0, Array.IndexOf(Words, w)));
        return StringColumn.Dictionary(distinct.Bytes.ToArray(), distinct.Offsets.ToArray(), codes, Validity.FromFlags(Array.ConvertAll(words, w => w is not null)), nullable: true);
    }
}
