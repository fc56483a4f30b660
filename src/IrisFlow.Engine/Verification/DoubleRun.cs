using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Comparison;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Verification;

/// <summary>What two runs of the same, neither of which reused anything, say about the steps: which of them are deterministic.</summary>
/// <param name="First">The first run.</param>
/// <param name="Second">The second run.</param>
/// <param name="Differing">The steps that gave other data: those where it begins first, otherwise in the order of the workflow.</param>
public sealed record DoubleRun(RunResult First, RunResult Second, IReadOnlyList<DifferingStep> Differing)
{
    /// <summary>True when both runs came to their end.</summary>
    public bool IsComplete => First.State == RunState.Succeeded && Second.State == RunState.Succeeded;

    /// <summary>Compares two complete runs of one plan.</summary>
    /// <param name="first">The first run.</param>
    /// <param name="second">The second run.</param>
    /// <param name="checkpoints">Where their outputs are read from.</param>
    public static DoubleRun Compare(RunResult first, RunResult second, CheckpointStore checkpoints)
    {
        var before = first.Steps.ToDictionary(s => s.Name);
        var differing = second.Steps
            .Select(s => (Step: s, Ports: Ports(before[s.Name], s, checkpoints)))
            .Where(s => s.Ports.Count > 0)
            .Select(s => new DifferingStep(s.Step.Name, s.Step.Uses, ReadsTheSame(before[s.Step.Name], s.Step), s.Ports))
            .ToList();

        // Where non-determinism begins comes first: what follows from it differs for that reason alone.
        return new(first, second, [.. differing.OrderBy(s => !s.Begins)]);
    }

    private static bool ReadsTheSame(StepRecord first, StepRecord second) =>
        first.Inputs.Select(i => (i.Port, i.Digest)).ToHashSet().SetEquals(second.Inputs.Select(i => (i.Port, i.Digest)));

    private static List<DifferingPort> Ports(StepRecord first, StepRecord second, CheckpointStore checkpoints) =>
    [
        .. first.Outputs.Join(second.Outputs, o => o.Port, o => o.Port, (a, b) => (First: a, Second: b))
            .Where(p => p.First.Digest != p.Second.Digest)
            .Select(p => new DifferingPort(p.First.Port, p.First, p.Second, Columns(p.First, p.Second, checkpoints))),
    ];

    private static IReadOnlyList<string>? Columns(OutputRecord first, OutputRecord second, CheckpointStore checkpoints) =>
        checkpoints.Holds(first) && checkpoints.Holds(second) ? ColumnDifferences.Between(checkpoints.Read(first.Digest), checkpoints.Read(second.Digest)) : null;
}

/// <summary>A step that gave other data when it ran again.</summary>
/// <param name="Step">The step.</param>
/// <param name="Uses">Its activity.</param>
/// <param name="Begins">True when it read the same both times: the difference is its own doing.</param>
/// <param name="Ports">The outputs that differ.</param>
public sealed record DifferingStep(string Step, string Uses, bool Begins, IReadOnlyList<DifferingPort> Ports);

/// <summary>An output that differs.</summary>
/// <param name="Port">The port.</param>
/// <param name="First">What it was in the first run.</param>
/// <param name="Second">What it was in the second run.</param>
/// <param name="Columns">The columns that differ; none when only what travels with the table does, null when the step's policy does not keep the output.</param>
public sealed record DifferingPort(string Port, OutputRecord First, OutputRecord Second, IReadOnlyList<string>? Columns);
