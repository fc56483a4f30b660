using System.Text;

namespace IrisFlow.Parquet.Thrift;

/// <summary>Reads Thrift's compact protocol. Every length is held against the bytes that are left, so nothing is reserved by claim.</summary>
internal ref struct CompactReader(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;

    public int Position { get; private set; }

    /// <summary>Steps to the next field of a struct; false at its end. <paramref name="id"/> starts at 0 and is the reader's to keep.</summary>
    public bool NextField(ref int id, out WireType type)
    {
        var head = NextByte();
        type = (WireType)(head & 0x0F);
        if (type == WireType.Stop)
        {
            return false;
        }

        id = head >> 4 is > 0 and var delta ? id + delta : (short)Zigzag();
        return true;
    }

    public int Int(WireType found)
    {
        Require(found is WireType.Int32 or WireType.Int16, "a 32-bit number", found);
        return Zigzag() is >= int.MinValue and <= int.MaxValue and var value ? (int)value : throw Fault.Damaged("A 32-bit number is out of range.", "A number of 32 bits.");
    }

    public long Long(WireType found)
    {
        Require(found is WireType.Int64 or WireType.Int32, "a 64-bit number", found);
        return Zigzag();
    }

    public int Byte(WireType found)
    {
        Require(found == WireType.Byte, "a byte", found);
        return (sbyte)NextByte();
    }

    public static bool Bool(WireType found)
    {
        Require(found is WireType.True or WireType.False, "a truth value", found);
        return found == WireType.True;
    }

    public string Text(WireType found) => Encoding.UTF8.GetString(Bytes(found));

    public ReadOnlySpan<byte> Bytes(WireType found)
    {
        Require(found == WireType.Binary, "a text", found);
        return Take(Varint());
    }

    public static void Struct(WireType found) => Require(found == WireType.Struct, "a struct", found);

    /// <summary>The number of elements of a list, each of which takes at least one byte.</summary>
    public int List(WireType found, WireType elements)
    {
        Require(found == WireType.List, "a list", found);
        var count = ListHead(out var type);
        Require(count == 0 || type == elements, "elements of another type", type);
        return count;
    }

    /// <summary>The same of truth values, of which each takes a byte in a list; writers differ in how they name their type.</summary>
    public int BoolList(WireType found)
    {
        Require(found == WireType.List, "a list", found);
        var count = ListHead(out var type);
        Require(count == 0 || type is WireType.True or WireType.False, "truth values", type);
        return count;
    }

    public bool BoolElement() => NextByte() == (byte)WireType.True;

    public void Skip(WireType type, int depth = 0)
    {
        if (depth > Limits.ThriftDepth)
        {
            throw Fault.Damaged("The metadata nests deeper than any writer does.", $"At most {Limits.ThriftDepth} levels.");
        }

        switch (type)
        {
            case WireType.True or WireType.False:
                break;
            case WireType.Byte:
                NextByte();
                break;
            case WireType.Int16 or WireType.Int32 or WireType.Int64:
                Varint();
                break;
            case WireType.Double:
                Take(8);
                break;
            case WireType.Uuid:
                Take(16);
                break;
            case WireType.Binary:
                Take(Varint());
                break;
            case WireType.List or WireType.Set:
                SkipElements(depth);
                break;
            case WireType.Map:
                SkipMap(depth);
                break;
            case WireType.Struct:
                var id = 0;
                while (NextField(ref id, out var field))
                {
                    Skip(field, depth + 1);
                }

                break;
            default:
                throw Fault.Damaged($"The metadata holds the unknown wire type {(int)type}.", "A type of Thrift's compact protocol.");
        }
    }

    private void SkipElements(int depth)
    {
        var count = ListHead(out var type);
        for (var i = 0; i < count; i++)
        {
            SkipElement(type, depth);
        }
    }

    private void SkipMap(int depth)
    {
        var count = Count(Varint());
        var types = count == 0 ? 0 : NextByte();
        for (var i = 0; i < count; i++)
        {
            SkipElement((WireType)(types >> 4), depth);
            SkipElement((WireType)(types & 0x0F), depth);
        }
    }

    // Inside a list a truth value takes a byte of its own; as a field it is its type.
    private void SkipElement(WireType type, int depth) => Skip(type is WireType.True or WireType.False ? WireType.Byte : type, depth + 1);

    private int ListHead(out WireType type)
    {
        var head = NextByte();
        type = (WireType)(head & 0x0F);
        return Count(head >> 4 is < 15 and var few ? (ulong)few : Varint());
    }

    private readonly int Count(ulong claimed) => claimed <= (ulong)(_data.Length - Position)
        ? (int)claimed
        : throw Fault.Damaged($"A list claims {claimed} elements with {_data.Length - Position} bytes left.", "At least a byte for every element.");

    private long Zigzag()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = NextByte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Fault.Damaged("A number of the metadata runs over ten bytes.", "A number of at most 64 bits.");
    }

    private byte NextByte() => Position < _data.Length ? _data[Position++] : throw Fault.CutOff("The metadata");

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)(_data.Length - Position))
        {
            throw Fault.Damaged($"A text of the metadata claims {length} bytes where {_data.Length - Position} are left.", "A length within the metadata.");
        }

        var taken = _data.Slice(Position, (int)length);
        Position += (int)length;
        return taken;
    }

    private static void Require(bool right, string expected, WireType found)
    {
        if (!right)
        {
            throw Fault.Damaged($"The metadata holds the wire type {found} at a field.", $"The format's definition says {expected}.");
        }
    }
}
