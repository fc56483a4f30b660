using System.Collections.Immutable;
using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Engine.Run;

/// <summary>Takes an output batch by batch: what is small stays in memory, and what is not goes into a file as it comes.</summary>
/// <param name="schema">The columns.</param>
/// <param name="kept">How many bytes are kept in memory.</param>
/// <param name="create">Begins a file.</param>
/// <param name="inMemory">Takes a table that stayed small.</param>
/// <param name="inFile">Takes the file of one that did not.</param>
internal sealed class OutputWriter(Schema schema, long kept, Func<CheckpointWriter> create, Action<Table> inMemory, Action<StagedObject> inFile) : TableWriter(schema)
{
    // An activity that was left behind by its timeout may still write when the step's outputs are let go of.
    private readonly Lock _lock = new();
    private readonly List<Table> _batches = [];
    private long _bytes;
    private CheckpointWriter? _file;

    protected override void WriteRows(Table batch)
    {
        lock (_lock)
        {
            if (_file is not null)
            {
                _file.Write(batch);
                return;
            }

            _batches.Add(batch);
            _bytes += TableSize.Of(batch);
            if (_bytes > kept)
            {
                _file = create();
                _batches.ForEach(_file.Write);
                _batches.Clear();
            }
        }
    }

    protected override void WriteEnd(ImmutableSortedDictionary<string, string> metadata)
    {
        lock (_lock)
        {
            if (_file is null)
            {
                inMemory(Table.Concat(Schema, _batches, metadata));
                _batches.Clear();
                return;
            }

            _file.Finish(metadata);
            inFile(_file.Staged!);
        }
    }

    protected override void Dispose(bool disposing)
    {
        lock (_lock)
        {
            _file?.Dispose();
        }

        base.Dispose(disposing);
    }
}
