namespace IrisFlow;

/// <summary>A parsed expression over the columns of a table. <c>src/docs/expressions.md</c> describes the language.</summary>
/// <remarks>
/// It can compute and compare, and nothing else: no file, no type and no method of the program is within its reach. One expression serves
/// many tables and many threads.
/// </remarks>
public sealed class Expression
{
    private readonly string _text;
    private readonly Node _root;

    // What was compiled last, while nobody uses it: a batch after another finds its buffers there.
    private Compiled? _spare;

    private Expression(string text, Node root) => (_text, _root) = (text, root);

    /// <summary>Parses a text.</summary>
    /// <exception cref="IrisFlowException">The text is no expression; the finding says where.</exception>
    public static Expression Parse(string text) => new(text, Parser.Parse(text));

    /// <summary>The names of the columns it reads, each once, in the order they are first named in.</summary>
    public IReadOnlyList<string> Columns => [.. _root.Inside.OfType<ColumnName>().Select(c => c.Name).Distinct()];

    /// <summary>The column that the expression computes from rows of a shape: its type, and whether it may hold nulls, follow from the columns it reads.</summary>
    /// <param name="name">The name of the computed column.</param>
    /// <param name="shape">The columns there are.</param>
    /// <param name="report">Told all that is wrong.</param>
    /// <returns>The column; null when something is wrong, or when it reads a column that is not known yet.</returns>
    public Field? Describe(string name, Shape shape, Action<Finding> report) =>
        Bind(shape, report) is { } kernel ? new Field(name, kernel.Type, kernel.Nullable) : null;

    /// <summary>Reports what is wrong with the expression as a condition on rows.</summary>
    public void CheckCondition(Shape shape, Action<Finding> report)
    {
        if (Describe("", shape, report) is { } field && field.Type != ColumnType.Bool)
        {
            report(NoCondition(field.Type));
        }
    }

    /// <summary>What each row must pass for the expression, as a condition, to keep it; there may be more that it must pass.</summary>
    public IReadOnlyList<ColumnTest> Tests => ColumnTest.Of(_root);

    /// <summary>The text it was parsed from.</summary>
    public override string ToString() => _text;

    /// <summary>The values for all rows of a table.</summary>
    /// <exception cref="IrisFlowException">It does not fit the columns, or a value can't be computed.</exception>
    internal Column Evaluate(Table rows) => With(rows, kernel => kernel.Column(rows));

    /// <summary>The rows of a table for which the expression is true.</summary>
    /// <exception cref="IrisFlowException">It does not fit the columns, or is not true or false.</exception>
    internal RowMask Rows(Table rows) => With(rows, kernel => RowMask.Of(rows, kernel as ConditionKernel ?? throw new IrisFlowException(NoCondition(kernel.Type))));

    /// <summary>The kernel for rows of a shape; null when something is wrong or not known yet.</summary>
    internal Kernel? Bind(Shape shape, Action<Finding> report) => new Binder(_text, shape, report).Bind(_root);

    /// <summary>Makes the expression ready to compute on tables of a schema.</summary>
    /// <exception cref="IrisFlowException">It does not fit the schema; all that is wrong is named.</exception>
    internal Kernel Compile(Schema schema)
    {
        var findings = new List<Finding>();
        var kernel = Bind(Shape.Of(schema), findings.Add);
        return kernel is not null && findings.Count == 0 ? kernel : throw new IrisFlowException(findings);
    }

    private T With<T>(Table rows, Func<Kernel, T> use)
    {
        var spare = Interlocked.Exchange(ref _spare, null);
        var compiled = spare is not null && (ReferenceEquals(spare.Schema, rows.Schema) || spare.Schema.Equals(rows.Schema)) ? spare : new(rows.Schema, Compile(rows.Schema));
        var result = use(compiled.Kernel);

        // Buffers of a whole table are not worth keeping.
        Volatile.Write(ref _spare, rows.RowCount <= Table.BatchRows ? compiled : null);
        return result;
    }

    private Finding NoCondition(ColumnType type) => ExpressionProblem.Of(
        _text, _root.At, "IF333", $"The expression is {type.Name()}, not true or false", "A condition compares: sepal_length <= 5.");

    private sealed record Compiled(Schema Schema, Kernel Kernel);
}
