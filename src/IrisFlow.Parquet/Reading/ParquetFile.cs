using System.Buffers;
using System.Buffers.Binary;
using IrisFlow.Parquet.Metadata;
using IrisFlow.Parquet.Thrift;
using Microsoft.Win32.SafeHandles;

namespace IrisFlow.Parquet.Reading;

/// <summary>An open file: its footer, its columns, and ranges of its bytes.</summary>
internal sealed class ParquetFile : IDisposable
{
    public const int MagicBytes = 4;
    private const int TailBytes = 8;
    private readonly SafeFileHandle _handle;
    private long _bytesRead;

    /// <param name="path">The file.</param>
    /// <param name="values">How values are read that no column type is made for; null for the usual way.</param>
    /// <param name="known">What it said of itself when it was opened before, to be read no second time.</param>
    /// <exception cref="IrisFlowException">The file can't be opened, is no Parquet, its footer is damaged, or it is no longer as long as it was.</exception>
    public ParquetFile(string path, ForeignValues? values = null, Footer? known = null)
    {
        _handle = Open(path);
        try
        {
            Length = RandomAccess.GetLength(_handle);
            Footer = known ?? ReadFooter(values ?? new());
            if (Length != Footer.FileLength)
            {
                throw Fault.Damaged($"The file has {Length} bytes, and had {Footer.FileLength} when it was opened first.", "A file that stays as it is.");
            }
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    public SafeFileHandle Handle => _handle;

    public long Length { get; }

    public Footer Footer { get; }

    public FileMetadata Metadata => Footer.Metadata;

    public IReadOnlyList<Leaf> Columns => Footer.Columns;

    /// <summary>Bytes that were read so far, by all threads.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>Fills the target from a place in the file.</summary>
    public void Read(long offset, Span<byte> target)
    {
        Interlocked.Add(ref _bytesRead, target.Length);
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

    private Footer ReadFooter(ForeignValues values)
    {
        var size = FindFooter();
        var start = Length - TailBytes - size;
        var bytes = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            Read(start, bytes.AsSpan(0, size));
            var reader = new CompactReader(bytes.AsSpan(0, size));
            var metadata = WriterFaults.Mend(FileMetadata.Read(ref reader), start);
            var schema = SchemaTree.Read(metadata.Schema, values);
            CheckRowGroups(metadata, schema.Leaves);
            return new(Length, start, metadata, schema.Columns, schema.LeftOut);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static void CheckRowGroups(FileMetadata metadata, int leaves)
    {
        if (metadata.Rows < 0 || metadata.Rows > Array.MaxLength)
        {
            throw Fault.TooLarge($"The file claims {metadata.Rows} rows.", $"From 0 to {Array.MaxLength} rows in one table.");
        }

        var rows = 0L;
        foreach (var group in metadata.RowGroups)
        {
            if (group.Rows < 0 || group.Rows > metadata.Rows - rows || group.Columns.Count != leaves)
            {
                throw Fault.Damaged(
                    $"A row group has {group.Rows} rows in {group.Columns.Count} columns.",
                    $"{leaves} columns, and no more rows than the {metadata.Rows} of the file in all.");
            }

            rows += group.Rows;
        }

        if (rows != metadata.Rows)
        {
            throw Fault.Damaged($"The row groups have {rows} rows, the file says {metadata.Rows}.", "The same number.");
        }
    }
}
