namespace IrisFlow;

/// <summary>A function of the expression language.</summary>
/// <param name="Takes">What its arguments are: n number, i whole number, t text, m date or timestamp, b true or false, a anything; the last may repeat where <paramref name="Most"/> says so.</param>
/// <param name="Least">The fewest arguments.</param>
/// <param name="Most">The most arguments.</param>
/// <param name="Make">The kernel; null after reporting what is wrong.</param>
internal sealed record Function(string Takes, int Least, int Most, Func<Arguments, Kernel?> Make)
{
    public const int Many = int.MaxValue;

    /// <summary>What an argument has to be.</summary>
    public char Kind(int index) => Takes[Math.Min(index, Takes.Length - 1)];
}

/// <summary>The arguments of a call, bound and of the kinds that the function takes.</summary>
internal sealed record Arguments(Binder Binder, Call Call, string Name, Kernel[] All)
{
    public Kernel First => All[0];

    public int Count => All.Length;

    /// <summary>An argument as floating-point numbers.</summary>
    public Kernel<double> Number(int index) => (Kernel<double>)Promotion.To(All[index], ColumnType.Float64);

    public TextKernel Text(int index) => (TextKernel)All[index];

    public Kernel? Wrong(int index, string rule, string message, string expected) => Binder.Wrong(Call.Arguments[index].At, rule, message, expected);

    /// <summary>An argument that is the same whole number in all rows, within bounds; null after reporting that it is not.</summary>
    public long? Whole(int index, long least, long most)
    {
        if (All[index] is ConstantKernel<long> { Value: var value } && value >= least && value <= most)
        {
            return value;
        }

        Wrong(index, "IF342", $"{Name} needs a whole number here", $"It is written as a number from {least} to {most}; a column can't stand here.");
        return null;
    }

    /// <summary>An argument that is the same text in all rows; null after reporting that it is not.</summary>
    public string? Constant(int index)
    {
        if (All[index] is ConstantText { Value: var value })
        {
            return System.Text.Encoding.UTF8.GetString(value.Span);
        }

        Wrong(index, "IF342", $"{Name} needs a text here", "It is written in quotes; a column can't stand here.");
        return null;
    }
}

/// <summary>The functions there are, and how a call finds its own.</summary>
internal static class Functions
{
    private static readonly Dictionary<string, Function> All = new(
        ChoiceFunctions.All.Concat(NumberFunctions.All).Concat(TextFunctions.All).Concat(DateFunctions.All), StringComparer.Ordinal);

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Keys.Order(StringComparer.Ordinal)];

    public static Kernel? Bind(Binder binder, Call call)
    {
        var name = call.Function.ToLowerInvariant();
        if (!All.TryGetValue(name, out var function))
        {
            return binder.Wrong(call.At, "IF332", $"There is no function '{call.Function}'", NearMiss.OneOf(name, Names, "The functions are"));
        }

        if (call.Arguments.Count < function.Least || call.Arguments.Count > function.Most)
        {
            return binder.Wrong(call.At, "IF334", $"{name} is given {call.Arguments.Count} arguments", Count(function));
        }

        var arguments = new Kernel[call.Arguments.Count];
        var fits = true;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (Argument(binder, call.Arguments[i], name, function.Kind(i)) is { } argument)
            {
                arguments[i] = argument;
            }
            else
            {
                fits = false;
            }
        }

        return fits ? function.Make(new Arguments(binder, call, name, arguments)) : null;
    }

    private static Kernel? Argument(Binder binder, Node node, string name, char kind)
    {
        if (kind == 'b')
        {
            return binder.Condition(node);
        }

        var kernel = binder.Operand(node);
        if (kernel is null)
        {
            return null;
        }

        // Of no type of its own: only where any value may stand it may.
        if (kernel is ConstantCondition { IsNull: true } && kind != '?')
        {
            return binder.Wrong(node.At, "IF333", $"{name} is given null", "Give it a column or a value.");
        }

        var (fits, wanted) = kind switch
        {
            'n' => (kernel.Type.IsNumeric(), "a number"),
            'i' => (kernel.Type == ColumnType.Int64, "a whole number"),
            't' => (kernel.Type == ColumnType.String, "text"),
            'm' => (Promotion.IsMoment(kernel.Type), "a date or a timestamp"),
            _ => (true, ""),
        };
        return fits ? kernel : binder.Wrong(node.At, "IF333", $"{name} is given {kernel.Type.Name()}", $"It takes {wanted}.");
    }

    private static string Count(Function function) =>
        function.Least == function.Most ? $"It takes {function.Least}."
        : function.Most == Function.Many ? $"It takes {function.Least} or more."
        : $"It takes {function.Least} or {function.Most}.";
}
