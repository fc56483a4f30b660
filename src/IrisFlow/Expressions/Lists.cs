using System.Text;

namespace IrisFlow;

/// <summary><c>in (…)</c>: one look into a set for each row, however long the list is.</summary>
internal static class Lists
{
    public static Kernel? Bind(Binder binder, InList list)
    {
        var operand = binder.Bind(list.Operand);
        if (operand is null)
        {
            return null;
        }

        operand = Promotion.Of(operand);
        var (type, hasNull, fits) = (operand.Type, false, true);
        foreach (var value in list.Values)
        {
            if (value.Value is null)
            {
                hasNull = true;
                continue;
            }

            var own = Binder.Constant(value).Type;
            if (Promotion.Common(operand.Type, own) is { } common)
            {
                type = Promotion.Common(type, common) ?? type;
            }
            else
            {
                fits = binder.Wrong(value.At, "IF333", $"A value of the list is {own.Name()}, what is looked for is {operand.Type.Name()}") is not null;
            }
        }

        if (!fits)
        {
            return null;
        }

        var found = Lookup(Promotion.To(operand, type), type, [.. list.Values.Where(v => v.Value is not null).Select(v => v.Value!)]);
        return hasNull ? new TrueOrNullKernel(found) : found;
    }

    private static ConditionKernel Lookup(Kernel operand, ColumnType type, object[] values) => type switch
    {
        ColumnType.String => Texts((TextKernel)operand, values),
        ColumnType.Bool => new IsOneOfKernel((ConditionKernel)operand, values.Contains(true), values.Contains(false)),
        ColumnType.Int64 => Fixed<long>(operand, values, v => (long)v),
        ColumnType.Float64 => Fixed<double>(operand, values, v => v is long whole ? whole : (double)v),
        ColumnType.Date => Fixed<int>(operand, values, v => TemporalValues.Days((DateOnly)v)),
        _ => Fixed<long>(operand, values, v => v is DateOnly day ? TemporalValues.Days(day) * TemporalValues.MicrosecondsADay : TemporalValues.Microseconds((DateTime)v)),
    };

    private static TestKernel<T> Fixed<T>(Kernel operand, object[] values, Func<object, T> convert)
        where T : unmanaged
    {
        var set = new HashSet<T>(values.Select(convert));
        return new((Kernel<T>)operand, set.Contains);
    }

    private static TextConditionKernel Texts(TextKernel operand, object[] values)
    {
        var words = new HashSet<string>(values.Select(v => (string)v), StringComparer.Ordinal);
        var longest = words.Select(Encoding.UTF8.GetByteCount).DefaultIfEmpty().Max();

        // Looked up without making a text of each value; a text of n bytes has at most n characters.
        var (lookup, characters) = (words.GetAlternateLookup<ReadOnlySpan<char>>(), new char[longest]);
        return new(operand, text => text.Length <= longest && lookup.Contains(characters.AsSpan(0, Encoding.UTF8.GetChars(text, characters))));
    }
}
