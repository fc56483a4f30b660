namespace IrisFlow;

/// <summary>A part of a parsed expression.</summary>
/// <param name="At">Where it stands in the text, from 0.</param>
/// <param name="Depth">How many parts it holds one inside the other.</param>
internal abstract record Node(int At, int Depth)
{
    /// <summary>The parts it is made of.</summary>
    protected virtual IEnumerable<Node> Parts => [];

    /// <summary>The node and all nodes inside it.</summary>
    public IEnumerable<Node> Inside => Parts.SelectMany(p => p.Inside).Prepend(this);
}

/// <summary>A value: <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="string"/>, <see cref="DateOnly"/>, <see cref="DateTime"/> or null.</summary>
internal sealed record Literal(int At, object? Value) : Node(At, 1);

internal sealed record ColumnName(int At, string Name) : Node(At, 1);

internal sealed record Negate(int At, Node Operand) : Node(At, Operand.Depth + 1)
{
    protected override IEnumerable<Node> Parts => [Operand];
}

internal sealed record Not(int At, Node Operand) : Node(At, Operand.Depth + 1)
{
    protected override IEnumerable<Node> Parts => [Operand];
}

/// <summary>An arithmetic operator, a comparison, <c>and</c> or <c>or</c>, in its first spelling: <c>=</c>, <c>!=</c>.</summary>
internal sealed record Binary(int At, string Operator, Node Left, Node Right) : Node(At, Math.Max(Left.Depth, Right.Depth) + 1)
{
    protected override IEnumerable<Node> Parts => [Left, Right];
}

internal sealed record IsNull(int At, Node Operand) : Node(At, Operand.Depth + 1)
{
    protected override IEnumerable<Node> Parts => [Operand];
}

internal sealed record InList(int At, Node Operand, IReadOnlyList<Literal> Values) : Node(At, Operand.Depth + 1)
{
    protected override IEnumerable<Node> Parts => [Operand];
}

internal sealed record Between(int At, Node Operand, Node Low, Node High) : Node(At, Math.Max(Operand.Depth, Math.Max(Low.Depth, High.Depth)) + 1)
{
    protected override IEnumerable<Node> Parts => [Operand, Low, High];
}

/// <summary>A conversion that was asked for; <paramref name="Trying"/> gives null for what can't be converted.</summary>
internal sealed record Cast(int At, Node Operand, ColumnType Type, bool Trying) : Node(At, Operand.Depth + 1)
{
    protected override IEnumerable<Node> Parts => [Operand];
}

internal sealed record Call(int At, string Function, IReadOnlyList<Node> Arguments) : Node(At, Deepest(Arguments) + 1)
{
    protected override IEnumerable<Node> Parts => Arguments;

    private static int Deepest(IReadOnlyList<Node> nodes)
    {
        var deepest = 0;
        foreach (var node in nodes)
        {
            deepest = Math.Max(deepest, node.Depth);
        }

        return deepest;
    }
}
