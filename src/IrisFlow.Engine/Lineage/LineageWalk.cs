namespace IrisFlow.Engine.Lineage;

/// <summary>Follows a checkpoint to what it was made of, and to what was made of it, through reuse and injection and across runs.</summary>
/// <remarks>
/// A checkpoint stands where it was made: a run that reused it leads to the run that made it. Content alone would not do: a filter that keeps every row
/// gives what it was given, and would be its own origin.
/// </remarks>
public sealed class LineageWalk
{
    /// <summary>More nodes than this are not told.</summary>
    public const int MostNodes = 500;

    // Records of reads that are looked at for one content: the newest.
    private const int MostReads = 2_000;

    private readonly IRunStore _store;
    private readonly Dictionary<string, LineageNode> _nodes = [];
    private readonly HashSet<LineageEdge> _back = [];
    private readonly HashSet<LineageEdge> _on = [];
    private readonly Dictionary<string, (RunRecord Run, Dictionary<string, StepRecord> Steps)?> _runs = [];
    private bool _isCut;

    private LineageWalk(IRunStore store) => _store = store;

    /// <summary>The lineage of an output of a run.</summary>
    /// <param name="store">Where runs are tracked.</param>
    /// <param name="run">The run.</param>
    /// <param name="step">The step.</param>
    /// <param name="port">Its output, which the run has.</param>
    /// <param name="column">A column of it, to be followed as well.</param>
    /// <exception cref="IrisFlowException">The output has no such column.</exception>
    public static LineageGraph Of(IRunStore store, RunRecord run, string step, string port, FollowedColumn? column = null)
    {
        var walk = new LineageWalk(store);
        var start = walk.Made(run.Id, step, port, 0)!;
        walk.Backwards(start);
        walk.Forwards(start);
        var nodes = column is null ? walk._nodes.Values : new ColumnWalk(store, walk._nodes, column.Environment).Of(start, column.Name, walk._back, walk._on);
        return new([.. nodes], [.. walk._back.Union(walk._on)], walk._isCut);
    }

    private void Backwards(LineageNode start)
    {
        var open = new Queue<LineageNode>([start]);
        while (open.TryDequeue(out var node))
        {
            foreach (var (origin, input) in Origins(node).ToList())
            {
                Connect(_back, origin, node, input, open, origin);
            }
        }
    }

    private void Forwards(LineageNode start)
    {
        var open = new Queue<LineageNode>([start]);
        while (open.TryDequeue(out var node))
        {
            var address = $"{node.Step!.Name}.{node.Output!.Port}";
            foreach (var reader in _store.Readers(node.Digest, MostReads).Where(r => r.Source == address && Of(r.Run)?.Run.Workflow == node.Run!.Workflow))
            {
                foreach (var output in Of(reader.Run)?.Steps.GetValueOrDefault(reader.Step)?.Outputs ?? [])
                {
                    if (Made(reader.Run, reader.Step, output.Port, node.Distance + 1) is { } made)
                    {
                        Connect(_on, node, made, reader.Input, open, made);
                    }
                }
            }

            foreach (var use in _store.Injected(node.Digest, MostReads).Where(u => node.Run!.Id != u.Run || node.Step.Name != u.Step))
            {
                if (Made(use.Run, use.Step, use.Output.Port, node.Distance + 1) is { } made && Origins(made).Any(o => o.Node.Id == node.Id))
                {
                    Connect(_on, node, made, null, open, made);
                }
            }
        }
    }

    /// <summary>Adds an edge, and the node at its other end where it is new: that one is then looked at as well.</summary>
    private void Connect(HashSet<LineageEdge> edges, LineageNode from, LineageNode to, string? input, Queue<LineageNode> open, LineageNode other)
    {
        if (!_nodes.ContainsKey(other.Id))
        {
            if (_nodes.Count == MostNodes)
            {
                _isCut = true;
                return;
            }

            _nodes[other.Id] = other;
            if (other.Run is not null)
            {
                open.Enqueue(other);
            }
        }

        edges.Add(new(from.Id, to.Id, input));
    }

    /// <summary>What a node was made of, in the run that made it.</summary>
    private IEnumerable<(LineageNode Node, string? Input)> Origins(LineageNode node)
    {
        if (node.Output!.Origin is { } origin)
        {
            yield return (Injection(origin, node.Digest, node.Distance - 1), null);
            yield break;
        }

        foreach (var input in node.Step!.Inputs)
        {
            var isFile = input.Source.StartsWith("file:", StringComparison.Ordinal);
            var (step, port) = isFile ? ("", "") : Address.Split(input.Source);
            var made = isFile ? null : Made(node.Run!.Id, step, port, node.Distance - 1);
            yield return (made ?? Outside(isFile ? input.Source["file:".Length..] : input.Source, input.Digest, node.Distance - 1), input.Port);
        }
    }

    // run:ID/step.port names a checkpoint that is here; anything else is from outside.
    private LineageNode Injection(string origin, Digest digest, int distance)
    {
        if (origin.StartsWith("run:", StringComparison.Ordinal) && origin.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
            && _store.FindRun(origin[4..slash]) is { } run && Address.Split(origin[(slash + 1)..]) is var (step, port) && Made(run.Id, step, port, distance) is { } made)
        {
            return made;
        }

        return Outside(origin, digest, distance);
    }

    private static LineageNode Outside(string source, Digest digest, int distance) => new($"{source}#{digest.Hex}", distance) { Source = source, Digest = digest };

    /// <summary>An output where it was made: in this run, or in the one that it was taken from. Null where there is no such output.</summary>
    private LineageNode? Made(string run, string step, string port, int distance)
    {
        if (Of(run) is not { } tracked || tracked.Steps.GetValueOrDefault(step) is not { } record || record.Outputs.FirstOrDefault(o => o.Port == port) is not { } output)
        {
            return null;
        }

        if (record is { State: StepState.Reused or StepState.NotSelected, Key: { } key } && _store.FindCached(key) is { } made && made.Run != run
            && Of(made.Run)?.Steps.GetValueOrDefault(made.Step) is { State: StepState.Succeeded } maker && maker.Outputs.Any(o => o.Port == port && o.Digest == output.Digest))
        {
            return Node(made.Run, maker, maker.Outputs.First(o => o.Port == port), distance);
        }

        return Node(run, record, output, distance);
    }

    private LineageNode Node(string run, StepRecord step, OutputRecord output, int distance)
    {
        var id = $"{run}/{step.Name}.{output.Port}";
        if (_nodes.TryGetValue(id, out var known))
        {
            return known;
        }

        var node = new LineageNode(id, distance) { Run = Of(run)!.Value.Run, Step = step, Output = output, Digest = output.Digest };
        if (_nodes.Count == 0)
        {
            _nodes[id] = node;
        }

        return node;
    }

    private (RunRecord Run, Dictionary<string, StepRecord> Steps)? Of(string run)
    {
        if (!_runs.TryGetValue(run, out var found))
        {
            _runs[run] = found = _store.FindRun(run) is { } record ? (record, _store.Steps(run).ToDictionary(s => s.Name)) : null;
        }

        return found;
    }
}
