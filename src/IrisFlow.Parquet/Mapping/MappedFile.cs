using System.IO.MemoryMappedFiles;
using IrisFlow.Parquet.Reading;

namespace IrisFlow.Parquet.Mapping;

/// <summary>A file's bytes in the address space. They stay there while anybody looks at them, whoever disposes meanwhile.</summary>
internal sealed class MappedFile(ParquetFile file, string path) : IDisposable
{
    private readonly MemoryMappedViewAccessor _view = View(file, path);

    /// <summary>Calls back with some of the bytes, which the caller has checked to be within the file.</summary>
    /// <exception cref="ObjectDisposedException">The file was disposed before.</exception>
    public unsafe TResult Look<TState, TResult>(long start, long length, TState state, Func<ReadOnlySpan<byte>, TState, TResult> look)
        where TState : allows ref struct
    {
        var handle = _view.SafeMemoryMappedViewHandle;
        var taken = false;
        try
        {
            // Counts this look, so that a dispose in the meantime unmaps behind it.
            handle.DangerousAddRef(ref taken);
            return look(new ReadOnlySpan<byte>((byte*)handle.DangerousGetHandle() + start, (int)Math.Min(length, int.MaxValue)), state);
        }
        finally
        {
            if (taken)
            {
                handle.DangerousRelease();
            }
        }
    }

    public void Dispose() => _view.Dispose();

    private static MemoryMappedViewAccessor View(ParquetFile file, string path)
    {
        try
        {
            // The view keeps the mapping when the object that made it goes.
            using var mapping = MemoryMappedFile.CreateFromFile(file.Handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            var view = mapping.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
            if (view.Capacity >= file.Length)
            {
                return view;
            }

            view.Dispose();
            throw Fault.Damaged("The file became shorter while it was opened.", "A file that stays as it is.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fault.NotOpened(path, e);
        }
    }
}
