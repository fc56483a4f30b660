using System.Buffers;
using System.Buffers.Binary;
using IrisFlow.Parquet.Metadata;
using IrisFlow.Parquet.Thrift;
using Microsoft.Win32.SafeHandles;

namespace IrisFlow.Parquet.Reading;

/// <summary>An open file: its footer, its columns, and ranges of its bytes.</summary>
internal sealed class ParquetFile : IDisposable
{
    private const int MagicBytes = 4;
    private const int TailBytes = 8;
    private readonly SafeFileHandle _handle;
    private readonly int _footerBytes;

    /// <exception cref="IrisFlowException">The file can't be opened, is no Parquet, or its footer is damaged.</exception>
    public ParquetFile(string path)
    {
        _handle = Open(path);
        try
        {
            Length = RandomAccess.GetLength(_handle);
            _footerBytes = FindFooter();
            Metadata = ReadFooter();
            (Columns, var leaves) = SchemaTree.Read(Metadata.Schema);
            CheckRowGroups(leaves);
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    public long Length { get; }

    public FileMetadata Metadata { get; }

    public IReadOnlyList<Leaf> Columns { get; }

    /// <summary>Fills the target from a place in the file.</summary>
    public void Read(long offset, Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            var count = RandomAccess.Read(_handle, target, offset);
            if (count == 0)
            {
                throw Fault.Damaged("The file became shorter while it was read.", "A file that stays as it is.");
            }

            offset += count;
            target = target[count..];
        }
    }

    public void Dispose() => _handle.Dispose();

    private static SafeFileHandle Open(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Fault.NotOpened(path, e);
        }
    }

    private int FindFooter()
    {
        if (Length < MagicBytes + TailBytes)
        {
            throw Fault.NotParquet($"The file has {Length} bytes.", $"A Parquet file has at least {MagicBytes + TailBytes}.");
        }

        Span<byte> tail = stackalloc byte[TailBytes];
        Read(Length - TailBytes, tail);
        if (tail[MagicBytes..].SequenceEqual("PARE"u8))
        {
            throw Fault.Unsupported("The file is encrypted.", "A file that is not encrypted.");
        }

        Span<byte> head = stackalloc byte[MagicBytes];
        Read(0, head);
        if (!tail[MagicBytes..].SequenceEqual("PAR1"u8) || !head.SequenceEqual("PAR1"u8))
        {
            throw Fault.NotParquet("The file does not begin and end with PAR1, so it is no Parquet file or was cut off.", "A whole Parquet file.");
        }

        var footer = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        return footer <= Length - MagicBytes - TailBytes && footer <= Array.MaxLength
            ? (int)footer
            : throw Fault.Damaged($"The footer claims {footer} bytes in a file of {Length}.", "A footer within the file.");
    }

    private FileMetadata ReadFooter()
    {
        var bytes = ArrayPool<byte>.Shared.Rent(_footerBytes);
        try
        {
            var footer = bytes.AsSpan(0, _footerBytes);
            Read(Length - TailBytes - _footerBytes, footer);
            var reader = new CompactReader(footer);
            return FileMetadata.Read(ref reader);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void CheckRowGroups(int leaves)
    {
        if (Metadata.Rows < 0 || Metadata.Rows > Array.MaxLength)
        {
            throw Fault.TooLarge($"The file claims {Metadata.Rows} rows.", $"From 0 to {Array.MaxLength} rows in one table.");
        }

        var rows = 0L;
        foreach (var group in Metadata.RowGroups)
        {
            if (group.Rows < 0 || group.Rows > Metadata.Rows - rows || group.Columns.Count != leaves)
            {
                throw Fault.Damaged(
                    $"A row group has {group.Rows} rows in {group.Columns.Count} columns.",
                    $"{leaves} columns, and no more rows than the {Metadata.Rows} of the file in all.");
            }

            rows += group.Rows;
        }

        if (rows != Metadata.Rows)
        {
            throw Fault.Damaged($"The row groups have {rows} rows, the file says {Metadata.Rows}.", "The same number.");
        }
    }

    /// <summary>Fails unless the chunk is of the column's type, has the row group's rows, and lies between magic and footer.</summary>
    public void CheckChunk(ColumnChunk chunk, Leaf leaf, long rows)
    {
        if (chunk.Type != leaf.Physical || chunk.Values != rows)
        {
            throw Fault.Damaged(
                $"A chunk holds {chunk.Values} values of type {chunk.Type}.", $"{rows} values of type {leaf.Physical}, as the schema and the row group say.");
        }

        var end = Length - TailBytes - _footerBytes;
        if (chunk.Start < MagicBytes || chunk.CompressedSize < 0 || chunk.CompressedSize > end - chunk.Start)
        {
            throw Fault.Damaged(
                $"A chunk claims {chunk.CompressedSize} bytes from byte {chunk.Start} on.", $"Bytes between {MagicBytes} and {end}, where the footer begins.");
        }

        if (chunk.CompressedSize > Array.MaxLength)
        {
            throw Fault.TooLarge($"A chunk has {chunk.CompressedSize} bytes.", "At most 2 GiB; write smaller row groups.");
        }
    }
}
