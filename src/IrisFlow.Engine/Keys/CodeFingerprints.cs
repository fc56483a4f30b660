using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using IrisFlow.Engine.Fingerprints;

namespace IrisFlow.Engine.Keys;

/// <summary>What stands for the code of an activity in its key. Code that was looked into once is recognised, and not looked into again.</summary>
/// <param name="store">Remembers the fingerprints of this workspace.</param>
/// <param name="folder">Remembers those of all workspaces of the user; null where nothing does.</param>
internal sealed class CodeFingerprints(IRunStore store, FingerprintFolder? folder = null)
{
    private readonly ConditionalWeakTable<StepEnvironment, Program> _programs = [];
    private readonly ConcurrentDictionary<string, Fingerprinter> _readers = new();
    private readonly ConcurrentDictionary<string, string> _known = new();
    private readonly ConcurrentDictionary<string, CodeRecord> _learned = new();
    private readonly ConcurrentQueue<Learned> _unsaved = new();

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
    public CodeRecord? Find(string fingerprint) => _learned.TryGetValue(fingerprint, out var learned) ? learned : store.FindCode(fingerprint);

    /// <summary>What could not be seen into in the code behind a fingerprint: a rule and a sentence each.</summary>
    public IReadOnlyList<string> WarningsOf(string fingerprint) =>
        _learned.TryGetValue(fingerprint, out var learned) ? learned.Warnings : store.CodeWarnings(fingerprint);

    /// <summary>Records what was learned since the last call.</summary>
    public void Save(IRunWriter writer)
    {
        while (_unsaved.TryDequeue(out var next))
        {
            writer.SaveCode(next.Code);
            writer.SaveFingerprint(next.CodeBase, next.Roots, next.Code.Fingerprint);
        }
    }

    private string Of(CodeIdentity identity, CodeRoots roots)
    {
        var text = roots.ToString();
        return _known.GetOrAdd($"{identity.Text}\n{text}", _ => store.FindFingerprint(identity.Text, text) ?? Learn(identity, roots, text).Fingerprint);
    }

    private CodeRecord Learn(CodeIdentity identity, CodeRoots roots, string text)
    {
        var code = folder?.Find(identity.Text, text);
        if (code is null)
        {
            code = Compute(identity, roots);
            folder?.Keep(identity.Text, text, code);
        }

        _learned[code.Fingerprint] = code;
        _unsaved.Enqueue(new(identity.Text, text, code));
        return code;
    }

    // Apart from the rest, so that what reads assemblies is loaded only when it is needed.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private CodeRecord Compute(CodeIdentity identity, CodeRoots roots)
    {
        var computed = _readers.GetOrAdd(identity.Text, _ => new Fingerprinter(identity)).Of(roots);
        return new(computed.Hash, computed.Methods, computed.Warnings);
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

    private sealed record Learned(string CodeBase, string Roots, CodeRecord Code);

    private sealed record Program(CodeIdentity Identity, ConcurrentDictionary<Type, string> WithoutKinds);
}
