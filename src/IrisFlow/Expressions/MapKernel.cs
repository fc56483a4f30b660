using System.Text;

namespace IrisFlow;

/// <summary>A function of one value.</summary>
internal sealed class MapKernel<TIn, TOut>(Kernel argument, ColumnType type, Func<TIn, TOut> function) : Kernel(type)
    where TIn : unmanaged
    where TOut : unmanaged
{
    public override Column Evaluate(Batch batch) => Vectors.Map((Column<TIn>)argument.Evaluate(batch), Type, function);
}

/// <summary>A number, a condition or a day from a text.</summary>
internal sealed class TextMapKernel<TOut>(Kernel argument, ColumnType type, TextFunction<TOut> function) : Kernel(type)
    where TOut : unmanaged
{
    public override Column Evaluate(Batch batch) => Vectors.MapText((StringColumn)argument.Evaluate(batch), Type, function);
}

/// <summary>A text from a text.</summary>
internal sealed class TextChangeKernel(Kernel argument, Func<string, string> function) : Kernel(ColumnType.String)
{
    public override Column Evaluate(Batch batch)
    {
        var column = (StringColumn)argument.Evaluate(batch);
        var changed = new StringColumnBuilder(column.Length);
        for (var row = 0; row < column.Length; row++)
        {
            changed.Append(column.IsNull(row) ? null : function(Encoding.UTF8.GetString(column.Utf8(row))));
        }

        return changed.Build();
    }
}

/// <summary>A comparison of two texts, byte by byte, which is the order of Unicode code points.</summary>
internal sealed class TextTestKernel(Kernel text, Kernel other, TextTest test) : Kernel(ColumnType.Bool)
{
    public override Column Evaluate(Batch batch)
    {
        var (left, right) = ((StringColumn)text.Evaluate(batch), (StringColumn)other.Evaluate(batch));
        if (other.IsConstant)
        {
            var constant = right.Slot(0).ToArray();
            return Vectors.MapText(left, ColumnType.Bool, value => test(value, constant));
        }

        var results = new bool[batch.Length];
        for (var row = 0; row < results.Length; row++)
        {
            results[row] = test(left.Utf8(row), right.Utf8(row));
        }

        return new Column<bool>(ColumnType.Bool, results, Vectors.Both(left, right));
    }
}
