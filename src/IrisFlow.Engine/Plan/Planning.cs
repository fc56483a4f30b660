namespace IrisFlow.Engine.Plan;

/// <summary>A plan in the making: the steps decided so far, and the content that is known at each address.</summary>
internal sealed class Planning
{
    private readonly Dictionary<string, OutputRecord> _known = [];
    private readonly Dictionary<string, int> _index = [];
    private readonly HashSet<string> _read;
    private readonly Lazy<HashSet<string>> _wired;

    public Planning(
        RunRequest request, CheckedWorkflow workflow, IReadOnlySet<string> selected, IReadOnlyDictionary<string, Injection> injected)
    {
        (Request, Workflow, Selected, Injected) = (request, workflow, selected, injected);
        _read = workflow.Steps.Where(s => selected.Contains(s.Name)).SelectMany(s => s.Producers).ToHashSet();
        _wired = new(() => workflow.Steps.SelectMany(s => s.Step.From.Values).ToHashSet());
        foreach (var (address, injection) in injected)
        {
            _known[address] = injection.Output;
        }
    }

    public RunRequest Request { get; }

    public CheckedWorkflow Workflow { get; }

    public IReadOnlySet<string> Selected { get; }

    public IReadOnlyDictionary<string, Injection> Injected { get; }

    public List<PlannedStep> Steps { get; } = [];

    public void Add(PlannedStep step)
    {
        _index[step.Name] = Steps.Count;
        Steps.Add(step);
        Learn(step);
    }

    public PlannedStep this[string name]
    {
        get => Steps[_index[name]];
        set
        {
            Steps[_index[name]] = value;
            Learn(value);
        }
    }

    /// <summary>True when a selected step reads from this one.</summary>
    public bool IsRead(string step) => _read.Contains(step);

    /// <summary>True when any step of the workflow reads this address.</summary>
    public bool IsReadByAny(string address) => _wired.Value.Contains(address);

    /// <summary>The content at an address, or null while it is not known.</summary>
    public OutputRecord? OutputAt(string address) => _known.GetValueOrDefault(address);

    private void Learn(PlannedStep step)
    {
        foreach (var output in step.Outputs)
        {
            var address = $"{step.Name}.{output.Port}";
            _known[address] = Injected.TryGetValue(address, out var given) ? given.Output : output;
        }
    }
}
