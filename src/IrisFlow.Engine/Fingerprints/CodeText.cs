using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace IrisFlow.Engine.Fingerprints;

/// <summary>Normalised code on its way into a hash: numbers, and texts with their length before them.</summary>
internal sealed class CodeText
{
    private byte[] _bytes = new byte[4096];
    private int _length;

    public bool IsEmpty => _length == 0;

    public void Clear() => _length = 0;

    public void Number(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Room(8), number);
        _length += 8;
    }

    /// <summary>An instruction, or another small number.</summary>
    public void Short(int number)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(Room(2), (ushort)number);
        _length += 2;
    }

    public void Text(string text)
    {
        var room = Room(4 + Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, room[4..]);
        BinaryPrimitives.WriteInt32LittleEndian(room, length);
        _length += 4 + length;
    }

    /// <summary>A text of any UTF-16, also of halves of characters, which a string in code may hold.</summary>
    public void Literal(string text)
    {
        Number(text.Length);
        Bytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(text.AsSpan()));
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Number(bytes.Length);
        bytes.CopyTo(Room(bytes.Length));
        _length += bytes.Length;
    }

    /// <summary>The hash of all that was written: 32 hexadecimal characters.</summary>
    public string Hash()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_bytes.AsSpan(0, _length), hash);
        return Convert.ToHexStringLower(hash[..16]);
    }

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - _length < length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + length));
        }

        return _bytes.AsSpan(_length);
    }
}
