namespace IrisFlow;

/// <summary>Rules on the wires between steps: that both ends exist and agree, and that they go round nowhere.</summary>
internal static class WireRules
{
    // Each suggestion looks at all steps: for a file that is wrong throughout, the first ones have to do.
    private const int MostComparisons = 2_000_000;

    /// <summary>The steps, each after all that it reads from; what stands in a cycle is reported and left out, with all that follows.</summary>
    public static List<Step> Order(IReadOnlyList<Step> steps, IReadOnlyDictionary<string, Step> byName, Action<Finding> report)
    {
        var ordered = new List<Step>(steps.Count);
        var state = new Dictionary<string, bool>(steps.Count);
        foreach (var step in steps)
        {
            Visit(step, byName, state, ordered, report);
        }

        return ordered;
    }

    /// <summary>Reports unknown activities, steps and ports, wires of the wrong kind, and inputs without a wire.</summary>
    public static void Check(
        IReadOnlyList<Step> steps, IReadOnlyDictionary<string, ActivityDescriptor?> descriptors, Catalog catalog, Action<Finding> report)
    {
        var suggestions = MostComparisons / Math.Max(1, steps.Count);
        foreach (var step in steps)
        {
            if (descriptors[step.Name] is not { } descriptor)
            {
                report(new("IF102", $"There is no activity '{step.Uses}'.")
                {
                    Step = step.Name,
                    Expected = NearMiss.OneOf(step.Uses, catalog.Names.Order(StringComparer.Ordinal), "The activities are"),
                    Next = "irisflow activities",
                });
                continue;
            }

            foreach (var (input, source) in step.From)
            {
                CheckWire(step, descriptor, input, source, descriptors, ref suggestions, report);
            }

            foreach (var input in descriptor.Inputs.Where(i => i.Required && !step.From.ContainsKey(i.Name)))
            {
                report(new("IF107", $"Input '{input.Name}' is not wired.")
                {
                    Step = step.Name,
                    Port = input.Name,
                    Expected = $"It needs a {input.Kind.Name}: \"from\": {{ \"{input.Name}\": \"step.port\" }}.",
                });
            }
        }
    }

    private static void CheckWire(
        Step step, ActivityDescriptor descriptor, string input, string source, IReadOnlyDictionary<string, ActivityDescriptor?> descriptors, ref int suggestions, Action<Finding> report)
    {
        Finding At(string rule, string message, string expected) => new(rule, message) { Step = step.Name, Port = input, Expected = expected };
        var port = descriptor.Inputs.FirstOrDefault(i => i.Name == input);
        if (port is null)
        {
            report(At("IF106", $"{step.Uses} has no input '{input}'.", NearMiss.OneOf(input, descriptor.Inputs.Select(i => i.Name), "Its inputs are")));
            return;
        }

        var (producer, output) = Address.Split(source);
        if (!descriptors.TryGetValue(producer, out var producing))
        {
            report(At("IF103", $"It reads '{source}', but there is no step '{producer}'.", suggestions-- > 0 ? NearMiss.OneOf(producer, descriptors.Keys.Where(k => k != step.Name), "The steps are") : "It reads an output of a step."));
        }
        else if (producing is not null && producing.Outputs.FirstOrDefault(o => o.Name == output) is var found && found is null)
        {
            report(At("IF104", $"It reads '{source}', but {producing.Uses} has no output '{output}'.", NearMiss.OneOf(output, producing.Outputs.Select(o => o.Name), "Its outputs are")));
        }
        else if (producing is not null && producing.Outputs.First(o => o.Name == output).Kind is var kind && kind != port.Kind)
        {
            var fitting = (suggestions-- > 0 ? descriptors : Enumerable.Empty<KeyValuePair<string, ActivityDescriptor?>>())
                .Where(d => d.Key != step.Name && d.Value is not null)
                .SelectMany(d => d.Value!.Outputs.Where(o => o.Kind == port.Kind).Select(o => $"{d.Key}.{o.Name}"));
            report(At("IF105", $"It reads '{source}', which is a {kind.Name}.", $"It needs a {port.Kind.Name}, such as {string.Join(", ", fitting.Take(5).DefaultIfEmpty(suggestions >= 0 ? "none there is" : "that of another step"))}."));
        }
    }

    /// <summary>Depth first, without recursion, so that a chain of any length fits on the stack.</summary>
    private static void Visit(
        Step start, IReadOnlyDictionary<string, Step> byName, Dictionary<string, bool> done, List<Step> ordered, Action<Finding> report)
    {
        if (done.ContainsKey(start.Name))
        {
            return;
        }

        var path = new Stack<(Step Step, IEnumerator<string> Sources)>();
        void Enter(Step step)
        {
            done[step.Name] = false;
            path.Push((step, step.From.Values.Select(a => Address.Split(a).Step).GetEnumerator()));
        }

        Enter(start);
        while (path.TryPeek(out var top))
        {
            if (!top.Sources.MoveNext())
            {
                path.Pop();
                done[top.Step.Name] = true;
                ordered.Add(top.Step);
            }
            else if (byName.TryGetValue(top.Sources.Current, out var source))
            {
                if (!done.TryGetValue(source.Name, out var finished))
                {
                    Enter(source);
                }
                else if (!finished)
                {
                    ReportCycle([.. path.Select(p => p.Step.Name).Reverse()], source.Name, report);
                }
            }
        }
    }

    private static void ReportCycle(List<string> path, string again, Action<Finding> report)
    {
        // The path goes from reader to what it reads; data flows the other way, and so does the arrow.
        var cycle = path.SkipWhile(name => name != again).Append(again).Reverse();
        report(new("IF108", $"The steps go round in a circle: {string.Join(" → ", cycle)}.")
        {
            Step = again,
            Expected = "Take out one of these wires: a step can't wait for itself.",
        });
    }
}
