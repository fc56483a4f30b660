namespace IrisFlow;

/// <summary><c>and</c> and <c>or</c> with null for unknown: false and unknown is false, true or unknown is true, all else with unknown is unknown.</summary>
/// <param name="left">Left of the operator.</param>
/// <param name="right">Right of it.</param>
/// <param name="decisive">The value that decides alone: false for <c>and</c>, true for <c>or</c>.</param>
internal sealed class LogicKernel(Kernel left, Kernel right, bool decisive) : Kernel(ColumnType.Bool)
{
    public override Column Evaluate(Batch batch)
    {
        var (a, b) = ((Column<bool>)left.Evaluate(batch), (Column<bool>)right.Evaluate(batch));
        var x = a.Values;
        var y = b.Values;
        var results = new bool[x.Length];
        if (a.Validity.AllValid && b.Validity.AllValid)
        {
            for (var i = 0; i < results.Length && i < x.Length && i < y.Length; i++)
            {
                results[i] = decisive ? x[i] | y[i] : x[i] & y[i];
            }

            return new Column<bool>(ColumnType.Bool, results);
        }

        var valid = new bool[x.Length];
        for (var i = 0; i < results.Length; i++)
        {
            var (knowsLeft, knowsRight) = (!a.IsNull(i), !b.IsNull(i));
            var decided = (knowsLeft && x[i] == decisive) || (knowsRight && y[i] == decisive);
            valid[i] = decided || (knowsLeft && knowsRight);
            results[i] = decided ? decisive : !decisive;
        }

        return new Column<bool>(ColumnType.Bool, results, Validity.FromFlags(valid));
    }
}

/// <summary>True where there is no value; never null itself.</summary>
internal sealed class IsNullKernel(Kernel argument) : Kernel(ColumnType.Bool)
{
    public override Column Evaluate(Batch batch)
    {
        var column = argument.Evaluate(batch);
        var results = new bool[batch.Length];
        for (var row = 0; column.NullCount > 0 && row < results.Length; row++)
        {
            results[row] = column.IsNull(row);
        }

        return new Column<bool>(ColumnType.Bool, results);
    }
}

/// <summary>Unknown where the argument is false: what <c>in</c> says of a value that is not in a list with a null.</summary>
internal sealed class TrueOrNullKernel(Kernel argument) : Kernel(ColumnType.Bool)
{
    public override Column Evaluate(Batch batch)
    {
        var column = (Column<bool>)argument.Evaluate(batch);
        var known = new bool[batch.Length];
        for (var row = 0; row < known.Length; row++)
        {
            known[row] = !column.IsNull(row) && column[row];
        }

        return new Column<bool>(ColumnType.Bool, column.Memory, Validity.FromFlags(known));
    }
}

/// <summary>The first of two values that is there.</summary>
internal sealed class CoalesceKernel<T>(Kernel first, Kernel second) : Kernel(first.Type)
    where T : unmanaged
{
    public override Column Evaluate(Batch batch)
    {
        var (a, b) = ((Column<T>)first.Evaluate(batch), (Column<T>)second.Evaluate(batch));
        var results = a.Values.ToArray();
        var valid = new bool[results.Length];
        for (var row = 0; row < results.Length; row++)
        {
            valid[row] = !a.IsNull(row) || !b.IsNull(row);
            results[row] = a.IsNull(row) ? b[row] : results[row];
        }

        return new Column<T>(Type, results, Validity.FromFlags(valid));
    }
}

/// <summary>The first of two texts that is there.</summary>
internal sealed class CoalesceText(Kernel first, Kernel second) : Kernel(ColumnType.String)
{
    public override Column Evaluate(Batch batch)
    {
        var (a, b) = ((StringColumn)first.Evaluate(batch), (StringColumn)second.Evaluate(batch));
        var chosen = new StringColumnBuilder(batch.Length);
        for (var row = 0; row < batch.Length; row++)
        {
            var source = a.IsNull(row) ? b : a;
            if (source.IsNull(row))
            {
                chosen.AppendNull();
            }
            else
            {
                chosen.AppendUtf8(source.Utf8(row));
            }
        }

        return chosen.Build();
    }
}
