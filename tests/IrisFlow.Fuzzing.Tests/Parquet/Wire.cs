using System.Buffers.Binary;

namespace IrisFlow.Fuzzing.Parquet;

/// <summary>A value of Thrift's compact protocol, whatever it means: parsed into a tree, changed, and printed again.</summary>
internal sealed class Wire
{
    public const byte True = 1, False = 2, Byte = 3, Int16 = 4, Int32 = 5, Int64 = 6, Double = 7, Binary = 8, List = 9, Set = 10, Struct = 12;

    public required byte Type { get; set; }

    /// <summary>The number, for the integer types; the bits of a double.</summary>
    public long Number { get; set; }

    public byte[] Bytes { get; set; } = [];

    /// <summary>The type of a list's elements, also where there are none.</summary>
    public byte ElementType { get; set; }

    /// <summary>Elements of a list, or fields of a struct.</summary>
    public List<Wire> Children { get; set; } = [];

    /// <summary>The number of the field that this is; 0 for an element.</summary>
    public int Field { get; set; }

    public bool IsInteger => Type is Byte or Int16 or Int32 or Int64;

    /// <summary>The field of a struct; null where it has none of this number.</summary>
    public Wire? this[int field] => Children.Find(c => c.Field == field);

    /// <summary>This value and all within.</summary>
    public IEnumerable<Wire> All() => Children.SelectMany(c => c.All()).Prepend(this);

    public Wire Copy() => new() { Type = Type, Number = Number, Bytes = Bytes, ElementType = ElementType, Field = Field, Children = [.. Children.Select(c => c.Copy())] };

    /// <summary>The struct at a place of the data, and how many bytes it takes.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static Wire Parse(ReadOnlySpan<byte> data, out int length)
    {
        var at = 0;
        var value = ParseValue(data, ref at, Struct, 0);
        length = at;
        return value;
    }

    public void Print(List<byte> target)
    {
        switch (Type)
        {
            case True or False:
                break;
            case Byte:
                target.Add((byte)Number);
                break;
            case Int16 or Int32 or Int64:
                Varint(target, (ulong)((Number << 1) ^ (Number >> 63)));
                break;
            case Double:
                target.AddRange(BitConverter.GetBytes(Number));
                break;
            case Binary:
                Varint(target, (ulong)Bytes.Length);
                target.AddRange(Bytes);
                break;
            case List or Set:
                PrintList(target);
                break;
            default:
                PrintFields(target);
                break;
        }
    }

    private void PrintList(List<byte> target)
    {
        target.Add((byte)((Math.Min(Children.Count, 15) << 4) | ElementType));
        if (Children.Count >= 15)
        {
            Varint(target, (ulong)Children.Count);
        }

        foreach (var child in Children)
        {
            if (child.Type is True or False)
            {
                target.Add(child.Type);
            }
            else
            {
                child.Print(target);
            }
        }
    }

    private void PrintFields(List<byte> target)
    {
        var last = 0;
        foreach (var child in Children)
        {
            if (child.Field - last is > 0 and < 16 and var delta)
            {
                target.Add((byte)((delta << 4) | child.Type));
            }
            else
            {
                target.Add(child.Type);
                Varint(target, (ulong)((child.Field << 1) ^ (child.Field >> 31)));
            }

            last = child.Field;
            child.Print(target);
        }

        target.Add(0);
    }

    private static Wire ParseValue(ReadOnlySpan<byte> data, ref int at, byte type, int depth)
    {
        Require(depth < 40);
        var value = new Wire { Type = type };
        switch (type)
        {
            case True or False:
                break;
            case Byte:
                value.Number = (sbyte)Next(data, ref at);
                break;
            case Int16 or Int32 or Int64:
                value.Number = Zigzag(data, ref at);
                break;
            case Double:
                Require(data.Length - at >= 8);
                value.Number = BinaryPrimitives.ReadInt64LittleEndian(data[at..]);
                at += 8;
                break;
            case Binary:
                var length = Varint(data, ref at);
                Require(length <= (ulong)(data.Length - at));
                value.Bytes = data.Slice(at, (int)length).ToArray();
                at += (int)length;
                break;
            case List or Set:
                ParseList(data, ref at, value, depth);
                break;
            case Struct:
                ParseFields(data, ref at, value, depth);
                break;
            default:
                throw new FormatException();
        }

        return value;
    }

    private static void ParseList(ReadOnlySpan<byte> data, ref int at, Wire list, int depth)
    {
        var head = Next(data, ref at);
        var count = head >> 4 is < 15 and var few ? (ulong)few : Varint(data, ref at);
        Require(count <= (ulong)(data.Length - at));
        list.ElementType = (byte)(head & 15);
        for (var i = 0UL; i < count; i++)
        {
            list.Children.Add(list.ElementType is True or False ? new() { Type = Next(data, ref at) } : ParseValue(data, ref at, list.ElementType, depth + 1));
        }
    }

    private static void ParseFields(ReadOnlySpan<byte> data, ref int at, Wire fields, int depth)
    {
        var field = 0;
        while (Next(data, ref at) is not 0 and var head)
        {
            field = head >> 4 is > 0 and var delta ? field + delta : (int)Zigzag(data, ref at);
            var child = ParseValue(data, ref at, (byte)(head & 15), depth + 1);
            child.Field = field;
            fields.Children.Add(child);
        }
    }

    private static long Zigzag(ReadOnlySpan<byte> data, ref int at) => Varint(data, ref at) is var v ? (long)(v >> 1) ^ -(long)(v & 1) : 0;

    private static ulong Varint(ReadOnlySpan<byte> data, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            Require(shift < 64);
            var part = Next(data, ref at);
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }

    private static void Varint(List<byte> target, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            target.Add((byte)(value | 0x80));
        }

        target.Add((byte)value);
    }

    private static byte Next(ReadOnlySpan<byte> data, ref int at)
    {
        Require(at < data.Length);
        return data[at++];
    }

    private static void Require(bool right)
    {
        if (!right)
        {
            throw new FormatException("This is no value of Thrift's compact protocol.");
        }
    }
}
