using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Reasons;

namespace IrisFlow.Engine.Plan;

/// <summary>Deals with what selected steps read and nobody has: the steps that make it are filled in, or the readers are blocked.</summary>
/// <remarks>A step that declares that its output need not be kept has thereby agreed to make it again.</remarks>
internal sealed class MissingInputs(Planning planning, OlderCheckpoints older, CheckpointStore checkpoints)
{
    /// <summary>The plan's steps, every input settled.</summary>
    public IReadOnlyList<PlannedStep> Settle()
    {
        // Backwards, so that a step filled in asks for its own inputs in turn.
        for (var i = planning.Steps.Count - 1; i >= 0; i--)
        {
            if (planning.Steps[i].Decision == Decision.Run)
            {
                foreach (var address in planning.Steps[i].Bound.Wires.Values)
                {
                    if (planning.OutputAt(address) is not { } output)
                    {
                        Settle(planning.Steps[i].Name, address);
                    }
                    else if (!planning.Injected.ContainsKey(address) && planning[Address.Split(address).Step] is var producer
                        && producer.Policy.Checkpoint != CheckpointPolicy.Always && producer.Decision != Decision.Run && !checkpoints.Holds(output))
                    {
                        MakeAgain(producer, planning.Steps[i].Name);
                    }
                }
            }
        }

        // What is made again may turn out otherwise, so the keys of its readers are open.
        return [.. planning.Steps.Select(s => s.Key is not null && s.Decision == Decision.Run && s.Bound.Wires.Values.Any(IsMadeNow) ? s with { Key = null, Inputs = [] } : s)];
    }

    private bool IsMadeNow(string address) => !planning.Injected.ContainsKey(address) && planning[Address.Split(address).Step].Decision == Decision.Run;

    private void MakeAgain(PlannedStep step, string reader) => planning[step.Name] = step with
    {
        Decision = Decision.Run,
        Why = new(ReasonKind.NotKept, $"its output is not kept (checkpoint: {PolicyText.Name(step.Policy.Checkpoint)}) and {reader} reads it") { Step = reader },
        Outputs = [],
        Metrics = [],
        MadeBy = null,
        Kept = null,
    };

    private void Settle(string reader, string address)
    {
        var producer = planning[Address.Split(address).Step];
        if (producer.Decision is Decision.Run or Decision.Blocked)
        {
            return;
        }

        if (producer.Policy.Checkpoint == CheckpointPolicy.Never && producer.Decision == Decision.NotSelected)
        {
            MakeAgain(producer, reader);
        }
        else if (planning.Request.Fill && producer.Decision == Decision.NotSelected)
        {
            planning[producer.Name] = producer with { Decision = Decision.Run, Why = new(ReasonKind.FilledIn, $"filled in, as {reader} needs it") { Step = reader } };
        }
        else
        {
            planning[reader] = planning[reader] with
            {
                Decision = Decision.Blocked,
                Why = new(ReasonKind.Blocked, $"{address} has no current checkpoint") { Source = address },
                Obstacle = Obstacle(reader, address, producer),
            };
        }
    }

    private Finding Obstacle(string reader, string address, PlannedStep producer)
    {
        var stale = older.Stale(producer);
        var nearest = Nearest(producer.Name);
        var enterAt = planning.Steps.FirstOrDefault(s => !nearest.Contains(s.Name) && s.Bound.Checked.Producers.Any(nearest.Contains) && Reaches(s.Name, producer.Name))?.Name;

        // Several entries are a union, so what was asked for stays as it is, and its changes with it.
        var command = planning.Request.Command.Length > 0 ? planning.Request.Command : $"irisflow run {planning.Request.Workflow.Name}{string.Concat(planning.Request.From.Select(f => $" --from {f}"))}";
        return new("IF407", $"{reader} reads {address}, which has no current checkpoint{(stale is { } s ? $": that of run {s.Run} is stale, as {s.Why}" : "")}.")
        {
            Step = reader,
            Expected = (nearest.Count == 0 ? "No step before it has one either." : $"The nearest step before it that has one is {string.Join(", ", nearest)}.")
                + " --fill runs what is missing" + (stale is null ? "." : "; --stale-ok takes the stale one."),
            Next = enterAt is not null ? $"{command} --from {enterAt}" : $"{command} --fill",
        };
    }

    /// <summary>Going up from a step: on each path the first that has its outputs.</summary>
    private List<string> Nearest(string from)
    {
        var found = new List<string>();
        var seen = new HashSet<string>();
        var open = new Queue<string>(planning[from].Bound.Checked.Producers);
        while (open.TryDequeue(out var name))
        {
            if (!seen.Add(name))
            {
                continue;
            }

            if (planning[name].Outputs.Count > 0)
            {
                found.Add(name);
            }
            else
            {
                planning[name].Bound.Checked.Producers.ToList().ForEach(open.Enqueue);
            }
        }

        return found;
    }

    /// <summary>True when a step is, or comes before, another.</summary>
    private bool Reaches(string step, string other)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>([other]);
        while (open.TryPop(out var name))
        {
            if (name == step)
            {
                return true;
            }

            if (seen.Add(name))
            {
                planning[name].Bound.Checked.Producers.ToList().ForEach(open.Push);
            }
        }

        return false;
    }
}
