using System.Text;

namespace IrisFlow;

/// <summary>The same value in every row.</summary>
internal sealed class ConstantKernel<T>(ColumnType type, T value) : Kernel(type)
    where T : unmanaged
{
    private T[] _filled = [];

    public override bool IsConstant => true;

    public override Column Evaluate(Batch batch)
    {
        if (_filled.Length < batch.Length)
        {
            _filled = new T[batch.Length];
            Array.Fill(_filled, value);
        }

        return new Column<T>(Type, _filled.AsMemory(0, batch.Length));
    }
}

/// <summary>The same text in every row.</summary>
internal sealed class ConstantText(string value) : Kernel(ColumnType.String)
{
    private readonly byte[] _bytes = Encoding.UTF8.GetBytes(value);

    public override bool IsConstant => true;

    public override Column Evaluate(Batch batch) => StringColumn.Dictionary(_bytes, new[] { 0, _bytes.Length }, new int[batch.Length]);
}

/// <summary>Null in every row, where true or false could stand.</summary>
internal sealed class ConstantNull() : Kernel(ColumnType.Bool)
{
    public override Column Evaluate(Batch batch) =>
        new Column<bool>(ColumnType.Bool, new bool[batch.Length], Validity.FromBits(new byte[(batch.Length + 7) >> 3], batch.Length));
}
