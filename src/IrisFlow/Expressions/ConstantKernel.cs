using System.Text;

namespace IrisFlow;

/// <summary>The same value in every row. Who can do with the value alone takes that.</summary>
internal sealed class ConstantKernel<T>(ColumnType type, T value) : Kernel<T>(type, nullable: false)
    where T : unmanaged
{
    private int _filled;

    public T Value => value;

    public override bool IsConstant => true;

    public override Values<T> Evaluate(Batch batch)
    {
        var items = Items(batch.Length);
        if (_filled < batch.Length)
        {
            items.Fill(value);
            _filled = batch.Length;
        }

        return new(items, default);
    }
}

/// <summary>True in every row, false, or null, which may stand for a null of any type.</summary>
internal sealed class ConstantCondition(bool? value) : ConditionKernel(value is null)
{
    public bool IsNull => value is null;

    public override bool IsConstant => true;

    public override void Evaluate(Batch batch, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        isTrue.Clear();
        isFalse.Clear();
        if (value is { } known && (known ? isTrue : isFalse) is { IsEmpty: false } target)
        {
            Bits.Fill(target, batch.Length);
        }
    }
}

/// <summary>The same text in every row.</summary>
internal sealed class ConstantText(string value) : TextKernel(nullable: false)
{
    public ReadOnlyMemory<byte> Value { get; } = Encoding.UTF8.GetBytes(value);

    public override bool IsConstant => true;

    public override StringColumn Evaluate(Batch batch) => StringColumn.Dictionary(Value, new[] { 0, Value.Length }, new int[batch.Length]);
}

/// <summary>No value in any row.</summary>
internal sealed class NullKernel<T>(ColumnType type) : Kernel<T>(type, nullable: true)
    where T : unmanaged
{
    public override Values<T> Evaluate(Batch batch)
    {
        var known = Known(batch.Length);
        known.Clear();
        return new(Items(batch.Length), known);
    }
}

/// <summary>No text in any row.</summary>
internal sealed class NullText() : TextKernel(nullable: true)
{
    public override StringColumn Evaluate(Batch batch) =>
        StringColumn.Plain(default, new int[batch.Length + 1], Validity.FromBits(new byte[(batch.Length + 7) >> 3], batch.Length), nullable: true);
}
