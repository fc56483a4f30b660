using System.Text;

namespace IrisFlow;

/// <summary>A kernel of texts.</summary>
internal abstract class TextKernel(bool nullable) : Kernel(ColumnType.String, nullable)
{
    public abstract StringColumn Evaluate(Batch batch);

    public sealed override void Known(Batch batch, Span<ulong> known)
    {
        var validity = Evaluate(batch).Validity;
        if (validity.AllValid)
        {
            Bits.Fill(known, batch.Length);
        }
        else
        {
            Bits.Copy(validity, known, batch.Length);
        }
    }

    // In one piece, so that a dictionary stays one.
    public sealed override Column Column(Table rows, long? firstRow = null) =>
        Evaluate(new Batch(rows, 0, rows.RowCount) { FirstRow = firstRow }).AsNullable(Nullable);
}

internal delegate TOut TextFunction<TOut>(ReadOnlySpan<byte> text);

internal delegate bool TextTest(ReadOnlySpan<byte> text, ReadOnlySpan<byte> other);

/// <summary>A function of text for the values of a dictionary, computed once for each as long as the dictionary is the same.</summary>
internal sealed class PerSlot<TOut>(TextFunction<TOut> function)
{
    private TOut[] _results = [];
    private ReadOnlyMemory<int> _offsets;

    /// <summary>One result for each value of the column's dictionary; null where computing row by row is less work.</summary>
    public TOut[]? Of(StringColumn column)
    {
        if (!column.IsDictionary || column.DistinctSlots == 0 || column.DistinctSlots > column.Length)
        {
            return null;
        }

        // Spans are equal when they are the same place, not when they hold the same.
        if (column.Offsets != _offsets.Span || _results.Length != column.DistinctSlots)
        {
            _results = new TOut[column.DistinctSlots];
            for (var slot = 0; slot < _results.Length; slot++)
            {
                _results[slot] = function(column.Slot(slot));
            }

            _offsets = column.OffsetsMemory;
        }

        return _results;
    }
}

/// <summary>A number or a moment from a text.</summary>
internal sealed class TextMapKernel<TOut>(TextKernel argument, ColumnType type, TextFunction<TOut> function) : Kernel<TOut>(type, argument.Nullable)
    where TOut : unmanaged
{
    private readonly PerSlot<TOut> _perSlot = new(function);
    private ulong[] _valid = [];

    public override Values<TOut> Evaluate(Batch batch)
    {
        var column = argument.Evaluate(batch);
        var results = Items(batch.Length);
        var distinct = _perSlot.Of(column);
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = distinct is null ? function(column.Utf8(i)) : distinct[column.Codes[i]];
        }

        return new(results, TextRows.Known(column, ref _valid));
    }
}

/// <summary>A question about a text and another, which is mostly a constant.</summary>
internal sealed class TextTestKernel : ConditionKernel
{
    private readonly TextKernel _text, _other;
    private readonly TextTest _test;
    private readonly PerSlot<bool>? _perSlot;
    private ulong[] _valid = [];
    private ulong[] _otherValid = [];

    public TextTestKernel(TextKernel text, TextKernel other, TextTest test)
        : base(text.Nullable || other.Nullable)
    {
        (_text, _other, _test) = (text, other, test);
        _perSlot = other is ConstantText constant ? new(value => test(value, constant.Value.Span)) : null;
    }

    public override void Evaluate(Batch batch, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        var (column, other) = (_text.Evaluate(batch), _other.Evaluate(batch));
        var target = Target(isTrue, isFalse);
        target.Clear();
        var distinct = _perSlot?.Of(column);
        for (var i = 0; i < batch.Length; i++)
        {
            var holds = distinct is null ? _test(column.Utf8(i), other.Utf8(i)) : distinct[column.Codes[i]];
            target[i >> 6] |= holds ? 1UL << (i & 63) : 0;
        }

        Settle(TextRows.Known(column, ref _valid), batch.Length, isTrue, isFalse);
        var known = TextRows.Known(other, ref _otherValid);
        Bits.And(isTrue, known);
        Bits.And(isFalse, known);
    }
}

/// <summary>A question about one text.</summary>
internal sealed class TextConditionKernel(TextKernel argument, TextFunction<bool> test) : ConditionKernel(argument.Nullable)
{
    private readonly PerSlot<bool> _perSlot = new(test);
    private ulong[] _valid = [];

    public override void Evaluate(Batch batch, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        var column = argument.Evaluate(batch);
        var target = Target(isTrue, isFalse);
        target.Clear();
        var distinct = _perSlot.Of(column);
        for (var i = 0; i < batch.Length; i++)
        {
            target[i >> 6] |= (distinct is null ? test(column.Utf8(i)) : distinct[column.Codes[i]]) ? 1UL << (i & 63) : 0;
        }

        Settle(TextRows.Known(column, ref _valid), batch.Length, isTrue, isFalse);
    }
}

/// <summary>A text from a text; of a dictionary, a dictionary.</summary>
internal sealed class TextChangeKernel(TextKernel argument, Func<string, string> function) : TextKernel(argument.Nullable)
{
    private StringColumn? _from, _to;

    public override StringColumn Evaluate(Batch batch)
    {
        var column = argument.Evaluate(batch);
        if (!column.IsDictionary || column.DistinctSlots > column.Length)
        {
            return Changed(column, slots: false).WithValidity(column.Validity);
        }

        if (_from is null || column.Offsets != _from.Offsets)
        {
            (_from, _to) = (column, Changed(column, slots: true));
        }

        return _to!.WithCodesOf(column);
    }

    // Of each value of the dictionary, or of each row.
    private StringColumn Changed(StringColumn column, bool slots)
    {
        var count = slots ? column.DistinctSlots : column.Length;
        var changed = new StringColumnBuilder(count);
        for (var i = 0; i < count; i++)
        {
            changed.Append(function(Encoding.UTF8.GetString(slots ? column.Slot(i) : column.Utf8(i))));
        }

        return changed.Build();
    }
}

/// <summary>Rows of texts.</summary>
internal static class TextRows
{
    /// <summary>The rows of a column that have a value; empty when all have one.</summary>
    public static ReadOnlySpan<ulong> Known(Column column, ref ulong[] buffer)
    {
        if (column.Validity.AllValid)
        {
            return default;
        }

        var known = Bits.Of(ref buffer, column.Length);
        Bits.Copy(column.Validity, known, column.Length);
        return known;
    }
}
