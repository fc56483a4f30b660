namespace IrisFlow.Engine.Tests;

/// <summary>Makes figures of the numbers of a table: their sum, and whether it is even.</summary>
[Activity("test.measure")]
public sealed class Measure : Activity
{
    [Port("rows")]
    public required In<Table> Given { get; init; }

    public Out<Metrics> Figures { get; } = new();

    protected override Task RunAsync(StepContext step)
    {
        var sum = step.Read(Given).Column<long>("n").Values.ToArray().Sum();
        step.Write(Figures, new Metrics(("sum", sum), ("even", sum % 2 == 0 ? 1 : 0)));
        return Task.CompletedTask;
    }
}

/// <summary>A line through the origin and something beside it: <c>slope · n + offset</c>.</summary>
[Activity("test.line")]
public sealed class Line : Activity
{
    [Port("rows")]
    public required In<Table> Given { get; init; }

    public long Slope { get; init; } = 1;

    public long Offset { get; init; }

    /// <summary>Changes nothing.</summary>
    public Taste? Taste { get; init; }

    /// <summary>Changes nothing.</summary>
    public string Note { get; init; } = "";

    [Port("rows")]
    public Out<Table> Made { get; } = new();

    protected override Task RunAsync(StepContext step)
    {
        var numbers = step.Read(Given).Column<long>("n").Values.ToArray();
        step.Write(Made, Table.Of(("n", Column.Of(Array.ConvertAll(numbers, n => (Slope * n) + Offset)))));
        return Task.CompletedTask;
    }
}

/// <summary>Gives the degree of a taste as a number.</summary>
[Activity("test.tasted")]
public sealed class Tasted : Activity
{
    public required Taste Taste { get; init; }

    /// <summary>Changes nothing.</summary>
    public string Note { get; init; } = "";

    public Out<Table> Rows { get; } = new();

    protected override Task RunAsync(StepContext step)
    {
        step.Write(Rows, Table.Of(("n", Column.Of((long)((Sweet)((Then)Taste).First).Degree))));
        return Task.CompletedTask;
    }
}

/// <summary>Reads a number from a file.</summary>
[Activity("test.noted-file")]
public sealed class NotedFile : Activity
{
    [SourceFile]
    public required string Path { get; init; }

    /// <summary>Changes nothing.</summary>
    public string Note { get; init; } = "";

    public Out<Table> Rows { get; } = new();

    protected override Task RunAsync(StepContext step)
    {
        step.Write(Rows, Table.Of(("n", Column.Of(long.Parse(File.ReadAllText(step.Environment.PathOf(Path)))))));
        return Task.CompletedTask;
    }
}
