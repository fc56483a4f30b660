using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace IrisFlow;

/// <summary>The values of a column of the table, where they lie.</summary>
internal sealed class ColumnKernel<T>(Field field) : Kernel<T>(field.Type, field.Nullable)
    where T : unmanaged
{
    public override Values<T> Evaluate(Batch batch)
    {
        var column = (Column<T>)batch.Rows[field.Name];
        var items = column.Values.Slice(batch.Start, batch.Length);
        var validity = column.Validity.Slice(batch.Start, batch.Length);
        if (validity.AllValid)
        {
            return new(items, default);
        }

        var known = Known(batch.Length);
        Bits.Copy(validity, known, batch.Length);
        return new(items, known);
    }
}

/// <summary>The values of a column of true and false.</summary>
internal sealed class ColumnCondition(Field field) : ConditionKernel(field.Nullable)
{
    // Brings the lowest bit of each of eight bytes together in the highest byte.
    private const ulong Gather = 0x0102040810204080;

    private ulong[] _known = [];

    public override void Evaluate(Batch batch, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        var column = (Column<bool>)batch.Rows[field.Name];
        var target = Target(isTrue, isFalse);
        Pack(MemoryMarshal.AsBytes(column.Values.Slice(batch.Start, batch.Length)), target);
        var validity = column.Validity.Slice(batch.Start, batch.Length);
        var known = validity.AllValid ? default : Bits.Of(ref _known, batch.Length);
        if (!validity.AllValid)
        {
            Bits.Copy(validity, known, batch.Length);
        }

        Settle(known, batch.Length, isTrue, isFalse);
    }

    private static void Pack(ReadOnlySpan<byte> flags, Span<ulong> bits)
    {
        bits.Clear();
        var i = 0;
        for (; i + 8 <= flags.Length; i += 8)
        {
            bits[i >> 6] |= ((BinaryPrimitives.ReadUInt64LittleEndian(flags[i..]) & 0x0101010101010101) * Gather >> 56) << (i & 63);
        }

        for (; i < flags.Length; i++)
        {
            bits[i >> 6] |= (flags[i] & 1UL) << (i & 63);
        }
    }
}

/// <summary>The texts of a column.</summary>
internal sealed class ColumnText(Field field) : TextKernel(field.Nullable)
{
    public override StringColumn Evaluate(Batch batch) =>
        (StringColumn)(batch.Start == 0 && batch.Length == batch.Rows.RowCount ? batch.Rows[field.Name] : batch.Rows[field.Name].Slice(batch.Start, batch.Length));
}
