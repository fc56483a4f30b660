using System.Diagnostics.CodeAnalysis;
using IrisFlow.Engine.Plan;

namespace IrisFlow.Engine.Run;

/// <summary>Which steps can begin: those whose producers are done. Steps that are ready together begin in the order of the plan.</summary>
internal sealed class Readiness
{
    private readonly Dictionary<string, PlannedStep> _steps;
    private readonly Dictionary<string, int> _waitsFor = [];
    private readonly Dictionary<string, List<string>> _readers = [];
    private readonly Dictionary<string, int> _openReaders = [];
    private readonly PriorityQueue<string, int> _ready = new();

    public Readiness(IReadOnlyList<PlannedStep> plan)
    {
        _steps = plan.Where(s => s.Decision == Decision.Run).ToDictionary(s => s.Name);
        foreach (var step in _steps.Values)
        {
            var producers = Producers(step).ToList();
            _waitsFor[step.Name] = producers.Count(_steps.ContainsKey);
            foreach (var producer in producers)
            {
                _readers.TryAdd(producer, []);
                _readers[producer].Add(step.Name);
                _openReaders[producer] = _openReaders.GetValueOrDefault(producer) + 1;
            }

            if (_waitsFor[step.Name] == 0)
            {
                _ready.Enqueue(step.Name, step.Position);
            }
        }
    }

    /// <summary>A step that can begin.</summary>
    public bool TryTake([MaybeNullWhen(false)] out PlannedStep step)
    {
        step = _ready.TryDequeue(out var name, out _) ? _steps[name] : null;
        return step is not null;
    }

    /// <summary>Says that a step's outputs are there.</summary>
    /// <returns>The steps whose outputs nothing in this run will read any more.</returns>
    public IReadOnlyList<string> Done(string step)
    {
        var read = Producers(_steps[step]).Where(producer => --_openReaders[producer] == 0).ToList();
        if (!_openReaders.ContainsKey(step))
        {
            read.Add(step);
        }

        foreach (var reader in _readers.GetValueOrDefault(step, []))
        {
            if (--_waitsFor[reader] == 0)
            {
                _ready.Enqueue(reader, _steps[reader].Position);
            }
        }

        return read;
    }

    /// <summary>All that reads from a step, directly or not.</summary>
    public IReadOnlyCollection<string> After(string step)
    {
        var after = new HashSet<string>();
        var open = new Stack<string>(_readers.GetValueOrDefault(step, []));
        while (open.TryPop(out var name))
        {
            if (after.Add(name))
            {
                _readers.GetValueOrDefault(name, []).ForEach(open.Push);
            }
        }

        return after;
    }

    // An input that the user gave data for reads itself.
    private static IEnumerable<string> Producers(PlannedStep step) =>
        step.Bound.Wires.Values.Select(a => Address.Split(a).Step).Distinct().Where(p => p != step.Name);
}
