using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Output;

/// <summary>What is said of a run in a line.</summary>
internal static class RunHead
{
    public static string Time(RunRecord run) => run.FinishedAt is { } end ? Values.Duration(Math.Max(0, (end - run.StartedAt).TotalMilliseconds)) : "";

    public static string Steps(RunRecord run) => string.Join(", ", RunHeadJson.Counts(run).Select(c => $"{c.Value} {Names.Of(c.Key)}"));
}
