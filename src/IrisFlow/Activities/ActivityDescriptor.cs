using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>All that is known of an activity from its class: the one place that reflects over it.</summary>
public sealed class ActivityDescriptor
{
    private static readonly ConcurrentDictionary<Type, ActivityDescriptor> Known = new();

    private ActivityDescriptor(Type type)
    {
        var attribute = type.GetCustomAttribute<ActivityAttribute>()
            ?? throw new InvalidOperationException($"{type.FullName} has no [Activity(\"family.verb\")].");
        (Type, Name, Version, Tags) = (type, attribute.Name, attribute.Version, attribute.Tags);
        HasSideEffect = type.IsDefined(typeof(SideEffectAttribute));
        IsVolatile = type.IsDefined(typeof(VolatileAttribute));
        var ports = ParameterDescriptor.InOrder(type).ToList();
        Inputs = [.. ports.Where(p => PortDescriptor.IsInput(p.PropertyType)).Select(p => new PortDescriptor(p))];
        Outputs = [.. ports.Where(p => PortDescriptor.IsOutput(p.PropertyType)).Select(p => new PortDescriptor(p))];
        Parameters = ParameterDescriptor.Of(type);
    }

    /// <summary>The descriptor of an activity class.</summary>
    /// <exception cref="InvalidOperationException">The class has no <see cref="ActivityAttribute"/>.</exception>
    public static ActivityDescriptor Of(Type type) => Known.GetOrAdd(type, static t => new ActivityDescriptor(t));

    /// <summary>The stored name, without version.</summary>
    public string Name { get; }

    /// <summary>The version, from 1.</summary>
    public int Version { get; }

    /// <summary>How a workflow names it: <c>data.filter</c>, or <c>data.split@2</c>.</summary>
    public string Uses => Version == 1 ? Name : $"{Name}@{Version}";

    /// <summary>Other words that people look for it by.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>The class.</summary>
    public Type Type { get; }

    /// <summary>True when it changes something outside the workspace.</summary>
    public bool HasSideEffect { get; }

    /// <summary>True when it always runs, because its inputs don't tell what it gives.</summary>
    public bool IsVolatile { get; }

    /// <summary>The input ports in the order of declaration.</summary>
    public IReadOnlyList<PortDescriptor> Inputs { get; }

    /// <summary>The output ports in the order of declaration.</summary>
    public IReadOnlyList<PortDescriptor> Outputs { get; }

    /// <summary>The parameters in the order of declaration.</summary>
    public IReadOnlyList<ParameterDescriptor> Parameters { get; }

    /// <summary>What the class's documentation says.</summary>
    public string Summary => Docs.Summary(Type);

    /// <summary>A step that uses it, as a file has it; null where its documentation has no example and its parameters need one.</summary>
    public JsonObject? Example => ActivityExample.Of(this);

    /// <summary>Makes the activity of a step. What can't be bound is reported, and left at its default.</summary>
    /// <param name="step">The step's name.</param>
    /// <param name="from">The address each input is wired to.</param>
    /// <param name="with">The parameter values, placeholders resolved.</param>
    /// <param name="catalog">Where injected kinds are found.</param>
    /// <param name="report">Told of each problem: the parameter or port, and what is wrong.</param>
    internal Activity Create(
        string step, IReadOnlyDictionary<string, string> from, JsonObject with, Catalog catalog, Action<ValueProblem> report)
    {
        var activity = (Activity)Activator.CreateInstance(Type, nonPublic: true)!;
        foreach (var input in Inputs)
        {
            if (from.TryGetValue(input.Name, out var address))
            {
                input.Property.SetValue(activity, input.Kind.InputAt(address));
            }
        }

        foreach (var output in Outputs)
        {
            ((IOut)output.Property.GetValue(activity)!).Bind(step, output.Name);
        }

        ValueBinder.Bind(activity, Parameters, with, catalog, "", report);
        return activity;
    }

    /// <summary>An activity made in code, its outputs named after the step.</summary>
    internal void BindOutputs(Activity activity, string step)
    {
        foreach (var output in Outputs)
        {
            ((IOut)output.Property.GetValue(activity)!).Bind(step, output.Name);
        }
    }
}
