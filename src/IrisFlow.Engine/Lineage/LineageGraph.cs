namespace IrisFlow.Engine.Lineage;

/// <summary>What a checkpoint was made of, and what was made of it, over all runs.</summary>
/// <param name="Nodes">Checkpoints and what came from outside; the one that was asked for is the first.</param>
/// <param name="Edges">Which was made of which.</param>
/// <param name="IsCut">True where there is more than is told.</param>
public sealed record LineageGraph(IReadOnlyList<LineageNode> Nodes, IReadOnlyList<LineageEdge> Edges, bool IsCut);

/// <summary>A checkpoint where it was made, or something from outside.</summary>
/// <param name="Id">What the edges call it.</param>
/// <param name="Distance">How many steps away it is: negative for what the one that was asked for was made of.</param>
public sealed record LineageNode(string Id, int Distance)
{
    /// <summary>The run that made it; null for what came from outside.</summary>
    public RunRecord? Run { get; init; }

    /// <summary>The step that made it, as the run has it.</summary>
    public StepRecord? Step { get; init; }

    /// <summary>The output; null for what came from outside.</summary>
    public OutputRecord? Output { get; init; }

    /// <summary>For what came from outside: the file, or where the data was from.</summary>
    public string? Source { get; init; }

    /// <summary>The content.</summary>
    public Digest Digest { get; init; }

    /// <summary>Where the lineage of a column was asked for: the columns here that it came from, or that came from it; null where nothing tells which.</summary>
    public IReadOnlySet<string>? Columns { get; init; } = new HashSet<string>();
}

/// <summary>A column that is followed through a lineage.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Environment">Knows the activities, whose descriptions tell what columns are made of.</param>
public sealed record FollowedColumn(string Name, StepEnvironment Environment);

/// <summary>Something was made of something.</summary>
/// <param name="From">What was read.</param>
/// <param name="To">What was made.</param>
/// <param name="Input">The port, or for a file the parameter, that it was read by; null where data was put in the place of the output.</param>
public sealed record LineageEdge(string From, string To, string? Input);
