using System.Collections.Immutable;

namespace IrisFlow;

/// <summary>Makes a table in memory of the batches written to it.</summary>
internal sealed class TableCollector(Schema schema, Action<Table> finished) : TableWriter(schema)
{
    private readonly List<Table> _batches = [];

    protected override void WriteRows(Table batch) => _batches.Add(batch);

    protected override void WriteEnd(ImmutableSortedDictionary<string, string> metadata)
    {
        finished(Table.Concat(Schema, _batches, metadata));
        _batches.Clear();
    }
}
