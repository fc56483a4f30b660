using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Engine.Run;

/// <summary>The outputs that one attempt at a step writes batch by batch. When the attempt is over, nothing is left of those that nobody took over.</summary>
/// <param name="files">Where large ones are written to.</param>
/// <param name="kept">How many bytes of an output are kept in memory.</param>
/// <param name="cancellation">Ends the attempt.</param>
internal sealed class StepOutputs(IOutputFiles files, long kept, CancellationToken cancellation) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<OutputWriter> _writers = [];
    private readonly Dictionary<string, StagedObject> _staged = [];
    private bool _isOver;

    /// <summary>Begins an output; see <see cref="StepContext.Creating"/>.</summary>
    public TableWriter Create(string port, Schema schema, Action<Table> finished)
    {
        var writer = new OutputWriter(
            schema, kept, () => files.Create(port, schema, cancellation), finished, written => finished(Take(port, written)));
        lock (_lock)
        {
            _writers.Add(writer);
        }

        return writer;
    }

    /// <summary>The file of an output that was too large for memory; null for any other.</summary>
    public StagedObject? At(string port)
    {
        lock (_lock)
        {
            return _staged.GetValueOrDefault(port);
        }
    }

    /// <summary>A table as it is to be recorded: one that still lies in a large file, a part of an input say, is written to a file of its own without being loaded.</summary>
    public Table Settled(string port, Table table)
    {
        if (At(port) is not null || !table.IsInFile || TableSize.Estimate(table.Schema, table.RowCount) <= kept)
        {
            return table;
        }

        var settled = table;
        using var writer = Create(port, table.Schema, written => settled = written);
        foreach (var batch in table.Batches(cancellation))
        {
            writer.Write(batch);
        }

        writer.Finish(table.Metadata);
        return settled;
    }

    /// <summary>Gives the files away: they are not this attempt's to delete any more.</summary>
    public void Release()
    {
        lock (_lock)
        {
            _staged.Clear();
        }
    }

    public void Dispose()
    {
        List<StagedObject> left;
        lock (_lock)
        {
            _isOver = true;
            left = [.. _staged.Values];
            _staged.Clear();
        }

        _writers.ForEach(w => w.Dispose());
        left.ForEach(files.Discard);
    }

    private Table Take(string port, StagedObject written)
    {
        lock (_lock)
        {
            if (!_isOver)
            {
                var staged = files.Settle(written);
                _staged[port] = staged;
                return files.Read(staged);
            }
        }

        files.Discard(written);
        throw new OperationCanceledException("The attempt is over.");
    }
}
