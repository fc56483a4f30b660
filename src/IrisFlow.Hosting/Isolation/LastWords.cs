using IrisFlow.Engine.Isolation;

namespace IrisFlow.Hosting.Isolation;

/// <summary>What a process printed last, and what that says of how it ended.</summary>
internal sealed class LastWords
{
    private const int Kept = 20;
    private const int KeptBefore = 5;
    private const int SignalBase = 128;

    // How the runtime begins its last message. What the code said before and the innermost frames after it tell more than the outermost ones.
    private static readonly string[] Ends = ["Stack overflow", "Process terminated", "Out of memory", "Unhandled exception", "Fatal error"];

    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = new();
    private bool _isEnding;
    private bool _overflowed;
    private bool _outOfMemory;

    /// <summary>Takes a line.</summary>
    public void Add(string line)
    {
        lock (_lock)
        {
            if (!_isEnding && Array.Exists(Ends, end => line.StartsWith(end, StringComparison.Ordinal)))
            {
                _isEnding = true;
                while (_lines.Count > KeptBefore)
                {
                    _lines.Dequeue();
                }
            }

            _overflowed |= line.StartsWith("Stack overflow", StringComparison.Ordinal);
            _outOfMemory |= line.StartsWith("Out of memory", StringComparison.Ordinal) || line.Contains("OutOfMemoryException", StringComparison.Ordinal);
            if (_isEnding && _lines.Count == Kept)
            {
                return;
            }

            _lines.Enqueue(line.Length > 500 ? line[..500] + "…" : line);
            if (_lines.Count > Kept)
            {
                _lines.Dequeue();
            }
        }
    }

    /// <summary>How the process of a step ended that did not say so itself.</summary>
    public Finding Of(int exitCode, StepRequest request)
    {
        lock (_lock)
        {
            var how = exitCode > SignalBase ? $"signal {exitCode - SignalBase}{Name(exitCode - SignalBase)}" : $"exit code {exitCode}";
            var why = _overflowed ? " Its stack overflowed." : _outOfMemory ? " It ran out of memory." : "";
            var said = _lines.Count == 0 ? " It said nothing." : $" It said last:{Environment.NewLine}{string.Join(Environment.NewLine, _lines.Select(l => "  " + l))}";
            return new("IF906", $"The process of the step ended with {how} before the work was done.{why}{said}")
            {
                Step = request.Step,
                Expected = _outOfMemory && request.Memory is { } memory ? $"It may use {QuantityText.Write(memory)}: give it more with \"policy\": {{ \"memory\": … }}." : null,
                IsTransient = !_overflowed && !_outOfMemory,
            };
        }
    }

    private static string Name(int signal) => signal switch
    {
        4 => " (SIGILL)",
        6 => " (SIGABRT)",
        7 => " (SIGBUS)",
        8 => " (SIGFPE)",
        9 => " (SIGKILL)",
        11 => " (SIGSEGV)",
        15 => " (SIGTERM)",
        _ => "",
    };
}
