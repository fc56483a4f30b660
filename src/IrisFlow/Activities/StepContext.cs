namespace IrisFlow;

/// <summary>What a running step can do: read its inputs, write its outputs, and a few words to the user.</summary>
public sealed class StepContext
{
    private readonly Func<string, object> _read;
    private readonly Dictionary<string, object> _outputs = [];
    private readonly List<string> _warnings = [];
    private readonly Action<double>? _progress;
    private double _reported;

    /// <summary>Made by whoever runs the step.</summary>
    /// <param name="environment">Where files are and what kinds there are.</param>
    /// <param name="read">The value at an output's address, <c>step.port</c>.</param>
    /// <param name="idempotencyKey">See <see cref="IdempotencyKey"/>.</param>
    /// <param name="progress">Told how far the step is, from 0 to 1, at most once a hundredth.</param>
    /// <param name="cancellation">Ends the step.</param>
    public StepContext(
        StepEnvironment environment, Func<string, object> read, string idempotencyKey = "", Action<double>? progress = null, CancellationToken cancellation = default) =>
        (Environment, _read, IdempotencyKey, _progress, Cancellation) = (environment, read, idempotencyKey, progress, cancellation);

    /// <summary>Where files are and what kinds there are.</summary>
    public StepEnvironment Environment { get; }

    /// <summary>Set when the run is cancelled or the attempt times out; long work looks at it often.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>The same for every attempt at the same work: give it to an outside system so that it does the work once.</summary>
    public string IdempotencyKey { get; }

    /// <summary>Which attempt of this run this is, from 1. A policy with retries makes more than one.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>What was written, by port name.</summary>
    public IReadOnlyDictionary<string, object> Outputs => _outputs;

    /// <summary>What the step had to say.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The value at an input port.</summary>
    public T Read<T>(In<T> port)
        where T : ICheckpoint<T> =>
        port.Source is { } address
            ? (T)_read(address)
            : port.Value ?? throw new InvalidOperationException("This input is not wired. Ask IsWired before reading an optional input.");

    /// <summary>True when an optional input has something to read.</summary>
    public static bool IsWired<T>(In<T>? port)
        where T : ICheckpoint<T> => port is { IsBound: true };

    /// <summary>Sets the value of an output port; every output is written once.</summary>
    public void Write<T>(Out<T> port, T value)
        where T : ICheckpoint<T>
    {
        if (!_outputs.TryAdd(port.Name!, value))
        {
            throw new InvalidOperationException($"Output '{port.Name}' was written twice.");
        }
    }

    internal const string Warned = "step-warned";

    /// <summary>Told what the step says, as it says it: the name of the event, and the words.</summary>
    internal Action<string, string>? Saying { get; init; }

    /// <summary>Tells the user something that does not stop the step; it is kept with the run.</summary>
    public void Warn(string sentence)
    {
        _warnings.Add(sentence);
        Saying?.Invoke(Warned, sentence);
    }

    /// <summary>Says what the step is doing, for whoever looks on with <c>irisflow logs --follow</c>, and for later.</summary>
    public void Say(string sentence) => Saying?.Invoke("step-said", sentence);

    /// <summary>Says how far the step is: long work does so now and then, and the user sees it.</summary>
    /// <param name="share">From 0 to 1.</param>
    public void Report(double share)
    {
        if (share - _reported >= 0.01)
        {
            _reported = Math.Min(share, 1);
            _progress?.Invoke(_reported);
        }
    }
}
