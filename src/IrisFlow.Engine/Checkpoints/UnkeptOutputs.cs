using System.Text.Json.Nodes;
using IrisFlow.Engine.Plan;

namespace IrisFlow.Engine.Checkpoints;

/// <summary>Which outputs of a run were not kept as files, because the policy of their step says so.</summary>
public sealed class UnkeptOutputs
{
    private readonly IRunStore _store;
    private readonly Dictionary<string, string> _policies;

    private UnkeptOutputs(IRunStore store, Dictionary<string, string> policies) => (_store, _policies) = (store, policies);

    /// <summary>Those of a run that was carried out just now.</summary>
    public static UnkeptOutputs Of(RunPlan plan, IRunStore store) => new(
        store, plan.Steps.Where(s => s.Policy.Checkpoint != CheckpointPolicy.Always).ToDictionary(s => s.Name, s => PolicyText.Name(s.Policy.Checkpoint)));

    /// <summary>Those of a run whose definition holds the policies.</summary>
    public static UnkeptOutputs Of(RunRecord run, IRunStore store)
    {
        var policies = new Dictionary<string, string>();

        // Most runs keep everything, and are asked for more often than they are parsed.
        if (run.Definition.Contains("\"checkpoint\"", StringComparison.Ordinal) && JsonNode.Parse(run.Definition)?["steps"] is JsonObject steps)
        {
            foreach (var (name, step) in steps)
            {
                if (step?["policy"]?["checkpoint"] is { } policy)
                {
                    policies[name] = policy.GetValue<string>();
                }
            }
        }

        return new(store, policies);
    }

    /// <summary>True when an output was never a file, or is none any more and need not be.</summary>
    public bool Contains(string step, OutputRecord output) => _policies.ContainsKey(step) && _store.FindObject(output.Digest) is null;

    /// <summary>The answer to who wants to read one.</summary>
    public IrisFlowException Refusal(string run, string step, OutputRecord output) => new(
        new Finding("IF905", $"Run {run} did not keep {step}.{output.Port}: its policy is \"checkpoint\": \"{_policies[step]}\".")
        {
            Step = step,
            Port = output.Port,
            Expected = $"It had {output.Rows} rows and the digest {output.Digest.Short}. Take the policy out and run the step again to have it.",
        },
        ExitCode.NotFound);
}
