namespace IrisFlow;

/// <summary>A parsed expression over the columns of a table. <c>src/docs/expressions.md</c> describes the language.</summary>
/// <remarks>It can compute and compare, and nothing else: no file, no type and no method of the program is within its reach.</remarks>
public sealed class Expression
{
    private readonly string _text;
    private readonly Node _root;

    private Expression(string text, Node root) => (_text, _root) = (text, root);

    /// <summary>Parses a text.</summary>
    /// <exception cref="IrisFlowException">The text is no expression; the finding says where.</exception>
    public static Expression Parse(string text) => new(text, Parser.Parse(text));

    /// <summary>Reports all that is wrong with the expression for rows of a shape.</summary>
    /// <returns>The type of its values; null when that is unknown or something is wrong.</returns>
    public ColumnType? Check(Shape shape, Action<Finding> report) => new Binder(_text, shape, report).Bind(_root)?.Type;

    /// <summary>Reports what is wrong with the expression as a condition on rows.</summary>
    public void CheckCondition(Shape shape, Action<Finding> report)
    {
        if (Check(shape, report) is { } type && type != ColumnType.Bool)
        {
            report(NoCondition(type));
        }
    }

    /// <summary>What each row must pass for the expression, as a condition, to keep it; there may be more that it must pass.</summary>
    public IReadOnlyList<ColumnTest> Tests => ColumnTest.Of(_root);

    /// <summary>The text it was parsed from.</summary>
    public override string ToString() => _text;

    /// <summary>Makes the expression ready to compute on tables of a schema.</summary>
    /// <exception cref="IrisFlowException">It does not fit the schema; all that is wrong is named.</exception>
    internal Kernel Compile(Schema schema)
    {
        var findings = new List<Finding>();
        var kernel = new Binder(_text, Shape.Of(schema), findings.Add).Bind(_root);
        return kernel is not null && findings.Count == 0 ? kernel : throw new IrisFlowException(findings);
    }

    /// <summary>The same, for a condition on rows.</summary>
    /// <exception cref="IrisFlowException">It does not fit the schema, or is not true or false.</exception>
    internal Kernel CompileCondition(Schema schema)
    {
        var kernel = Compile(schema);
        return kernel.Type == ColumnType.Bool ? kernel : throw new IrisFlowException(NoCondition(kernel.Type));
    }

    private Finding NoCondition(ColumnType type) => ExpressionProblem.Of(
        _text, _root.At, "IF333", $"The expression is {type.Name()}, not true or false", "A condition compares: sepal_length <= 5.");
}
