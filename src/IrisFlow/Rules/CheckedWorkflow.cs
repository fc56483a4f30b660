using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>A step that was held against its activity.</summary>
/// <param name="Step">The step as it is written.</param>
/// <param name="Descriptor">Its activity; null when there is none of that name.</param>
public sealed record CheckedStep(Step Step, ActivityDescriptor? Descriptor)
{
    /// <summary>The step's name.</summary>
    public string Name => Step.Name;

    /// <summary>The parameters with placeholders resolved.</summary>
    public JsonObject With { get; init; } = [];

    /// <summary>What is known of each output before data is read, by port name.</summary>
    public IReadOnlyDictionary<string, Shape> Shapes { get; init; } = new Dictionary<string, Shape>();

    /// <summary>The steps it reads from.</summary>
    public IEnumerable<string> Producers => Step.From.Values.Select(a => a.Split('.')[0]).Distinct();
}

/// <summary>A workflow held against all rules: what each step is, in an order in which they can run, and everything that is wrong.</summary>
/// <param name="Workflow">The workflow as it is written.</param>
/// <param name="Steps">The steps, each after all that it reads from, otherwise in the order of definition.</param>
/// <param name="Findings">Everything that was found, errors and warnings.</param>
/// <param name="Parameters">The value of each workflow parameter.</param>
public sealed record CheckedWorkflow(
    Workflow Workflow, IReadOnlyList<CheckedStep> Steps, IReadOnlyList<Finding> Findings, IReadOnlyDictionary<string, JsonNode?> Parameters)
{
    /// <summary>True when nothing stands against running it.</summary>
    public bool IsSound => !Findings.Any(f => f.Severity == Severity.Error);

    /// <summary>The shape of an output, by address.</summary>
    public Shape ShapeAt(string address)
    {
        var (step, port) = Address.Split(address);
        return Steps.FirstOrDefault(s => s.Name == step)?.Shapes.GetValueOrDefault(port) ?? Shape.Unknown;
    }

    /// <summary>The same, or an exception with all errors when there are any.</summary>
    /// <exception cref="IrisFlowException">A rule is broken.</exception>
    public CheckedWorkflow OrThrow() =>
        IsSound ? this : throw new IrisFlowException([.. Findings.Where(f => f.Severity == Severity.Error)]);
}

/// <summary>The address of a port: <c>step.port</c>.</summary>
public static class Address
{
    /// <summary>The step and the port; the port is empty when there is no dot.</summary>
    public static (string Step, string Port) Split(string address)
    {
        var dot = address.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? (address, "") : (address[..dot], address[(dot + 1)..]);
    }
}
