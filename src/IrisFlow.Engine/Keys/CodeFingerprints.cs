using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
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
    private static readonly Type[] MayBeInAModel = [typeof(Predictor), typeof(Transform), typeof(Estimator), typeof(Trainer)];

    private readonly ConcurrentDictionary<Type, string> _known = new();

    /// <summary>The fingerprint of an activity, of the kinds that its parameters hold, and of those that a model it reads may hold.</summary>
    public string Of(ActivityDescriptor descriptor, Activity activity, Catalog catalog)
    {
        // Which predictor and transforms a model holds is known only once it is there; so all there are count.
        if (descriptor.Inputs.Any(i => i.Kind.Type == typeof(Model)))
        {
            return Hash(MayBeInAModel.SelectMany(family => catalog.KindsOf(family).Values).Select(k => k.Type.Module).Append(descriptor.Type.Module));
        }

        var kinds = descriptor.Parameters.SelectMany(p => Kinds(p.Property.GetValue(activity))).ToList();
        return kinds.Count == 0 ? _known.GetOrAdd(descriptor.Type, type => Hash([type.Module])) : Hash(kinds.Select(k => k.Module).Append(descriptor.Type.Module));
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

    private static string Hash(IEnumerable<Module> modules)
    {
        var ids = modules.Append(typeof(Activity).Module).Select(m => $"{m.Name} {m.ModuleVersionId}").Distinct().Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', ids))))[..16];
    }
}
