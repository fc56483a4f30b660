using IrisFlow.Hosting.Documents;

namespace IrisFlow.Hosting.Runs;

/// <summary>Finds an output of a run by what a user calls it.</summary>
public static class OutputOfRun
{
    /// <summary>The output of an address: a step, which means its first output, or <c>step.port</c>.</summary>
    /// <exception cref="IrisFlowException">The run has no such step, or the step no such output.</exception>
    public static (string Step, OutputRecord Output) Find(IRunStore store, RunRecord run, string name)
    {
        var (step, port) = Address.Split(name);
        var record = StepOfRun.Find(run, store.Steps(run.Id), step);
        var output = port.Length == 0 && record.Outputs is [var first, ..] ? first : record.Outputs.FirstOrDefault(o => o.Port == port);
        return (step, output
            ?? throw NotFound(
                "IF404", record.Outputs.Count == 0 ? $"Step '{step}' has no checkpoints in run {run.Id}: it is {Names.Of(record.State)}." : $"Step '{step}' has no output '{port}'.",
                NearMiss.OneOf(port, record.Outputs.Select(o => o.Port), "Its outputs are")));
    }

    private static IrisFlowException NotFound(string rule, string message, string expected) => new(new Finding(rule, message) { Expected = expected }, ExitCode.NotFound);
}
