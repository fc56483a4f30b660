namespace IrisFlow.Engine.Lineage;

/// <summary>Follows a column through the checkpoints of a lineage, as far as the descriptions of steps tell.</summary>
internal sealed class ColumnWalk
{
    private readonly Dictionary<string, HashSet<string>?> _columns = [];
    private readonly Dictionary<Digest, Schema?> _schemas = [];
    private readonly IRunStore _store;
    private readonly IReadOnlyDictionary<string, LineageNode> _nodes;
    private readonly ColumnOrigins _origins;

    public ColumnWalk(IRunStore store, IReadOnlyDictionary<string, LineageNode> nodes, StepEnvironment environment) =>
        (_store, _nodes, _origins) = (store, nodes, new(environment, SchemaOf));

    /// <summary>The nodes with the columns that the column came from, or that came from it.</summary>
    /// <exception cref="IrisFlowException">The output has no such column.</exception>
    public IEnumerable<LineageNode> Of(LineageNode start, string column, IReadOnlyCollection<LineageEdge> back, IReadOnlyCollection<LineageEdge> on)
    {
        var schema = SchemaOf(start.Digest);
        if (schema?.Find(column) is null)
        {
            throw new IrisFlowException(
                new Finding("IF563", $"{start.Step!.Name}.{start.Output!.Port} has no column '{column}'.") { Column = column, Expected = NearMiss.OneOf(column, schema?.Names ?? [], "Its columns are") },
                ExitCode.NotFound);
        }

        _columns[start.Id] = [column];
        Follow(start, back, e => (e.To, e.From), Origins);
        Follow(start, on, e => (e.From, e.To), Results);
        return _nodes.Values.Select(n => n with { Columns = _columns.GetValueOrDefault(n.Id, []) });
    }

    private void Follow(LineageNode start, IReadOnlyCollection<LineageEdge> edges, Func<LineageEdge, (string Here, string There)> ends, Func<LineageEdge, HashSet<string>?, IEnumerable<string>?> map)
    {
        var byNode = edges.ToLookup(e => ends(e).Here);
        var open = new Queue<string>([start.Id]);
        while (open.TryDequeue(out var id))
        {
            foreach (var edge in byNode[id])
            {
                if (Add(ends(edge).There, map(edge, _columns[id])))
                {
                    open.Enqueue(ends(edge).There);
                }
            }
        }
    }

    /// <summary>Adds columns to a node; false where it has them already.</summary>
    private bool Add(string node, IEnumerable<string>? columns)
    {
        if (!_columns.TryGetValue(node, out var known))
        {
            _columns[node] = columns?.ToHashSet();
            return columns?.Any() != false;
        }

        if (known is null || (columns is not null && known.IsSupersetOf(columns)))
        {
            return false;
        }

        _columns[node] = columns is null ? null : [.. known, .. columns];
        return true;
    }

    // What is read, of the columns that are made; null: any of them.
    private IEnumerable<string>? Origins(LineageEdge edge, HashSet<string>? made)
    {
        var found = made?.Select(column => _origins.Of(_nodes[edge.To], edge.Input, column)).ToList();
        return found is null || found.Contains(null) ? null : found.SelectMany(f => f!);
    }

    // What is made, of the columns that are read. What is no table, a model or figures, is made of all that was read.
    private IEnumerable<string>? Results(LineageEdge edge, HashSet<string>? read) =>
        read is null || _nodes[edge.To].Output!.Kind != Table.Kind || SchemaOf(_nodes[edge.To].Digest) is not { } made
            ? null
            : made.Names.Where(column => _origins.Of(_nodes[edge.To], edge.Input, column)?.Any(read.Contains) != false);

    private Schema? SchemaOf(Digest digest)
    {
        if (!_schemas.TryGetValue(digest, out var schema))
        {
            _schemas[digest] = schema = _store.FindObject(digest) is { } stored ? SchemaText.Read(stored.Schema) : null;
        }

        return schema;
    }
}
