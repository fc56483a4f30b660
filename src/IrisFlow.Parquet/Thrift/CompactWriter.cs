using System.Text;
using IrisFlow.Parquet.Writing;

namespace IrisFlow.Parquet.Thrift;

/// <summary>Writes Thrift's compact protocol. Fields of a struct are written in the order of their numbers.</summary>
internal sealed class CompactWriter(ByteBuffer target)
{
    // The number of the field before, one for every struct that is open; the metadata nests six deep at most.
    private readonly int[] _last = new int[Limits.ThriftDepth];
    private int _depth;

    public void Int(int field, int value)
    {
        Head(field, WireType.Int32);
        Zigzag(value);
    }

    public void Int16(int field, short value)
    {
        Head(field, WireType.Int16);
        Zigzag(value);
    }

    public void Long(int field, long value)
    {
        Head(field, WireType.Int64);
        Zigzag(value);
    }

    public void Byte(int field, byte value)
    {
        Head(field, WireType.Byte);
        target.WriteByte(value);
    }

    public void Bool(int field, bool value) => Head(field, value ? WireType.True : WireType.False);

    public void Text(int field, string value)
    {
        Head(field, WireType.Binary);
        TextElement(value);
    }

    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Head(field, WireType.Binary);
        BytesElement(value);
    }

    public void Struct(int field)
    {
        Head(field, WireType.Struct);
        Begin();
    }

    public void List(int field, WireType elements, int count)
    {
        Head(field, WireType.List);
        if (count < 15)
        {
            target.WriteByte((byte)((count << 4) | (int)elements));
            return;
        }

        target.WriteByte((byte)(0xF0 | (int)elements));
        target.WriteVarint((uint)count);
    }

    /// <summary>Opens a struct that is an element of a list, or the whole.</summary>
    public void Begin() => _last[++_depth] = 0;

    public void End()
    {
        target.WriteByte((byte)WireType.Stop);
        _depth--;
    }

    public void IntElement(int value) => Zigzag(value);

    public void LongElement(long value) => Zigzag(value);

    public void BoolElement(bool value) => target.WriteByte((byte)(value ? WireType.True : WireType.False));

    public void TextElement(string value) => BytesElement(Encoding.UTF8.GetBytes(value));

    public void BytesElement(ReadOnlySpan<byte> value)
    {
        target.WriteVarint((uint)value.Length);
        target.Write(value);
    }

    private void Head(int field, WireType type)
    {
        var delta = field - _last[_depth];
        _last[_depth] = field;
        if (delta is > 0 and < 16)
        {
            target.WriteByte((byte)((delta << 4) | (int)type));
            return;
        }

        target.WriteByte((byte)type);
        Zigzag(field);
    }

    private void Zigzag(long value) => target.WriteVarint((ulong)((value << 1) ^ (value >> 63)));
}
