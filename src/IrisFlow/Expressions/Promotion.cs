namespace IrisFlow;

/// <summary>Conversions without being asked: of numbers of 32 bits to 64, of whole numbers to floating-point, of days to instants.</summary>
internal static class Promotion
{
    /// <summary>The type that both can be widened to, or null.</summary>
    public static ColumnType? Common(ColumnType a, ColumnType b) =>
        a == b ? a
        : IsWhole(a) && IsWhole(b) ? ColumnType.Int64
        : a.IsNumeric() && b.IsNumeric() ? ColumnType.Float64
        : IsMoment(a) && IsMoment(b) ? ColumnType.Timestamp
        : null;

    public static bool IsWhole(ColumnType type) => type is ColumnType.Int32 or ColumnType.Int64;

    public static bool IsMoment(ColumnType type) => type is ColumnType.Date or ColumnType.Timestamp;

    /// <summary>The type that computing widens to.</summary>
    public static ColumnType Of(ColumnType type) => type switch
    {
        ColumnType.Int32 => ColumnType.Int64,
        ColumnType.Float32 => ColumnType.Float64,
        _ => type,
    };

    /// <summary>The kernel as a type that its own can be widened to.</summary>
    public static Kernel To(Kernel kernel, ColumnType type) => (kernel, type) switch
    {
        _ when kernel.Type == type => kernel,
        (ConstantCondition { IsNull: true }, _) => Null(type),
        (ConstantKernel<long> { Value: var value }, ColumnType.Float64) => new ConstantKernel<double>(type, value),
        (ConstantKernel<int> { Value: var value }, ColumnType.Timestamp) => new ConstantKernel<long>(type, DateToTimestamp.Apply(value)),
        (Kernel<int>, ColumnType.Int64) => new ConvertKernel<int, long, Int32ToInt64>((Kernel<int>)kernel, type),
        (Kernel<int>, ColumnType.Float64) => new ConvertKernel<int, double, Int32ToFloat64>((Kernel<int>)kernel, type),
        (Kernel<long>, ColumnType.Float64) => new ConvertKernel<long, double, Int64ToFloat64>((Kernel<long>)kernel, type),
        (Kernel<float>, ColumnType.Float64) => new ConvertKernel<float, double, Float32ToFloat64>((Kernel<float>)kernel, type),
        (Kernel<int>, ColumnType.Timestamp) => new ConvertKernel<int, long, DateToTimestamp>((Kernel<int>)kernel, type),
        _ => throw new InvalidOperationException($"{kernel.Type.Name()} does not widen to {type.Name()}."),
    };

    /// <summary>Widened as far as computing does.</summary>
    public static Kernel Of(Kernel kernel) => To(kernel, Of(kernel.Type));

    /// <summary>Null as a value of a type.</summary>
    public static Kernel Null(ColumnType type) => type switch
    {
        ColumnType.Bool => new ConstantCondition(null),
        ColumnType.String => new NullText(),
        ColumnType.Int32 or ColumnType.Date => new NullKernel<int>(type),
        ColumnType.Float32 => new NullKernel<float>(type),
        ColumnType.Float64 => new NullKernel<double>(type),
        _ => new NullKernel<long>(type),
    };
}
