using System.Text;

namespace IrisFlow;

/// <summary>A value in place of nulls. The column holds none then, and its schema says so.</summary>
/// <param name="values">The value for each column, as text: <c>0</c>, <c>unknown</c>, <c>2026-01-31</c>.</param>
public sealed class NullFilling(IReadOnlyDictionary<string, string> values) : ColumnChange
{
    private protected override IEnumerable<string> Named => values.Keys.Order(StringComparer.Ordinal);

    private protected override IEnumerable<ComputedColumn> Bind(Shape rows, Action<Finding> report)
    {
        foreach (var field in Found(rows))
        {
            if (Filled(field, values[field.Name]) is { } kernel)
            {
                yield return new(field.Name, kernel, field.Name);
            }
            else
            {
                report(new Finding("IF346", $"'{values[field.Name]}' can't fill column '{field.Name}', which is {field.Type.Name()}.")
                {
                    Column = field.Name,
                    Expected = "Give a value of the column's type, or cast the column first.",
                });
            }
        }
    }

    private static Kernel? Filled(Field field, string value)
    {
        var text = Encoding.UTF8.GetBytes(value);
        return Binder.Column(field) switch
        {
            TextKernel column => new CoalesceText(column, new ConstantText(value)),
            ConditionKernel column => TextValues.TryFlag(text, out var flag) ? new CoalesceCondition(column, new ConstantCondition(flag == 1)) : null,
            Kernel<int> { Type: ColumnType.Date } column => TemporalText.TryDate(text, out var day) ? Or(column, day) : null,
            Kernel<int> column => TextValues.TryInt32(text, out var number) ? Or(column, number) : null,
            Kernel<long> { Type: ColumnType.Timestamp } column => TemporalText.TryTimestamp(text, out var instant) ? Or(column, instant) : null,
            Kernel<long> column => TextValues.TryInt64(text, out var number) ? Or(column, number) : null,
            Kernel<float> column => TextValues.TryFloat32(text, out var number) ? Or(column, number) : null,
            var column => TextValues.TryFloat64(text, out var number) ? Or((Kernel<double>)column, number) : null,
        };
    }

    private static CoalesceKernel<T> Or<T>(Kernel<T> column, T value)
        where T : unmanaged => new(column, new ConstantKernel<T>(column.Type, value));
}
