using System.Numerics;
using System.Runtime.CompilerServices;

namespace IrisFlow.Server.Checkpoints.Statistics;

/// <summary>Bounds, mean and spread of numbers, days or instants.</summary>
/// <remarks>Values are counted while they are read where bounds are known beforehand; where those turn out wrong, or there were none, the values are read once more.</remarks>
internal sealed class NumberSummary<T> : IColumnSummary
    where T : unmanaged, INumber<T>
{
    private readonly int _bins;
    private readonly bool _isSample;
    private Bins<T>? _counts;
    private bool _isSecondPass;
    private (T Min, T Max)? _finite;
    private (T Min, T Max)? _all;
    private (long Rows, long Nulls, long NotNumbers, long Finite) _seen;
    private double _sum;
    private double _rest;

    /// <param name="bins">At most so many intervals.</param>
    /// <param name="bounds">Between what the values are said to lie; null where nobody says.</param>
    /// <param name="isSample">True where the bounds may be wider than what is seen.</param>
    public NumberSummary(int bins, (T Min, T Max)? bounds, bool isSample)
    {
        (_bins, _isSample) = (bins, isSample);
        _counts = bounds is var (min, max) && T.IsFinite(min) && T.IsFinite(max) && min <= max ? new(min, max, bins) : null;
    }

    // A server that was just started is shown millions of values: the loop is compiled at its best at once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(Column rows)
    {
        var values = ((Column<T>)rows).Values;
        var validity = rows.Validity;
        if (!_isSecondPass)
        {
            _seen.Rows += rows.Length;
            _seen.Nulls += rows.NullCount;
        }

        for (var row = 0; row < values.Length; row++)
        {
            if (validity.AllValid || validity[row])
            {
                Add(values[row]);
            }
        }
    }

    public bool WantsMore()
    {
        if (_isSecondPass || _finite is not var (min, max))
        {
            return false;
        }

        if (_counts is not null && (_isSample ? _counts.Low <= min && _counts.High >= max : _counts.Low == min && _counts.High == max))
        {
            return false;
        }

        (_counts, _isSecondPass) = (new(min, max, _bins), true);
        return true;
    }

    public ColumnStatistics Result(Field field)
    {
        object Show(T value) => new Column<T>(field.Type, new[] { value }).ValueAt(0)!;
        return new(field.Name, field.Type, _seen.Nulls)
        {
            Rows = _seen.Rows,
            NotNumbers = _seen.NotNumbers,
            Min = _all is { } least ? Show(least.Min) : null,
            Max = _all is { } most ? Show(most.Max) : null,
            Mean = _seen.Finite > 0 && field.Type.IsNumeric() ? (_sum + _rest) / _seen.Finite : null,
            Histogram = _finite is null ? null : _counts!.ToHistogram(Show),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(T value)
    {
        if (_isSecondPass)
        {
            if (T.IsFinite(value))
            {
                _counts!.Add(value);
            }

            return;
        }

        if (T.IsNaN(value))
        {
            _seen.NotNumbers++;
            return;
        }

        _all = Wider(_all, value);
        if (!T.IsFinite(value))
        {
            return;
        }

        _finite = Wider(_finite, value);
        _seen.Finite++;
        Sum(double.CreateTruncating(value));
        if (_counts is not null && value >= _counts.Low && value <= _counts.High)
        {
            _counts.Add(value);
        }
    }

    private static (T Min, T Max) Wider((T Min, T Max)? range, T value) =>
        range is var (min, max) ? (value < min ? value : min, value > max ? value : max) : (value, value);

    // Neumaier's sum: what each addition rounds away is kept, so that the order and number of rows cost no digits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Sum(double value)
    {
        var sum = _sum + value;
        _rest += Math.Abs(_sum) >= Math.Abs(value) ? _sum - sum + value : value - sum + _sum;
        _sum = sum;
    }
}
