using System.Diagnostics;
using System.Text;

namespace IrisFlow.Fuzzing;

/// <summary>This program in another process, with a limit to its memory, so that a file can do no more harm than to that.</summary>
internal sealed class ReadingProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private Task<string?>? _line;

    private ReadingProcess(Process process)
    {
        _process = process;
        _process.ErrorDataReceived += (_, e) => _errors.AppendLine(e.Data);
        _process.BeginErrorReadLine();
    }

    public static ReadingProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ReadingProcess).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Whoever reserves memory because a file claims something meets this wall, also where he would never touch it.
        start.Environment["DOTNET_GCHeapHardLimit"] = $"{200 << 20:x}";
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        return new(Process.Start(start)!);
    }

    public void Tell(string line) => _process.StandardInput.WriteLine(line);

    /// <summary>The next line of its output; null where it has ended, or says nothing for too long.</summary>
    public string? NextLine(TimeSpan patience)
    {
        _line ??= _process.StandardOutput.ReadLineAsync();
        if (!_line.Wait(patience))
        {
            return null;
        }

        var line = _line.Result;
        _line = null;
        return line;
    }

    /// <summary>Ends it, and says how it ended before.</summary>
    public string Stop()
    {
        var hangs = _line is not null;
        _process.Kill();
        _process.WaitForExit();
        return hangs ? "it hangs" : $"it ended with {_process.ExitCode}: {_errors}";
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
