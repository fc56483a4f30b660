using System.Collections.Concurrent;
using System.Reflection;

namespace IrisFlow;

/// <summary>One choice among injected values, as its class declares it.</summary>
/// <param name="Name">What stands under <c>"kind"</c>.</param>
/// <param name="Type">The class.</param>
/// <param name="Parameters">Its parameters.</param>
public sealed record KindDescriptor(string Name, Type Type, IReadOnlyList<ParameterDescriptor> Parameters)
{
    /// <summary>What the class's documentation says.</summary>
    public string Summary => Docs.Summary(Type);
}

/// <summary>The activities and injected kinds of some assemblies, found by their attributes: nothing is registered by hand.</summary>
public sealed class Catalog
{
    private readonly Lazy<Dictionary<string, Type>> _activities;
    private readonly Lazy<List<(string Name, Type Type)>> _kinds;
    private readonly ConcurrentDictionary<Type, IReadOnlyDictionary<string, KindDescriptor>> _families = new();

    /// <summary>All that the assemblies hold.</summary>
    public Catalog(params IEnumerable<Assembly> assemblies)
    {
        Assemblies = [.. assemblies.Distinct()];
        var types = new Lazy<List<Type>>(() => [.. Assemblies.SelectMany(a => a.GetTypes()).Where(t => t is { IsClass: true, IsAbstract: false })]);
        _activities = new(() => Activities(types.Value));
        _kinds = new(() => [.. types.Value
            .Where(t => t.IsDefined(typeof(KindAttribute), inherit: false))
            .Select(t => (t.GetCustomAttribute<KindAttribute>()!.Name, t))]);
    }

    /// <summary>Where it looks.</summary>
    public IReadOnlyList<Assembly> Assemblies { get; }

    /// <summary>All activities, sorted by name.</summary>
    public IEnumerable<ActivityDescriptor> All => _activities.Value.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => ActivityDescriptor.Of(a.Value));

    /// <summary>The names that a step may use.</summary>
    public IEnumerable<string> Names => _activities.Value.Keys;

    /// <summary>The activity of this name (<c>data.filter</c>, <c>data.split@2</c>), or null.</summary>
    public ActivityDescriptor? Find(string uses) => _activities.Value.TryGetValue(uses, out var type) ? ActivityDescriptor.Of(type) : null;

    /// <summary>The kinds that derive from a class, by name.</summary>
    public IReadOnlyDictionary<string, KindDescriptor> KindsOf(Type family) => _families.GetOrAdd(
        family,
        f => Kinds(f, _kinds.Value.Where(k => k.Type.IsAssignableTo(f))));

    private static Dictionary<string, KindDescriptor> Kinds(Type family, IEnumerable<(string Name, Type Type)> kinds)
    {
        var found = new Dictionary<string, KindDescriptor>(StringComparer.Ordinal);
        foreach (var (name, type) in kinds)
        {
            if (!found.TryAdd(name, new KindDescriptor(name, type, ParameterDescriptor.Of(type))))
            {
                throw Twice($"Two kinds of {ValueBinder.TypeName(family)} are named '{name}'", found[name].Type, type);
            }
        }

        return found;
    }

    private static Dictionary<string, Type> Activities(List<Type> types)
    {
        var found = new Dictionary<string, Type>(StringComparer.Ordinal);
        foreach (var type in types.Where(t => t.IsDefined(typeof(ActivityAttribute), inherit: false)))
        {
            var attribute = type.GetCustomAttribute<ActivityAttribute>()!;
            var uses = attribute.Version == 1 ? attribute.Name : $"{attribute.Name}@{attribute.Version}";
            if (!found.TryAdd(uses, type))
            {
                throw Twice($"Two activities are named '{uses}'", found[uses], type);
            }
        }

        return found;
    }

    private static IrisFlowException Twice(string what, Type first, Type second) => new(
        new Finding("IF109", $"{what}: {first.FullName} and {second.FullName}.") { Expected = "Each needs a name of its own." });
}
