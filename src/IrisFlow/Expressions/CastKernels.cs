using System.Text;

namespace IrisFlow;

internal delegate bool TryText<TOut>(ReadOnlySpan<byte> text, out TOut value);

/// <summary>A conversion that some values have not: null there, or the end of the step.</summary>
internal sealed class TryKernel<TIn, TOut>(Kernel<TIn> argument, ColumnType type, Trying<TIn, TOut> convert, bool trying, Func<string, long?, Finding> problem)
    : Kernel<TOut>(type, argument.Nullable || trying)
    where TIn : unmanaged
    where TOut : unmanaged
{
    public override Values<TOut> Evaluate(Batch batch)
    {
        var values = argument.Evaluate(batch);
        var results = Items(batch.Length);
        var known = Known(batch.Length);
        Bits.Fill(known, batch.Length);
        Bits.And(known, values.Known);
        var failed = false;
        for (var i = 0; i < results.Length; i++)
        {
            if (values.IsKnown(i) && !convert(values.Items[i], out results[i]))
            {
                Failing.Check(trying, batch, i, problem, Formats.Text(values.Items[i], argument.Type));
                known[i >> 6] &= ~(1UL << (i & 63));
                failed = true;
            }
        }

        return new(results, failed || !values.Known.IsEmpty ? known : default);
    }
}

/// <summary>A value from a text, where it is one.</summary>
internal sealed class TryTextKernel<TOut> : Kernel<TOut>
    where TOut : unmanaged
{
    private readonly TextKernel _argument;
    private readonly bool _trying;
    private readonly Func<string, long?, Finding> _problem;
    private readonly TryText<TOut> _convert;
    private readonly PerSlot<(bool Ok, TOut Value)> _perSlot;
    private ulong[] _valid = [];

    public TryTextKernel(TextKernel argument, ColumnType type, TryText<TOut> convert, bool trying, Func<string, long?, Finding> problem)
        : base(type, argument.Nullable || trying)
    {
        (_argument, _convert, _trying, _problem) = (argument, convert, trying, problem);
        _perSlot = new(text => (convert(text, out var value), value));
    }

    public override Values<TOut> Evaluate(Batch batch)
    {
        var column = _argument.Evaluate(batch);
        var results = Items(batch.Length);
        var known = Known(batch.Length);
        var distinct = _perSlot.Of(column);
        Bits.Fill(known, batch.Length);
        var valid = TextRows.Known(column, ref _valid);
        Bits.And(known, valid);
        var failed = false;
        for (var i = 0; i < results.Length; i++)
        {
            if (!valid.IsEmpty && !Bits.Get(valid, i))
            {
                continue;
            }

            bool ok;
            if (distinct is null)
            {
                ok = _convert(column.Utf8(i), out results[i]);
            }
            else
            {
                (ok, results[i]) = distinct[column.Codes[i]];
            }

            if (!ok)
            {
                Failing.Check(_trying, batch, i, _problem, Encoding.UTF8.GetString(column.Utf8(i)));
                known[i >> 6] &= ~(1UL << (i & 63));
                failed = true;
            }
        }

        return new(results, failed || !valid.IsEmpty ? known : default);
    }
}

/// <summary>1 for true and 0 for false.</summary>
internal sealed class FlagKernel(ConditionKernel condition) : Kernel<long>(ColumnType.Int64, condition.Nullable)
{
    private ulong[] _true = [];

    public override Values<long> Evaluate(Batch batch)
    {
        var results = Items(batch.Length);
        var isTrue = Bits.Of(ref _true, batch.Length);
        var known = Known(batch.Length);
        condition.Evaluate(batch, isTrue, known);
        Bits.Or(known, isTrue);
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = Bits.Get(isTrue, i) ? 1 : 0;
        }

        return new(results, condition.Nullable ? known : default);
    }
}

/// <summary>A value that can't be converted.</summary>
internal static class Failing
{
    public static void Check(bool trying, Batch batch, int row, Func<string, long?, Finding> problem, string value)
    {
        // In a branch that the row does not take it does not matter.
        if (!trying && batch.Wants(row))
        {
            throw new IrisFlowException(problem(value, batch.FirstRow is { } first ? first + batch.Start + row : null), ExitCode.StepFailed);
        }
    }
}
