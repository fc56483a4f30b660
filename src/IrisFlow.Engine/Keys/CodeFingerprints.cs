using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using IrisFlow.Engine.Fingerprints;

namespace IrisFlow.Engine.Keys;

/// <summary>What stands for the code of an activity in its key. Code that was looked into once is recognised, and not looked into again.</summary>
internal sealed class CodeFingerprints(IRunStore store)
{
    private readonly ConditionalWeakTable<StepEnvironment, Program> _programs = [];
    private readonly ConcurrentDictionary<string, Fingerprinter> _readers = new();
    private readonly ConcurrentDictionary<(string CodeBase, string Roots), string> _known = new();
    private readonly ConcurrentDictionary<string, CodeRecord> _computed = new();
    private readonly ConcurrentQueue<(string CodeBase, string Roots, CodeFingerprint Fingerprint)> _unsaved = new();

    /// <summary>The fingerprint of an activity, of the kinds that its parameters hold, and of what its ports carry.</summary>
    public string Of(ActivityDescriptor descriptor, Activity activity, StepEnvironment environment)
    {
        var program = _programs.GetValue(environment, static e => new(new CodeIdentity(e), new()));
        var kinds = descriptor.Parameters.SelectMany(p => Kinds(p.Property.GetValue(activity))).Distinct().ToList();
        return kinds.Count == 0
            ? program.WithoutKinds.GetOrAdd(descriptor.Type, _ => Of(program.Identity, RootsOf(descriptor, [])))
            : Of(program.Identity, RootsOf(descriptor, kinds));
    }

    /// <summary>The code behind a fingerprint, with the warnings about it; null when nobody knows it.</summary>
    public CodeRecord? Find(string fingerprint) => _computed.TryGetValue(fingerprint, out var computed) ? computed : store.FindCode(fingerprint);

    /// <summary>Records what was computed since the last call.</summary>
    public void Save(IRunWriter writer)
    {
        while (_unsaved.TryDequeue(out var next))
        {
            writer.SaveCode(_computed[next.Fingerprint.Hash]);
            writer.SaveFingerprint(next.CodeBase, next.Roots, next.Fingerprint.Hash);
        }
    }

    private string Of(CodeIdentity identity, CodeRoots roots)
    {
        var text = roots.ToString();
        return _known.GetOrAdd((identity.Text, text), _ => store.FindFingerprint(identity.Text, text) ?? Compute(identity, roots, text));
    }

    // Apart from the rest, so that what reads assemblies is loaded only when it is needed.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private string Compute(CodeIdentity identity, CodeRoots roots, string text)
    {
        var computed = _readers.GetOrAdd(identity.Text, _ => new Fingerprinter(identity)).Of(roots);
        _computed[computed.Hash] = new(computed.Hash, computed.Methods, computed.Warnings);
        _unsaved.Enqueue((identity.Text, text, computed));
        return computed.Hash;
    }

    private static CodeRoots RootsOf(ActivityDescriptor descriptor, IReadOnlyList<Type> kinds) => new(
        ClassName.Of(descriptor.Type), [.. kinds.Select(ClassName.Of)], [.. descriptor.Inputs.Concat(descriptor.Outputs).Select(p => ClassName.Of(p.Kind.Type))]);

    /// <summary>The classes of the kinds in a value: its own, those in its parameters, those in lists.</summary>
    private static IEnumerable<Type> Kinds(object? value) => value switch
    {
        null or string => [],
        IEnumerable list => list.Cast<object?>().SelectMany(Kinds),
        _ when value.GetType() is var type && type.IsDefined(typeof(KindAttribute), inherit: false) =>
            ParameterDescriptor.Of(type).SelectMany(p => Kinds(p.Property.GetValue(value))).Prepend(type),
        _ => [],
    };

    private sealed record Program(CodeIdentity Identity, ConcurrentDictionary<Type, string> WithoutKinds);
}
