namespace IrisFlow;

/// <summary>Gives every part of an expression its type, and makes the kernels that compute it. All that is wrong is reported, not only the first.</summary>
/// <remarks>A part that is wrong, or whose type can't be known yet, is null, and what is made of it is null without another word.</remarks>
internal sealed class Binder(string text, Shape shape, Action<Finding> report)
{
    public Kernel? Bind(Node node) => node switch
    {
        Literal literal => Constant(literal),
        ColumnName column => Column(column),
        Negate minus => Operators.Negate(this, minus, Bind(minus.Operand)),
        Not not => Condition(not.Operand) is { } operand ? Not(operand) : null,
        Binary { Operator: "and" or "or" } logic => Logic(logic),
        Binary binary => Operators.Bind(this, binary),
        IsNull test => Bind(test.Operand) is { } operand ? new IsNullKernel(operand) : null,
        InList list => Lists.Bind(this, list),
        Call call => Functions.Bind(this, call),
        _ => throw new InvalidOperationException($"{node.GetType().Name} has no kernel."),
    };

    public static Kernel Not(Kernel operand) => new MapKernel<bool, bool>(operand, ColumnType.Bool, v => !v);

    /// <summary>Reports something wrong; gives null, which is what the part is then.</summary>
    public Kernel? Wrong(int at, string rule, string message, string? expected = null, string? column = null)
    {
        report(Finding(at, rule, message, expected) with { Column = column });
        return null;
    }

    public Finding Finding(int at, string rule, string message, string? expected = null) =>
        ExpressionProblem.Of(text, at, rule, message, expected);

    /// <summary>The kernel as floating-point numbers or instants, if it is a narrower type.</summary>
    public static Kernel Widen(Kernel kernel, ColumnType type) => (kernel.Type, type) switch
    {
        (ColumnType.Int64, ColumnType.Float64) => new MapKernel<long, double>(kernel, type, v => v),
        (ColumnType.Date, ColumnType.Timestamp) => new MapKernel<int, long>(kernel, type, v => v * TemporalValues.MicrosecondsADay),
        _ => kernel,
    };

    /// <summary>The type that both can be widened to, or null.</summary>
    public static ColumnType? Common(ColumnType a, ColumnType b) =>
        a == b ? a
        : a.IsNumeric() && b.IsNumeric() ? ColumnType.Float64
        : a is ColumnType.Date or ColumnType.Timestamp && b is ColumnType.Date or ColumnType.Timestamp ? ColumnType.Timestamp
        : null;

    private Kernel? Column(ColumnName name)
    {
        if (shape.Find(name.Name) is { } field)
        {
            return new ColumnKernel(field.Name, field.Type);
        }

        return shape.IsOpen ? null : Wrong(
            name.At,
            "IF331",
            $"There is no column '{name.Name}'",
            NearMiss.OneOf(name.Name, shape.All.Select(f => f.Name), "The columns are"),
            name.Name);
    }

    public static Kernel Constant(Literal literal) => literal.Value switch
    {
        null => new ConstantNull(),
        bool flag => new ConstantKernel<bool>(ColumnType.Bool, flag),
        long whole => new ConstantKernel<long>(ColumnType.Int64, whole),
        double number => new ConstantKernel<double>(ColumnType.Float64, number),
        DateOnly day => new ConstantKernel<int>(ColumnType.Date, TemporalValues.Days(day)),
        DateTime instant => new ConstantKernel<long>(ColumnType.Timestamp, TemporalValues.Microseconds(instant)),
        _ => new ConstantText((string)literal.Value),
    };

    private Kernel? Logic(Binary logic)
    {
        var (left, right) = (Condition(logic.Left), Condition(logic.Right));
        return left is null || right is null ? null : new LogicKernel(left, right, decisive: logic.Operator == "or");
    }

    private Kernel? Condition(Node node)
    {
        var kernel = Bind(node);
        return kernel is null || kernel.Type == ColumnType.Bool
            ? kernel
            : Wrong(node.At, "IF333", $"This is {kernel.Type.Name()}, not true or false", "Compare it with something: = 1, != ''.");
    }
}
