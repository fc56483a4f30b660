using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace IrisFlow;

/// <summary>The digest of a column that comes piece by piece: the same, however it is cut.</summary>
/// <remarks>See <see cref="TableDigest"/> for what is hashed.</remarks>
internal sealed class ColumnDigester : IDisposable
{
    private const int BlockRows = Table.BatchRows;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly bool _nullable;

    // The validity of a block stands before its values, so pieces of one wait until it is complete.
    private List<Column>? _block;
    private int _blockRows;
    private byte[]? _texts;

    public ColumnDigester(ColumnType type, bool nullable)
    {
        _nullable = nullable;
        _hash.AppendData([(byte)type, nullable ? (byte)1 : (byte)0]);
    }

    /// <summary>Adds rows.</summary>
    public void Append(Column rows)
    {
        for (var start = 0; start < rows.Length;)
        {
            var count = Math.Min(BlockRows - _blockRows, rows.Length - start);
            var piece = count == rows.Length ? rows : rows.Slice(start, count);
            start += count;
            if (!_nullable)
            {
                AppendValues(piece);
            }
            else if (count == BlockRows)
            {
                AppendBlock([piece], count);
            }
            else
            {
                (_block ??= []).Add(piece);
                _blockRows += count;
                if (_blockRows == BlockRows)
                {
                    EndBlock();
                }
            }
        }
    }

    /// <summary>The digest of all rows. Call once, at the end.</summary>
    public byte[] Finish()
    {
        EndBlock();
        return _hash.GetHashAndReset();
    }

    public void Dispose() => _hash.Dispose();

    private void EndBlock()
    {
        if (_blockRows > 0)
        {
            AppendBlock(_block!, _blockRows);
            _block!.Clear();
            _blockRows = 0;
        }
    }

    private void AppendBlock(List<Column> pieces, int rows)
    {
        AppendValidity(pieces, rows);
        foreach (var piece in pieces)
        {
            AppendValues(piece);
        }
    }

    private void AppendValidity(List<Column> pieces, int rows)
    {
        var bits = new byte[(rows + 7) >> 3];
        var at = 0;
        foreach (var piece in pieces)
        {
            var valid = piece.Validity.Bits;
            if (at == 0 && pieces.Count == 1 && !valid.IsEmpty)
            {
                valid[..bits.Length].CopyTo(bits);
            }
            else
            {
                for (var row = 0; row < piece.Length; row++, at++)
                {
                    if (valid.IsEmpty || (valid[row >> 3] >> (row & 7) & 1) != 0)
                    {
                        bits[at >> 3] |= (byte)(1 << (at & 7));
                    }
                }
            }
        }

        if ((rows & 7) != 0)
        {
            // Bits past the last row may be anything where they come from.
            bits[^1] &= (byte)((1 << (rows & 7)) - 1);
        }

        _hash.AppendData(bits);
    }

    private void AppendValues(Column piece)
    {
        switch (piece)
        {
            case Column<double> c:
                AppendFixed(c, HasNaN(c.Values), double.NaN);
                break;
            case Column<float> c:
                AppendFixed(c, HasNaN(c.Values), float.NaN);
                break;
            case Column<int> c:
                AppendFixed(c, hasNaN: false, 0);
                break;
            case Column<long> c:
                AppendFixed(c, hasNaN: false, 0);
                break;
            case Column<bool> c:
                AppendFixed(c, hasNaN: false, false);
                break;
            case StringColumn c:
                AppendTexts(c);
                break;
            default:
                throw new InvalidOperationException($"No digest is defined for {piece.GetType().Name}.");
        }
    }

    private void AppendFixed<T>(Column<T> piece, bool hasNaN, T nan)
        where T : unmanaged, IEquatable<T>
    {
        if (piece.Validity.AllValid && !hasNaN)
        {
            _hash.AppendData(piece.Bytes);
            return;
        }

        var normal = piece.Values.ToArray();
        for (var row = 0; row < normal.Length; row++)
        {
            // By Equals every NaN is equal to every other.
            normal[row] = piece.IsNull(row) ? default : hasNaN && normal[row].Equals(nan) ? nan : normal[row];
        }

        _hash.AppendData(MemoryMarshal.AsBytes<T>(normal));
    }

    private static bool HasNaN<T>(ReadOnlySpan<T> values)
        where T : unmanaged, INumber<T>
    {
        // Few values need no vectors, and a short-lived process is spared compiling them.
        if (values.Length >= 256 && HasNaNByVectors(ref values))
        {
            return true;
        }

        foreach (var value in values)
        {
            if (T.IsNaN(value))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasNaNByVectors<T>(ref ReadOnlySpan<T> values)
        where T : unmanaged, INumber<T>
    {
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(values);
        values = values[(vectors.Length * Vector<T>.Count)..];
        foreach (var vector in vectors)
        {
            // Only a NaN does not equal itself.
            if (!Vector.EqualsAll(vector, vector))
            {
                return true;
            }
        }

        return false;
    }

    private void AppendTexts(StringColumn piece)
    {
        // Length and text side by side in one buffer: one call into the hash for many rows.
        var buffer = _texts ??= new byte[64 * 1024];
        var used = 0;
        for (var row = 0; row < piece.Length; row++)
        {
            var text = piece.Utf8(row);
            if (used + 4 + text.Length > buffer.Length)
            {
                _hash.AppendData(buffer.AsSpan(0, used));
                used = 0;
            }

            BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(used), text.Length);
            used += 4;
            if (text.Length > buffer.Length - used)
            {
                _hash.AppendData(buffer.AsSpan(0, used));
                _hash.AppendData(text);
                used = 0;
            }
            else
            {
                text.CopyTo(buffer.AsSpan(used));
                used += text.Length;
            }
        }

        _hash.AppendData(buffer.AsSpan(0, used));
    }
}
