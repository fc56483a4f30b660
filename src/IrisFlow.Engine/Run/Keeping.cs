using IrisFlow.Engine.Plan;

namespace IrisFlow.Engine.Run;

/// <summary>Which outputs are kept as files, by the policy of their step.</summary>
internal sealed class Keeping(CheckedWorkflow workflow)
{
    // What writing is taken to cost: about that of a laptop's disk, and one sync.
    private const double BytesAMillisecond = 200_000;
    private const double MillisecondsAFile = 1;

    private readonly Lazy<HashSet<string>> _read = new(() => [.. workflow.Steps.SelectMany(s => s.Step.From.Values)]);

    /// <summary>True for an output that is written.</summary>
    /// <param name="step">The step.</param>
    /// <param name="output">What it made.</param>
    /// <param name="milliseconds">How long the step took.</param>
    public bool Keeps(PlannedStep step, Produced output, double milliseconds) => step.Policy.Checkpoint switch
    {
        CheckpointPolicy.Always => true,
        _ when output.Port.IsShown => true,
        CheckpointPolicy.Never => false,
        _ => !_read.Value.Contains($"{step.Name}.{output.Port.Name}") || milliseconds >= (output.IsInFile ? CostOf(output.Staged!.Object.Bytes) : CostOf(output.Table)),
    };

    /// <summary>How many milliseconds writing a table is taken to cost.</summary>
    internal static double CostOf(Table table) => CostOf(table.Columns.Sum(BytesOf));

    private static double CostOf(double bytes) => (bytes / BytesAMillisecond) + MillisecondsAFile;

    private static double BytesOf(Column column) => column switch
    {
        StringColumn { IsDictionary: true } text => text.Bytes.Length + (4.0 * text.Length),
        StringColumn text => text.Bytes.Length,
        _ => column.Length * (double)(column.Type switch
        {
            ColumnType.Bool => 1,
            ColumnType.Int32 or ColumnType.Float32 or ColumnType.Date => 4,
            _ => 8,
        }),
    };
}
