namespace IrisFlow;

/// <summary>Columns computed by expressions, which may read one another: each is computed after those it reads.</summary>
/// <remarks>An expression that reads the column it replaces means the one there was.</remarks>
public sealed class Derivation : ColumnChange
{
    private readonly SortedDictionary<string, string> _columns;

    /// <param name="columns">An expression for each column, by its name. Their order does not matter.</param>
    public Derivation(IReadOnlyDictionary<string, string> columns) =>
        _columns = new(columns.ToDictionary(c => c.Key, c => c.Value), StringComparer.Ordinal);

    private protected override IEnumerable<ComputedColumn> Bind(Shape rows, Action<Finding> report)
    {
        var expressions = new Dictionary<string, Expression>(StringComparer.Ordinal);
        foreach (var (name, text) in _columns)
        {
            if (Parse(name, text, report) is { } expression)
            {
                expressions.Add(name, expression);
            }
        }

        var bound = new List<ComputedColumn>();
        foreach (var name in InOrder(expressions, report))
        {
            // What was derived wrongly is not known to those that read it: they say nothing.
            var wrong = _columns.Keys.Except(bound.Select(b => b.Name)).Where(n => n != name).ToHashSet();
            var known = expressions[name].Columns.Any(wrong.Contains) ? rows with { IsOpen = true } : rows;
            if (expressions[name].Bind(known, finding => report(finding with { Column = name, Message = $"{name}: {finding.Message}" })) is { } kernel)
            {
                bound.Add(new(name, kernel, expressions[name].Columns));
                rows = rows.With(bound[^1].In(rows));
            }
        }

        return bound;
    }

    private static Expression? Parse(string name, string text, Action<Finding> report)
    {
        try
        {
            return Expression.Parse(text);
        }
        catch (IrisFlowException error)
        {
            foreach (var finding in error.Findings)
            {
                report(finding with { Column = name, Message = $"{name}: {finding.Message}" });
            }

            return null;
        }
    }

    // By name, each after those it reads.
    private static List<string> InOrder(Dictionary<string, Expression> expressions, Action<Finding> report)
    {
        var order = new List<string>();
        var path = new List<string>();
        foreach (var name in expressions.Keys.Order(StringComparer.Ordinal))
        {
            Visit(name);
        }

        return order;

        void Visit(string name)
        {
            if (order.Contains(name))
            {
                return;
            }

            path.Add(name);
            foreach (var read in expressions[name].Columns.Where(c => c != name && expressions.ContainsKey(c)))
            {
                if (path.Contains(read))
                {
                    report(new Finding("IF344", $"{string.Join(" needs ", path.SkipWhile(p => p != read))} needs {read}.")
                    {
                        Column = name,
                        Expected = "A derived column is computed from others than those computed from it. To read a column as it was, derive under another name.",
                    });
                    continue;
                }

                Visit(read);
            }

            path.RemoveAt(path.Count - 1);
            if (!order.Contains(name))
            {
                order.Add(name);
            }
        }
    }
}
