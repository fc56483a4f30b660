using System.Text.Json.Nodes;

namespace IrisFlow.Engine.Comparison;

/// <summary>Finds out which of the differences of one step moves a metric.</summary>
internal sealed class StepSuspects(TrackedRun good, TrackedRun bad, StepDifferences step, ProbeRuns probes, IReadOnlySet<string> before, Func<double, bool> isGood)
{
    /// <summary>The differences that move it, and those that don't.</summary>
    public async Task<(IReadOnlyList<Suspect> Causes, IReadOnlyList<Suspect> Others)> FindAsync(double with, CancellationToken cancellation)
    {
        var causes = RunComparer.Causes(step, good, bad);
        if (step.Code is not null && step.Parameters.Count > 0 && IsGoodCode())
        {
            causes = [.. causes.Where(c => c.Kind != CauseKind.Code)];
        }

        if (causes.Select(c => (c.Kind, c.Kind == CauseKind.Code ? null : c.Name)).Distinct().Count() == 1)
        {
            // There is nothing else it could be.
            return ([.. causes.Select(c => new Suspect(c, with))], []);
        }

        var suspects = new List<Suspect>();
        foreach (var cause in causes)
        {
            suspects.Add(new(cause, await TryAsync([cause], cancellation)));
        }

        if (suspects.Where(s => s.Value is { } value && isGood(value)).ToList() is { Count: > 0 } movers)
        {
            return (movers, [.. suspects.Except(movers)]);
        }

        // None does it alone. What could be tried may do it together; else it is what could not be tried, which is the code.
        var tried = suspects.Where(s => s.Value is not null).ToList();
        var untried = suspects.Except(tried).ToList();
        return untried.Count == 0 || (tried.Count > 1 && await TryAsync([.. tried.Select(s => s.Cause)], cancellation) is { } together && isGood(together))
            ? (tried, untried)
            : (untried, tried);
    }

    private bool IsGoodCode()
    {
        try
        {
            return probes.HasGoodCode(before, step.Step);
        }
        catch (IrisFlowException)
        {
            // The activity does not take the good run's parameters any more: its code has changed.
            return false;
        }
    }

    /// <summary>The metric when the step has these from the good run; null when that can't be tried.</summary>
    private async Task<double?> TryAsync(IReadOnlyList<Cause> causes, CancellationToken cancellation)
    {
        var parameters = (JsonObject)JsonNode.Parse(bad.Steps[step.Step].Parameters)!;
        var files = bad.Steps[step.Step].Inputs.ToList();
        foreach (var cause in causes)
        {
            if (step.Parameters.FirstOrDefault(p => p.Name == cause.Name) is { } change && cause.Kind == CauseKind.Parameter)
            {
                Set(parameters, change.Name.Split('.'), change.Before);
            }
            else if (step.Files.FirstOrDefault(f => f.Parameter == cause.Name) is { Before: { } file } && cause.Kind == CauseKind.Input)
            {
                parameters[file.Port] = file.Source["file:".Length..];
                files = [.. files.Where(f => f.Port != file.Port), file];
            }
            else
            {
                return null;
            }
        }

        try
        {
            return await probes.WithParametersAsync(before, step.Step, parameters, files, string.Join(", ", causes.Select(c => $"{step.Step}.{c.Name}")), cancellation);
        }
        catch (IrisFlowException)
        {
            // The file is another one by now, or the step refuses the value: then nothing can be said of it.
            return null;
        }
    }

    private static void Set(JsonObject parameters, string[] path, JsonNode? value)
    {
        var target = parameters;
        foreach (var name in path[..^1])
        {
            target = (JsonObject)(target[name] ??= new JsonObject());
        }

        if (value is null)
        {
            target.Remove(path[^1]);
        }
        else
        {
            target[path[^1]] = value.DeepClone();
        }
    }
}
