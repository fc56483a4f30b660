using System.Runtime.InteropServices;
using System.Text;

namespace IrisFlow.Cli.Output;

/// <summary>What a process without a terminal prints: kept until it is known where it goes, then written to a file as it comes.</summary>
internal sealed class PrintedText : TextWriter
{
    private const int Output = 1;
    private const int Error = 2;
    private const int ToEnd = 2;

    private readonly Lock _lock = new();
    private readonly StringBuilder _kept = new();
    private StreamWriter? _file;

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Lets everything go to a file, what was printed so far first, and what the runtime itself says of a crash.</summary>
    public void GoTo(string path)
    {
        lock (_lock)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                _file = new(Opened(path), new UTF8Encoding(false)) { AutoFlush = true };
                _file.Write(_kept);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // A run does not fail because nobody can read what it printed.
                _file = StreamWriter.Null;
            }

            _kept.Clear();
        }
    }

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_lock)
        {
            try
            {
                if (_file is null)
                {
                    _kept.Append(buffer);
                }
                else
                {
                    _file.Write(buffer);
                }
            }
            catch (IOException)
            {
                // A full disk: the steps will say so.
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        lock (_lock)
        {
            _file?.Dispose();
            _file = StreamWriter.Null;
        }

        base.Dispose(disposing);
    }

    /// <summary>The end of a file. The streams of the one that started this process lead there as well from now on, so that nobody has to read them.</summary>
    private static Stream Opened(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete };
        if (OperatingSystem.IsWindows())
        {
            var file = new FileStream(path, options);
            file.Seek(0, SeekOrigin.End);
            return file;
        }

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var opened = new FileStream(path, options);
        var handle = (int)opened.SafeFileHandle.DangerousGetHandle();
        _ = lseek(handle, 0, ToEnd);
        _ = dup2(handle, Output);
        _ = dup2(handle, Error);
        return Console.OpenStandardOutput();
    }

#pragma warning disable IDE1006, SYSLIB1054 // libc's own name.
    [DllImport("libc", SetLastError = true)]
    private static extern int dup2(int from, int to);

    [DllImport("libc", SetLastError = true)]
    private static extern long lseek(int file, long offset, int whence);
#pragma warning restore IDE1006, SYSLIB1054
}
