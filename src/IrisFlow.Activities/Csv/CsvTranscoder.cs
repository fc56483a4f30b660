using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace IrisFlow.Activities;

/// <summary>Reads bytes into room.</summary>
/// <returns>How many; 0 at the end.</returns>
internal delegate int ReadInto(Span<byte> target);

/// <summary>Makes UTF-8 of other encodings.</summary>
/// <remarks>What is no text becomes the byte 0xFF, which no UTF-8 holds: whoever checks the text later knows the place, and what to do.</remarks>
internal sealed class CsvTranscoder(TextEncoding from, ReadInto read)
{
    private const byte NoText = 0xFF;

    // What windows-1252 has from 0x80 to 0x9F; the five that it leaves open are control characters, as browsers have it.
    private const string Upper = "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
        + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    private readonly byte[] _bytes = new byte[1 << 15];
    private readonly char[] _chars = new char[1 << 15];
    private int _byteCount;
    private int _charAt;
    private int _charCount;
    private bool _atEnd;

    public int Read(Span<byte> target)
    {
        var written = 0;
        while (written == 0)
        {
            if (_charAt == _charCount || (!_atEnd && _charCount - _charAt == 1))
            {
                if (_atEnd && _charAt == _charCount)
                {
                    return _byteCount > 0 ? OddByte(target) : 0;
                }

                ReadChars();
            }

            var status = Utf8.FromUtf16(_chars.AsSpan(_charAt.._charCount), target, out var used, out written, replaceInvalidSequences: false, isFinalBlock: _atEnd);
            _charAt += used;
            if (status == OperationStatus.InvalidData && written < target.Length)
            {
                target[written++] = NoText;
                _charAt++;
            }
        }

        return written;
    }

    private int OddByte(Span<byte> target)
    {
        _byteCount = 0;
        target[0] = NoText;
        return 1;
    }

    private void ReadChars()
    {
        var kept = _charCount - _charAt;
        _chars.AsSpan(_charAt, kept).CopyTo(_chars);
        var room = from is TextEncoding.Utf16LittleEndian or TextEncoding.Utf16BigEndian ? _bytes.Length : _chars.Length - 1;
        var count = read(_bytes.AsSpan(_byteCount, Math.Min(room, (_chars.Length - kept) * BytesPerChar) - _byteCount));
        _atEnd = count == 0;
        count += _byteCount;
        var chars = count / BytesPerChar;
        Widen(_bytes.AsSpan(0, chars * BytesPerChar), _chars.AsSpan(kept));
        _byteCount = count - (chars * BytesPerChar);
        _bytes[0] = _bytes[Math.Max(count - 1, 0)];
        (_charAt, _charCount) = (0, kept + chars);
    }

    private int BytesPerChar => from is TextEncoding.Utf16LittleEndian or TextEncoding.Utf16BigEndian ? 2 : 1;

    private void Widen(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        switch (from)
        {
            case TextEncoding.Utf16LittleEndian:
                MemoryMarshal.Cast<byte, char>(bytes).CopyTo(chars);
                break;
            case TextEncoding.Utf16BigEndian:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ushort>(bytes), MemoryMarshal.Cast<char, ushort>(chars));
                break;
            default:
                for (var i = 0; i < bytes.Length; i++)
                {
                    chars[i] = from == TextEncoding.Windows1252 && bytes[i] is >= 0x80 and < 0xA0 ? Upper[bytes[i] - 0x80] : (char)bytes[i];
                }

                break;
        }
    }
}
