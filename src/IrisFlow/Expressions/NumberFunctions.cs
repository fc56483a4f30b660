namespace IrisFlow;

/// <summary>The functions of numbers. What keeps a whole number whole gives a whole number.</summary>
internal static class NumberFunctions
{
    public static IEnumerable<KeyValuePair<string, Function>> All =>
    [
        new("abs", new("n", 1, 1, Abs)),
        new("sign", new("n", 1, 1, a => a.First is Kernel<long> whole
            ? new MapKernel<long, long>(whole, ColumnType.Int64, v => Math.Sign(v))
            : Map(a, v => double.IsNaN(v) ? v : Math.Sign(v)))),
        new("floor", new("n", 1, 1, a => Whole(a) ?? Map(a, Math.Floor))),
        new("ceil", new("n", 1, 1, a => Whole(a) ?? Map(a, Math.Ceiling))),
        new("round", new("ni", 1, 2, Round)),
        new("sqrt", new("n", 1, 1, a => Map(a, Math.Sqrt))),
        new("exp", new("n", 1, 1, a => Map(a, Math.Exp))),
        new("log", new("n", 1, 1, a => Map(a, Math.Log))),
        new("log2", new("n", 1, 1, a => Map(a, Math.Log2))),
        new("log10", new("n", 1, 1, a => Map(a, Math.Log10))),
        new("power", new("n", 2, 2, a => new ZipKernel<double, Power>(a.Number(0), a.Number(1)))),
        new("sin", new("n", 1, 1, a => Map(a, Math.Sin))),
        new("cos", new("n", 1, 1, a => Map(a, Math.Cos))),
        new("tan", new("n", 1, 1, a => Map(a, Math.Tan))),
        new("is_nan", new("n", 1, 1, a => new TestKernel<double>(a.Number(0), double.IsNaN))),
    ];

    private static MapKernel<double, double> Map(Arguments call, Func<double, double> function) => new(call.Number(0), ColumnType.Float64, function);

    private static Kernel? Whole(Arguments call) => call.First as Kernel<long>;

    private static Kernel Abs(Arguments call) => call.First is Kernel<long> whole
        ? new CheckedKernel<CheckedAbs>(whole, new ConstantKernel<long>(ColumnType.Int64, 0), (v, _) => call.Binder.Finding(
            call.Call.At, "IF336", $"abs of {v} does not fit a whole number of 64 bits", "Make it floating-point: * 1.0."))
        : Map(call, Math.Abs);

    private static Kernel Round(Arguments call) =>
        call.Count == 1 ? Whole(call) ?? Map(call, v => Math.Round(v, MidpointRounding.AwayFromZero))

        // A double has no more than 15 decimal digits that mean something.
        : new MapTwoKernel<double, long, double>(
            call.Number(0), (Kernel<long>)call.All[1], ColumnType.Float64, (v, digits) => Math.Round(v, (int)Math.Clamp(digits, 0, 15), MidpointRounding.AwayFromZero));
}
