namespace IrisFlow;

/// <summary>What a running step can do: read its inputs, write its outputs, and a few words to the user.</summary>
public sealed class StepContext
{
    private readonly Func<string, object> _read;
    private readonly Dictionary<string, object> _outputs = [];
    private readonly HashSet<string> _claimed = [];
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

    /// <summary>Runs other workflows, as parts of this run; null where no engine runs the step.</summary>
    public IChildRuns? Children { get; init; }

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
        Claim(port.Name!);
        _outputs[port.Name!] = value;
    }

    /// <summary>Begins to write an output batch by batch: the table may be larger than memory. It is there once the writer has been told that it is finished.</summary>
    /// <param name="port">The output, which is written once. A writer that is disposed before it is finished has not written it, and another may.</param>
    /// <param name="schema">The columns of every batch.</param>
    public TableWriter Create(Out<Table> port, Schema schema)
    {
        Claim(port.Name!);
        var writer = (Creating ?? ((_, s, finished) => new TableCollector(s, finished)))(port.Name!, schema, table => _outputs[port.Name!] = table);
        writer.GivenUp = () => _claimed.Remove(port.Name!);
        return writer;
    }

    /// <summary>Computes an output from an input batch by batch, for activities whose rows depend on no other row: tables larger than memory take a few batches of it.</summary>
    /// <param name="rows">The input.</param>
    /// <param name="output">The output.</param>
    /// <param name="change">
    /// Gives the rows for some rows, in order. It is asked for no rows first, and what that gives has the schema and the metadata of the output:
    /// names, types and which columns may hold nulls follow from those of the input, never from values.
    /// </param>
    public void Map(In<Table> rows, Out<Table> output, Func<Table, Table> change)
    {
        var table = Read(rows);
        var empty = change(new(table.Schema, [.. Table.Empty(table.Schema).Columns], table.Metadata, 0));
        using var writer = Create(output, empty.Schema);
        var done = 0;
        foreach (var batch in table.Batches(Cancellation))
        {
            writer.Write(change(batch));
            done += batch.RowCount;
            Report(done / (double)table.RowCount);
        }

        writer.Finish(empty.Metadata);
    }

    /// <summary>Makes the writers of outputs, given a port's name, a schema, and whom to give the table; they collect in memory where nobody says otherwise.</summary>
    internal Func<string, Schema, Action<Table>, TableWriter>? Creating { get; init; }

    private void Claim(string port)
    {
        if (!_claimed.Add(port))
        {
            throw new InvalidOperationException($"Output '{port}' was written twice.");
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
