namespace IrisFlow;

/// <summary>A DAG of steps with parameters: a document that C# and a JSON file can both write, and the two convert without loss.</summary>
public sealed record Workflow(string Name)
{
    /// <summary>A remark for readers.</summary>
    public string? Note { get; init; }

    /// <summary>The values that a run may change.</summary>
    public IReadOnlyList<WorkflowParameter> Parameters { get; init; } = [];

    /// <summary>When it runs by itself; null where it does not.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>The steps in the order of their definition.</summary>
    public IReadOnlyList<Step> Steps { get; init; } = [];

    /// <summary>The file it was read from, and whose folder relative paths start at.</summary>
    public string? File { get; init; }

    /// <summary>Writes a workflow in C#. A step can only name steps above it, so a cycle can't be written.</summary>
    /// <example>
    /// <code>
    /// Workflow.Define("iris", flow =>
    /// {
    ///     var load = flow.Add("load", new ReadCsv { Path = "data/iris.csv" });
    ///     flow.Add("filter", new FilterRows { Rows = load.Rows, Keep = "sepal_length &lt;= 7.0" });
    /// });
    /// </code>
    /// </example>
    public static Workflow Define(string name, Action<WorkflowBuilder> build)
    {
        var builder = new WorkflowBuilder(name);
        build(builder);
        return builder.Build();
    }
}
