using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>Holds a workflow against all rules, down to columns, without reading data. All findings come at once.</summary>
public sealed class WorkflowCheck
{
    private readonly Workflow _workflow;
    private readonly StepEnvironment _environment;
    private readonly List<Finding> _findings = [];

    // What a miswired step would say of its columns only leads astray.
    private readonly HashSet<string> _miswired = [];
    private Dictionary<string, Step> _byName = [];

    private WorkflowCheck(Workflow workflow, StepEnvironment environment) => (_workflow, _environment) = (workflow, environment);

    /// <summary>Checks a workflow.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="environment">Where its files are, and the activities there are.</param>
    /// <param name="parameters">Values for workflow parameters that differ from their defaults.</param>
    public static CheckedWorkflow Run(Workflow workflow, StepEnvironment environment, IReadOnlyDictionary<string, JsonNode?>? parameters = null)
    {
        var check = new WorkflowCheck(workflow, environment);
        var values = ParameterRules.Resolve(workflow, parameters ?? new Dictionary<string, JsonNode?>(), check._findings.Add);
        check._findings.AddRange(workflow.Schedule is { } schedule ? ScheduleRules.Check(schedule, workflow.Parameters) : []);
        var steps = check.Steps(values);
        return new(workflow, steps, [.. check._findings.Select(check.Placed)], values);
    }

    private List<CheckedStep> Steps(IReadOnlyDictionary<string, JsonNode?> values)
    {
        if (_workflow.Steps.Count == 0)
        {
            _findings.Add(new("IF101", $"Workflow '{_workflow.Name}' has no steps.") { Expected = "Add at least one under \"steps\"." });
        }

        var byName = _byName = _workflow.Steps.ToDictionary(s => s.Name, StringComparer.Ordinal);
        var descriptors = byName.ToDictionary(s => s.Key, s => _environment.Catalog.Find(s.Value.Uses));
        var ordered = WireRules.Order(_workflow.Steps, byName, _findings.Add);
        WireRules.Check(_workflow.Steps, descriptors, _environment.Catalog, finding =>
        {
            _findings.Add(finding);
            _miswired.Add(finding.Step!);
        });
        var shapes = new Dictionary<string, Shape>();
        return [.. ordered.Select(step => Describe(step, descriptors[step.Name], values, shapes))];
    }

    private CheckedStep Describe(
        Step step, ActivityDescriptor? descriptor, IReadOnlyDictionary<string, JsonNode?> values, Dictionary<string, Shape> known)
    {
        var with = ParameterRules.Fill(step, values, _findings.Add);
        SecretRules.Check(step.Name, with, _findings.Add);
        if (descriptor is null)
        {
            return new(step, null) { With = with };
        }

        var sound = true;
        var activity = descriptor.Create(step.Name, step.From, with, _environment.Catalog, problem =>
        {
            sound = false;
            _findings.Add(new("IF110", problem.Message) { Step = step.Name, Port = problem.Path, Expected = problem.Expected });
        });
        var shapes = new StepShapes(step.Name, known, _environment);
        var outputs = new Dictionary<string, Shape>();
        if (sound && !_miswired.Contains(step.Name))
        {
            ColumnRules.Check(descriptor, activity, step, known, shapes);
            Describe(activity, shapes);
            outputs = new(shapes.Outputs);
        }

        _findings.AddRange(shapes.Findings);
        _findings.AddRange(PolicyRules.Check(step.Policy).Select(f => f.Finding with { Step = step.Name, Port = $"policy.{f.Key}" }));
        foreach (var output in descriptor.Outputs)
        {
            known[$"{step.Name}.{output.Name}"] = outputs.GetValueOrDefault(output.Name, Shape.Unknown);
        }

        return new(step, descriptor) { With = with, Shapes = outputs };
    }

    /// <summary>Lets an activity describe its outputs. What it throws is its own fault, and no reason to say nothing of the other steps.</summary>
    internal static void Describe(Activity activity, StepShapes shapes)
    {
        try
        {
            activity.Describe(shapes);
        }
        catch (IrisFlowException problem)
        {
            problem.Findings.ToList().ForEach(shapes.Report);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            shapes.Report(new("IF572", $"{activity.GetType().FullName} fails when it describes its outputs: {problem.GetType().Name}: {problem.Message}")
            {
                Expected = "Describe says what is wrong with shapes.Report and throws nothing.",
            });
        }
    }

    /// <summary>Adds the file, and the line where the step stands, to a finding.</summary>
    private Finding Placed(Finding finding)
    {
        finding = finding with { Pointer = finding.Pointer ?? FindingPointer.Of(finding, _byName, _environment.Catalog) };
        var position = finding.Step is null ? null : _byName.GetValueOrDefault(finding.Step)?.Position;

        // A place in another file, such as the data that a step reads, is no line of the workflow.
        return finding.File is not null ? finding : finding with
        {
            File = _workflow.File is { } file ? Path.GetFileName(file) : null,
            Line = position?.Line,
            Position = position?.Column,
        };
    }
}
