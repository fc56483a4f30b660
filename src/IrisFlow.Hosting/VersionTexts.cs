using System.Globalization;
using System.Text;

namespace IrisFlow.Hosting;

/// <summary>The wordings that a workflow had, found by what names them.</summary>
public static class VersionTexts
{
    /// <summary>A wording of a workflow, and its text.</summary>
    /// <exception cref="IrisFlowException">The workflow never had it.</exception>
    public static (WorkflowVersion Version, string Text) Find(Workspace workspace, string workflow, string version) =>
        long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && workspace.Store.FindVersion(workflow, id) is { } found
            ? found
            : throw new IrisFlowException(
                new Finding("IF875", $"Workflow '{workflow}' has no version '{version}'.") { Expected = "A version is a number of its history.", Next = $"irisflow history {workflow}" },
                ExitCode.NotFound);

    /// <summary>The workflow in one of its wordings.</summary>
    /// <exception cref="IrisFlowException">The workflow never had it, or this program can't read it.</exception>
    public static Workflow Read(Workspace workspace, string workflow, string version) =>
        WorkflowReader.Read(Encoding.UTF8.GetBytes(Find(workspace, workflow, version).Text), workspace.Workflows.PathOf(workflow));
}
