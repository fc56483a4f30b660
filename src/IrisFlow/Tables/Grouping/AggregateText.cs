using System.Globalization;

namespace IrisFlow;

/// <summary>Aggregates as a workflow file writes them: <c>mean(price)</c>.</summary>
internal static class AggregateText
{
    private static readonly Dictionary<string, AggregateFunction> Functions = new(StringComparer.Ordinal)
    {
        ["count"] = AggregateFunction.Count,
        ["count_distinct"] = AggregateFunction.CountDistinct,
        ["sum"] = AggregateFunction.Sum,
        ["mean"] = AggregateFunction.Mean,
        ["min"] = AggregateFunction.Min,
        ["max"] = AggregateFunction.Max,
        ["var"] = AggregateFunction.Var,
        ["std"] = AggregateFunction.Std,
        ["median"] = AggregateFunction.Median,
        ["quantile"] = AggregateFunction.Quantile,
        ["first"] = AggregateFunction.First,
        ["last"] = AggregateFunction.Last,
        ["any"] = AggregateFunction.Any,
        ["all"] = AggregateFunction.All,
    };

    public static string NameOf(AggregateFunction function) =>
        function == AggregateFunction.Rows ? "count" : Functions.First(f => f.Value == function).Key;

    public static Aggregate Parse(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var trimmed = text.TrimEnd();
        if (open < 0 || !trimmed.EndsWith(')'))
        {
            throw Wrong($"'{text}' is no function of a column.", "It is written as mean(price), count() or quantile(price, 0.9).");
        }

        var name = text[..open].Trim();
        if (!Functions.TryGetValue(name, out var function))
        {
            throw Wrong($"There is no function '{name}'.", NearMiss.OneOf(name, Functions.Keys, "The functions are"));
        }

        var (column, rest) = Argument(text, trimmed[(open + 1)..^1].Trim());
        if (column is null)
        {
            return function == AggregateFunction.Count && rest.Length == 0
                ? Aggregate.Count()
                : throw Wrong($"'{text}' names no column.", $"{name} looks at a column: {name}(price). Only count() does without.");
        }

        if (function == AggregateFunction.Quantile)
        {
            return double.TryParse(rest, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
                ? Aggregate.Quantile(column, share)
                : throw Wrong($"'{text}' has no share from 0 to 1.", "The share stands behind the column: quantile(price, 0.9).");
        }

        return rest.Length == 0 ? new(function, column) : throw Wrong($"'{text}' has something behind its column: {rest}.", $"It is written as {name}({Quoted(column)}).");
    }

    /// <summary>A column's name, in backticks where its characters need them.</summary>
    public static string Quoted(string column) =>
        column.Length > 0 && !char.IsWhiteSpace(column[0]) && !char.IsWhiteSpace(column[^1]) && !column.Any(",()`[]".Contains) ? column : $"`{column}`";

    // The column, in quotes or up to a comma, and what stands behind the comma.
    private static (string? Column, string Behind) Argument(string text, string argument)
    {
        if (argument.Length == 0)
        {
            return (null, "");
        }

        if (argument[0] is '`' or '[')
        {
            var close = argument.IndexOf(argument[0] == '`' ? '`' : ']', 1);
            var after = close < 0 ? "" : argument[(close + 1)..].TrimStart();
            return close > 1 && (after.Length == 0 || after[0] == ',')
                ? (argument[1..close], after.TrimStart(',').Trim())
                : throw Wrong($"'{text}' has a column's name that does not end.", $"It ends with {(argument[0] == '`' ? '`' : ']')}.");
        }

        var comma = argument.LastIndexOf(',');
        var column = (comma < 0 ? argument : argument[..comma]).Trim();
        return (column.Length == 0 ? null : column, comma < 0 ? "" : argument[(comma + 1)..].Trim());
    }

    private static IrisFlowException Wrong(string message, string expected) => new(new Finding("IF471", message) { Expected = expected });
}
