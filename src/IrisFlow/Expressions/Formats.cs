using System.Globalization;

namespace IrisFlow;

/// <summary>Values as text: the spelling of CSV files, which gives the same value back when it is read.</summary>
internal static class Formats
{
    /// <summary>The kernel of the text of a value.</summary>
    public static TextKernel Of(Kernel kernel) => kernel switch
    {
        TextKernel text => text,
        ConditionKernel condition => new FormatKernel<long>(new FlagKernel(condition), v => v == 0 ? "false" : "true"),
        Kernel<int> k => new FormatKernel<int>(k, v => Text(v, k.Type)),
        Kernel<long> k => new FormatKernel<long>(k, v => Text(v, k.Type)),
        Kernel<float> k => new FormatKernel<float>(k, v => Text(v, k.Type)),
        _ => new FormatKernel<double>((Kernel<double>)kernel, v => Text(v, kernel.Type)),
    };

    /// <summary>The text of a value of a column's type.</summary>
    public static string Text<T>(T value, ColumnType type)
        where T : unmanaged => (type, value) switch
        {
            (ColumnType.Date, int days) => TemporalValues.Date(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            (ColumnType.Timestamp, long instant) => TemporalValues.Timestamp(instant).ToString(Spelling(instant), CultureInfo.InvariantCulture),
            (_, float number) => Floating(number.ToString("R", CultureInfo.InvariantCulture)),
            (_, double number) => Floating(number.ToString("R", CultureInfo.InvariantCulture)),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    // Whole numbers end in .0, so that they come back as floating-point.
    private static string Floating(string digits) => digits.AsSpan().ContainsAny(".EN") || digits[^1] == 'y' ? digits : digits + ".0";

    private static string Spelling(long microseconds) =>
        microseconds % 1_000_000 == 0 ? "yyyy-MM-ddTHH:mm:ssZ"
        : microseconds % 1000 == 0 ? "yyyy-MM-ddTHH:mm:ss.fffZ"
        : "yyyy-MM-ddTHH:mm:ss.ffffffZ";
}

/// <summary>The text of a value.</summary>
internal sealed class FormatKernel<T>(Kernel<T> argument, Func<T, string> format) : TextKernel(argument.Nullable)
    where T : unmanaged
{
    public override StringColumn Evaluate(Batch batch)
    {
        var values = argument.Evaluate(batch);
        var texts = new StringColumnBuilder(batch.Length);
        for (var i = 0; i < batch.Length; i++)
        {
            texts.Append(values.IsKnown(i) ? format(values.Items[i]) : null);
        }

        return texts.Build(Nullable);
    }
}
