namespace IrisFlow;

/// <summary>The workflows of a workspace, for a step that runs another one.</summary>
public interface IWorkflows
{
    /// <summary>The workflow of a name or a path.</summary>
    /// <exception cref="IrisFlowException">There is none, or its file is wrong.</exception>
    Workflow Load(string nameOrPath);

    /// <summary>What surrounds the steps of a workflow.</summary>
    StepEnvironment EnvironmentOf(Workflow workflow);
}
