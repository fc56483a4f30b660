using System.Collections.Immutable;
using IrisFlow.Engine.Fingerprints;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IrisFlow.Engine.Tests.Fingerprints;

/// <summary>An application as a developer has it on disk: source files, embedded resources, a library beside it. Compiled for real.</summary>
internal sealed record SampleProject
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading.Tasks; global using IrisFlow;";

    private static readonly string RuntimeFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private static readonly Lazy<ImmutableArray<MetadataReference>> Framework = new(() =>
    [
        .. Directory.EnumerateFiles(RuntimeFolder, "*.dll")
            .Where(p => Path.GetFileName(p) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll" or "Microsoft.CSharp.dll"))
            .Where(p => !p.EndsWith(".Native.dll", StringComparison.Ordinal))
            .Select(p => MetadataReference.CreateFromFile(p)),
        MetadataReference.CreateFromFile(typeof(Activity).Assembly.Location),
    ]);

    /// <summary>The source files by name.</summary>
    public required ImmutableSortedDictionary<string, string> Sources { get; init; }

    /// <summary>The embedded resources by name.</summary>
    public ImmutableSortedDictionary<string, string> Resources { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The source of a library that the application references and that nobody looks into.</summary>
    public string Library { get; init; } = "";

    /// <summary>Where the sources lie.</summary>
    public string Folder { get; init; } = "/home/one/app";

    /// <summary>True to hand the files to the compiler from last to first.</summary>
    public bool IsReversed { get; init; }

    /// <summary>The version of the runtime.</summary>
    public string Runtime { get; init; } = "10.0.11";

    /// <summary>The project with a text in a file replaced; the text must be there.</summary>
    public SampleProject With(string file, string old, string changed)
    {
        Assert.Contains(old, Sources[file]);
        return this with { Sources = Sources.SetItem(file, Sources[file].Replace(old, changed)) };
    }

    /// <summary>The project with one more file.</summary>
    public SampleProject WithFile(string file, string text) => this with { Sources = Sources.Add(file, text) };

    /// <summary>The fingerprint of each activity, by stored name.</summary>
    public IReadOnlyDictionary<string, CodeFingerprint> Fingerprints(IReadOnlyDictionary<string, CodeRoots> roots)
    {
        var folder = Directory.CreateTempSubdirectory("irisflow-").FullName;
        try
        {
            var library = Path.Combine(folder, "Sample.Library.dll");
            Compile("Sample.Library", [("Library.cs", Library)], ImmutableSortedDictionary<string, string>.Empty, library, []);
            var application = Path.Combine(folder, "Sample.dll");
            var sources = Sources.Select(s => (s.Key, s.Value)).Append(("Usings.cs", Usings));
            Compile("Sample", IsReversed ? sources.Reverse() : sources, Resources, application, [MetadataReference.CreateFromFile(library)]);
            using var code = new CodeBase(
                [application, typeof(Activity).Assembly.Location],
                name => File.Exists(Path.Combine(RuntimeFolder, $"{name}.dll")),
                name => Path.Combine(folder, $"{name}.dll") is var path && File.Exists(path) ? path : null);
            return roots.ToDictionary(r => r.Key, r => new CodeWalk(code, Runtime).From(r.Value));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Compile(
        string name, IEnumerable<(string File, string Text)> sources, ImmutableSortedDictionary<string, string> resources, string path, IEnumerable<MetadataReference> references)
    {
        var trees = sources.Select(s => CSharpSyntaxTree.ParseText(s.Text, new CSharpParseOptions(LanguageVersion.Latest), $"{Folder}/{s.File}", System.Text.Encoding.UTF8));
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable, deterministic: true);
        var embedded = resources.Select(r => new ResourceDescription(r.Key, () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(r.Value)), isPublic: true));
        var result = CSharpCompilation.Create(name, trees, Framework.Value.Concat(references), options).Emit(path, manifestResources: embedded);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
    }
}
