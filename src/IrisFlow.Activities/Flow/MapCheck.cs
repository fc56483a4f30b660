using System.Text.Json.Nodes;

namespace IrisFlow.Activities;

/// <summary>Holds a map against the workflow that it runs, before anything runs.</summary>
internal static class MapCheck
{
    /// <summary>The other workflow and what surrounds its steps.</summary>
    /// <exception cref="IrisFlowException">There is no such workflow.</exception>
    public static (Workflow Workflow, StepEnvironment Environment) Other(string name, StepEnvironment own)
    {
        var workflows = own.Workflows ?? throw new IrisFlowException(new Finding("IF450", $"There is no workspace that could hold the workflow '{name}'."));
        var workflow = workflows.Load(name);
        return (workflow, workflows.EnvironmentOf(workflow) with { Above = [.. own.Above, workflow.Name] });
    }

    /// <summary>Reports what is wrong.</summary>
    public static void Check(MapWorkflow map, StepShapes shapes)
    {
        if (map.Into is null && (map.Parameter is null || map.Over.AreOfRows))
        {
            shapes.Report(new("IF451", "Nothing says where an item goes.")
            {
                Port = "into",
                Expected = map.Over.AreOfRows ? "into names the port of the other workflow that its rows take the place of." : "into names a port of the other workflow, or parameter one of its parameters.",
            });
        }

        try
        {
            var (workflow, environment) = Other(map.Workflow, shapes.Environment);
            if (shapes.Environment.Above.Contains(workflow.Name))
            {
                shapes.Report(new("IF452", $"Workflow '{workflow.Name}' would run itself: {string.Join(" -> ", environment.Above)}.") { Port = "workflow", Expected = "A map runs another workflow." });
                return;
            }

            Check(map, workflow, environment, shapes);
        }
        catch (IrisFlowException problem)
        {
            problem.Findings.ToList().ForEach(f => shapes.Report(f with { Port = "workflow" }));
        }
    }

    private static void Check(MapWorkflow map, Workflow workflow, StepEnvironment environment, StepShapes shapes)
    {
        if (map.Parameter is { } parameter && workflow.Parameters.All(p => p.Name != parameter))
        {
            shapes.Report(new("IF111", $"Workflow '{workflow.Name}' has no parameter '{parameter}'.")
            {
                Port = "parameter",
                Expected = NearMiss.OneOf(parameter, workflow.Parameters.Select(p => p.Name), "Its parameters are"),
            });
            return;
        }

        if (Sample(map, workflow, environment, shapes.Environment) is not { } parameters)
        {
            return;
        }

        var found = WorkflowCheck.Run(workflow, environment, parameters);
        foreach (var finding in found.Findings.Where(f => f.Severity == Severity.Error))
        {
            // Where it stands in the other file is in its words; the place is this step.
            shapes.Report(finding.Rule == "IF452"
                ? new(finding.Rule, finding.Message) { Port = "workflow", Expected = finding.Expected }
                : new("IF450", $"Workflow '{workflow.Name}' can't run: {finding}") { Port = "workflow" });
        }

        Port(map.Into, "into", found, inputsToo: true, shapes);
        if (Port(map.Collect, "collect", found, inputsToo: false, shapes) is { } collected && collected.Kind.Type != typeof(Table))
        {
            shapes.Report(new("IF105", $"{map.Collect} is {collected.Kind.Name}.") { Port = "collect", Expected = "Tables can be collected." });
        }
    }

    /// <summary>Parameters as one of the items would give them; null where there is no item to try it with.</summary>
    private static Dictionary<string, JsonNode?>? Sample(MapWorkflow map, Workflow workflow, StepEnvironment environment, StepEnvironment own)
    {
        if (map.Parameter is not { } parameter)
        {
            return [];
        }

        if (map.Over.AreOfRows)
        {
            // Its values are in the data; without a default nothing can be said before.
            return workflow.Parameters.First(p => p.Name == parameter).Default is null ? null : [];
        }

        var path = map.Over is FolderFiles files && Directory.Exists(own.PathOf(files.Folder))
            ? files.List(null, own).Items.Select(i => (string?)i.Value).FirstOrDefault()
            : null;
        return path is null ? null : new() { [parameter] = JsonValue.Create(Path.GetRelativePath(environment.Folder, path)) };
    }

    private static PortDescriptor? Port(string? address, string parameter, CheckedWorkflow workflow, bool inputsToo, StepShapes shapes)
    {
        if (address is null)
        {
            return null;
        }

        var (name, port) = Address.Split(address);
        var step = workflow.Steps.FirstOrDefault(s => s.Name == name);
        if (step is null)
        {
            shapes.Report(new("IF402", $"Workflow '{workflow.Workflow.Name}' has no step '{name}'.")
            {
                Port = parameter,
                Expected = NearMiss.OneOf(name, workflow.Steps.Select(s => s.Name), "Its steps are"),
            });
            return null;
        }

        IEnumerable<PortDescriptor> ports = step.Descriptor is null ? [] : inputsToo ? step.Descriptor.Outputs.Concat(step.Descriptor.Inputs) : step.Descriptor.Outputs;
        var found = ports.FirstOrDefault(p => p.Name == port);
        if (found is null && step.Descriptor is not null)
        {
            shapes.Report(new("IF404", $"{step.Descriptor.Uses} has no port '{port}'.") { Port = parameter, Expected = NearMiss.OneOf(port, ports.Select(p => p.Name).Distinct(), "Its ports are") });
        }

        return found;
    }
}
