using System.Text.Json.Nodes;

namespace IrisFlow.Hosting;

/// <summary>A definition that somebody edits, held against all rules. Nothing of it is saved, and no data is read beyond the header of source files.</summary>
/// <param name="Workflow">The workflow; null where the definition is none.</param>
/// <param name="Text">Its canonical text; null where the definition is none.</param>
/// <param name="Checked">Its steps and their shapes; null where the definition is none.</param>
/// <param name="Findings">All that was found.</param>
public sealed record EditedWorkflow(Workflow? Workflow, byte[]? Text, CheckedWorkflow? Checked, IReadOnlyList<Finding> Findings)
{
    /// <summary>The workflow that a definition stands for.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="name">The workflow's name, which the definition must have too.</param>
    /// <param name="definition">The object of a workflow file.</param>
    /// <exception cref="IrisFlowException">The definition is no workflow, or another one.</exception>
    public static Workflow Read(Workspace workspace, string name, JsonNode? definition)
    {
        WorkflowName.Require(name);
        var workflow = WorkflowReader.Read(definition, workspace.Workflows.PathOf(name));
        return workflow.Name == name ? workflow : throw new IrisFlowException(new Finding("IF870", $"The definition is of workflow '{workflow.Name}'.")
        {
            Pointer = "/workflow",
            Expected = $"It is '{name}': a workflow has the name of its folder.",
        });
    }

    /// <summary>Checks a definition.</summary>
    public static EditedWorkflow Check(Workspace workspace, string name, JsonNode? definition)
    {
        try
        {
            return Check(workspace, Read(workspace, name, definition));
        }
        catch (IrisFlowException problem)
        {
            return new(null, null, null, problem.Findings);
        }
    }

    /// <summary>Checks a workflow.</summary>
    public static EditedWorkflow Check(Workspace workspace, Workflow workflow)
    {
        var text = WorkflowWriter.WriteBytes(workflow, workspace.Catalog);
        var found = WorkflowCheck.Run(workflow, workspace.EnvironmentOf(workflow));
        return new(workflow, text, found, workspace.Differs(workflow, text) is { } differs ? [.. found.Findings, differs] : found.Findings);
    }
}
