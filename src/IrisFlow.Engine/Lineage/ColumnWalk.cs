namespace IrisFlow.Engine.Lineage;

/// <summary>Follows a column through the checkpoints of a lineage, as far as schemas and the parameters of steps tell.</summary>
internal sealed class ColumnWalk(IRunStore store, IReadOnlyDictionary<string, LineageNode> nodes)
{
    private readonly Dictionary<string, HashSet<string>?> _columns = [];
    private readonly Dictionary<Digest, Schema?> _schemas = [];

    /// <summary>The nodes with the columns that the column came from, or that came from it.</summary>
    /// <exception cref="IrisFlowException">The output has no such column.</exception>
    public IEnumerable<LineageNode> Of(LineageNode start, string column, IReadOnlyCollection<LineageEdge> back, IReadOnlyCollection<LineageEdge> on)
    {
        var schema = SchemaOf(start);
        if (schema?.Find(column) is null)
        {
            throw new IrisFlowException(
                new Finding("IF563", $"{start.Step!.Name}.{start.Output!.Port} has no column '{column}'.") { Column = column, Expected = NearMiss.OneOf(column, schema?.Names ?? [], "Its columns are") },
                ExitCode.NotFound);
        }

        _columns[start.Id] = [column];
        Follow(start, back, e => (e.To, e.From), Origins);
        Follow(start, on, e => (e.From, e.To), Results);
        return nodes.Values.Select(n => n with { Columns = _columns.GetValueOrDefault(n.Id, []) });
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
        var origin = ColumnOrigins.Of(nodes[edge.To].Step!, edge.Input, SchemaOf(nodes[edge.From]));
        var found = made?.Select(origin).ToList();
        return found is null || found.Contains(null) ? null : found.SelectMany(f => f!);
    }

    // What is made, of the columns that are read. What is no table, a model or figures, is made of all that was read.
    private IEnumerable<string>? Results(LineageEdge edge, HashSet<string>? read)
    {
        var origin = ColumnOrigins.Of(nodes[edge.To].Step!, edge.Input, SchemaOf(nodes[edge.From]));
        return read is null || nodes[edge.To].Output!.Kind != "table" || SchemaOf(nodes[edge.To]) is not { } made
            ? null
            : made.Names.Where(name => origin(name)?.Any(read.Contains) != false);
    }

    private Schema? SchemaOf(LineageNode node)
    {
        if (!_schemas.TryGetValue(node.Digest, out var schema))
        {
            _schemas[node.Digest] = schema = store.FindObject(node.Digest) is { } stored ? SchemaText.Read(stored.Schema) : null;
        }

        return schema;
    }
}
