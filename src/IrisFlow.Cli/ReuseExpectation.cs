using System.CommandLine;
using IrisFlow.Engine.Plan;

namespace IrisFlow.Cli;

/// <summary>The option <c>--expect-reuse</c>: whoever gives it wants to be told, by an exit code, when anything would run.</summary>
internal sealed class ReuseExpectation
{
    private const int MostNamed = 10;

    private readonly Option<bool> _option = new("--expect-reuse") { Description = "Run nothing and end with 3 when a step would run; for CI." };

    public ReuseExpectation(Command command) => command.Add(_option);

    /// <summary>What speaks against the expectation; null when nothing does, or nothing is expected.</summary>
    public Finding? Broken(ParseResult parsed, RunPlan plan)
    {
        var running = parsed.GetValue(_option) ? plan.Steps.Where(s => s.Decision == Decision.Run).OrderBy(s => s.Position).ToList() : [];
        return running.Count == 0 ? null : new Finding("IF408", $"{(running.Count == 1 ? "A step" : $"{running.Count} steps")} would run: {string.Join("; ", running.Take(MostNamed).Select(s => $"{s.Name} ({s.Reason})"))}{(running.Count > MostNamed ? $"; and {running.Count - MostNamed} more" : "")}.")
        {
            Step = running[0].Name,
            Expected = "With --expect-reuse every step has to be reused.",
            Next = $"irisflow why-not {plan.Workflow} {running[0].Name}",
        };
    }

    /// <exception cref="IrisFlowException">A step would run, though none should.</exception>
    public void Require(ParseResult parsed, RunPlan plan)
    {
        if (Broken(parsed, plan) is { } finding)
        {
            throw new IrisFlowException(finding, ExitCode.Refused);
        }
    }
}
