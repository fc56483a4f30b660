using IrisFlow.Engine.Keys;
using IrisFlow.Engine.Reasons;

namespace IrisFlow.Engine.Plan;

/// <summary>What a run would do with a step.</summary>
public enum Decision
{
    /// <summary>Its outputs are there already.</summary>
    Reuse,

    /// <summary>It would run; if what it reads turns out unchanged, it is reused after all.</summary>
    Run,

    /// <summary>The user put other data in the place of its outputs.</summary>
    Injected,

    /// <summary>It can't run: something it reads is neither made nor found.</summary>
    Blocked,

    /// <summary>The run leaves it out.</summary>
    NotSelected,
}

/// <summary>A step of a plan, with what would be done and why.</summary>
/// <param name="Bound">The step with its activity.</param>
/// <param name="Position">Its place among the workflow's steps, from 0.</param>
public sealed record PlannedStep(BoundStep Bound, int Position)
{
    /// <summary>The step's name.</summary>
    public string Name => Bound.Name;

    /// <summary>How it would be carried out.</summary>
    public StepPolicy Policy => Bound.Checked.Step.Policy;

    /// <summary>What would be done.</summary>
    public Decision Decision { get; init; }

    /// <summary>Why, with what is behind it.</summary>
    public Reason Why { get; init; } = Reasons.Reason.NotSelected;

    /// <summary>Why, in words for a user.</summary>
    public string Reason => Why.Text;

    /// <summary>The key, where all that it depends on is known.</summary>
    public string? Key { get; init; }

    /// <summary>What it reads, where that is known.</summary>
    public IReadOnlyList<InputRecord> Inputs { get; init; } = [];

    /// <summary>Its outputs, where their content is known: reused, injected, or found for a step that reads them.</summary>
    public IReadOnlyList<OutputRecord> Outputs { get; init; } = [];

    /// <summary>For a step that is reused, which step of which run made its outputs.</summary>
    public (string Run, string Step)? MadeBy { get; init; }

    /// <summary>The figures among the outputs of a step that is reused.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Metrics { get; init; } = [];

    /// <summary>In a run that goes on: the step as it was committed and is kept.</summary>
    public StepRecord? Kept { get; init; }

    /// <summary>True when a checkpoint with its key must not be used.</summary>
    public bool MustRun { get; init; }

    /// <summary>For a blocked step, what to do about it.</summary>
    public Finding? Obstacle { get; init; }
}

/// <summary>What a run would do, step by step, each with its reason.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Checked">The workflow as it would be run, with all changes applied.</param>
/// <param name="Steps">The steps, each after all that it reads from.</param>
/// <param name="Injected">The data put in the place of ports, by address.</param>
/// <param name="Warnings">What a user should know and that stops nothing.</param>
public sealed record RunPlan(
    RunRequest Request, CheckedWorkflow Checked, IReadOnlyList<PlannedStep> Steps, IReadOnlyDictionary<string, Injection> Injected, IReadOnlyList<Finding> Warnings)
{
    /// <summary>The workflow's name.</summary>
    public string Workflow => Checked.Workflow.Name;

    /// <summary>What stands in the way, of all blocked steps.</summary>
    public IReadOnlyList<Finding> Obstacles => [.. Steps.Where(s => s.Obstacle is not null).Select(s => s.Obstacle!)];
}
