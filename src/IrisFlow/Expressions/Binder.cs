namespace IrisFlow;

/// <summary>Gives every part of an expression its type, and makes the kernels that compute it. All that is wrong is reported, not only the first.</summary>
/// <remarks>A part that is wrong, or whose type can't be known yet, is null, and what is made of it is null without another word.</remarks>
internal sealed class Binder(string text, Shape shape, Action<Finding> report)
{
    /// <summary>The kernel of a node. Columns and casts keep numbers of 32 bits.</summary>
    public Kernel? Bind(Node node) => node switch
    {
        Literal literal => Constant(literal),
        ColumnName column => Column(column),
        Negate minus => Operators.Negate(this, minus, Operand(minus.Operand)),
        Not not => Condition(not.Operand) is { } operand ? new NotKernel(operand) : null,
        Binary { Operator: "and" or "or" } logic => Logic(logic),
        Binary binary => Operators.Bind(this, binary),
        Between between => Operators.Between(this, between),
        IsNull test => Bind(test.Operand) is { } operand ? new IsNullKernel(operand) : null,
        InList list => Lists.Bind(this, list),
        Cast cast => Bind(cast.Operand) is { } operand ? Casts.Bind(this, cast, operand) : null,
        Call call => Functions.Bind(this, call),
        _ => throw new InvalidOperationException($"{node.GetType().Name} has no kernel."),
    };

    /// <summary>The kernel of a node to compute with: numbers of 64 bits.</summary>
    public Kernel? Operand(Node node) => Bind(node) is { } kernel ? Promotion.Of(kernel) : null;

    /// <summary>Reports something wrong; gives null, which is what the part is then.</summary>
    public Kernel? Wrong(int at, string rule, string message, string? expected = null, string? column = null)
    {
        report(Finding(at, rule, message, expected) with { Column = column });
        return null;
    }

    public Finding Finding(int at, string rule, string message, string? expected = null) =>
        ExpressionProblem.Of(text, at, rule, message, expected);

    /// <summary>A kernel of true and false; anything else is wrong.</summary>
    public ConditionKernel? Condition(Node node)
    {
        var kernel = Bind(node);
        return kernel is null or ConditionKernel
            ? (ConditionKernel?)kernel
            : (ConditionKernel?)Wrong(node.At, "IF333", $"This is {kernel.Type.Name()}, not true or false", "Compare it with something: = 1, != ''.");
    }

    public static Kernel Constant(Literal literal) => literal.Value switch
    {
        null => new ConstantCondition(null),
        bool flag => new ConstantCondition(flag),
        long whole => new ConstantKernel<long>(ColumnType.Int64, whole),
        double number => new ConstantKernel<double>(ColumnType.Float64, number),
        DateOnly day => new ConstantKernel<int>(ColumnType.Date, TemporalValues.Days(day)),
        DateTime instant => new ConstantKernel<long>(ColumnType.Timestamp, TemporalValues.Microseconds(instant)),
        _ => new ConstantText((string)literal.Value),
    };

    /// <summary>The values of a column of this name and type.</summary>
    public static Kernel Column(Field field) => field.Type switch
    {
        ColumnType.Bool => new ColumnCondition(field),
        ColumnType.String => new ColumnText(field),
        ColumnType.Int32 or ColumnType.Date => new ColumnKernel<int>(field),
        ColumnType.Float32 => new ColumnKernel<float>(field),
        ColumnType.Float64 => new ColumnKernel<double>(field),
        _ => new ColumnKernel<long>(field),
    };

    private Kernel? Column(ColumnName name)
    {
        if (shape.Find(name.Name) is { } field)
        {
            return Column(field);
        }

        return shape.IsOpen ? null : Wrong(
            name.At,
            "IF331",
            $"There is no column '{name.Name}'",
            NearMiss.OneOf(name.Name, shape.All.Select(f => f.Name), "The columns are"),
            name.Name);
    }

    private LogicKernel? Logic(Binary logic)
    {
        var (left, right) = (Condition(logic.Left), Condition(logic.Right));
        return left is null || right is null ? null : new LogicKernel(left, right, both: logic.Operator == "and");
    }
}
