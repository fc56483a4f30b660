using IrisFlow.Engine.Reasons;

namespace IrisFlow.Engine.Plan;

/// <summary>Deals with what selected steps read and nobody has: the steps that make it are filled in, or the readers are blocked.</summary>
internal sealed class MissingInputs(Planning planning, OlderCheckpoints older)
{
    /// <summary>The plan's steps, every input settled.</summary>
    public IReadOnlyList<PlannedStep> Settle()
    {
        // Backwards, so that a step filled in asks for its own inputs in turn.
        for (var i = planning.Steps.Count - 1; i >= 0; i--)
        {
            if (planning.Steps[i].Decision == Decision.Run)
            {
                foreach (var address in planning.Steps[i].Bound.Wires.Values.Where(a => planning.OutputAt(a) is null))
                {
                    Settle(planning.Steps[i].Name, address);
                }
            }
        }

        return planning.Steps;
    }

    private void Settle(string reader, string address)
    {
        var producer = planning[Address.Split(address).Step];
        if (producer.Decision is Decision.Run or Decision.Blocked)
        {
            return;
        }

        if (planning.Request.Fill && producer.Decision == Decision.NotSelected)
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
