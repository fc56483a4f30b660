using System.Collections;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace IrisFlow.Engine.Keys;

/// <summary>What stands for the code of an activity in its key.</summary>
/// <remarks>
/// The module version ids of the assemblies that its class and its injected kinds come from, and of the language: a build of the
/// same sources gives the same ids. An unrelated change in such an assembly makes steps run again, never the other way round.
/// </remarks>
internal sealed class CodeFingerprints
{
    private readonly ConcurrentDictionary<Type, string> _known = new();

    /// <summary>The fingerprint of an activity and of the kinds that its parameters hold.</summary>
    public string Of(ActivityDescriptor descriptor, Activity activity)
    {
        var kinds = descriptor.Parameters.SelectMany(p => Kinds(p.Property.GetValue(activity))).ToList();
        return kinds.Count == 0 ? _known.GetOrAdd(descriptor.Type, type => Hash([type])) : Hash([descriptor.Type, .. kinds]);
    }

    /// <summary>The classes of the kinds in a value: its own, those in its parameters, those in lists.</summary>
    private static IEnumerable<Type> Kinds(object? value) => value switch
    {
        null or string => [],
        IEnumerable list => list.Cast<object?>().SelectMany(Kinds),
        _ when value.GetType() is var type && type.IsDefined(typeof(KindAttribute), inherit: false) =>
            ParameterDescriptor.Of(type).SelectMany(p => Kinds(p.Property.GetValue(value))).Prepend(type),
        _ => [],
    };

    private static string Hash(IEnumerable<Type> types)
    {
        var modules = types.Append(typeof(Activity)).Select(t => $"{t.Module.Name} {t.Module.ModuleVersionId}").Distinct().Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', modules))))[..16];
    }
}
