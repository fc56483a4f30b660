namespace IrisFlow;

/// <summary>The functions of numbers. What keeps a whole number whole gives a whole number.</summary>
internal static class Numbers
{
    public static Kernel Bind(Binder binder, Call call, string name, Kernel[] arguments)
    {
        var argument = arguments[0];
        if (argument.Type == ColumnType.Int64)
        {
            switch (name)
            {
                case "ceil" or "floor":
                case "round" when arguments.Length == 1:
                    return argument;
                case "abs":
                    return new CheckedKernel(argument, argument, (v, _) => Math.Abs(v), (v, _) => binder.Finding(
                        call.At, "IF336", $"abs of {v} does not fit a whole number of 64 bits", "Make it floating-point: * 1.0."));
            }
        }

        argument = Binder.Widen(argument, ColumnType.Float64);
        return name switch
        {
            "is_nan" => new MapKernel<double, bool>(argument, ColumnType.Bool, double.IsNaN),
            "round" when arguments.Length == 2 => new RoundKernel(argument, arguments[1]),
            _ => new MapKernel<double, double>(argument, ColumnType.Float64, name switch
            {
                "abs" => Math.Abs,
                "ceil" => Math.Ceiling,
                "exp" => Math.Exp,
                "floor" => Math.Floor,
                "log" => Math.Log,
                "sqrt" => Math.Sqrt,
                _ => v => Math.Round(v, MidpointRounding.AwayFromZero),
            }),
        };
    }

    private sealed class RoundKernel(Kernel number, Kernel digits) : Kernel(ColumnType.Float64)
    {
        public override Column Evaluate(Batch batch)
        {
            var (a, b) = ((Column<double>)number.Evaluate(batch), (Column<long>)digits.Evaluate(batch));
            var results = new double[batch.Length];
            for (var row = 0; row < results.Length; row++)
            {
                // A double has no more than 15 decimal digits that mean something.
                results[row] = Math.Round(a[row], (int)Math.Clamp(b[row], 0, 15), MidpointRounding.AwayFromZero);
            }

            return new Column<double>(Type, results, Vectors.Both(a, b));
        }
    }
}
