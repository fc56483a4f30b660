using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace IrisFlow.Engine.Fingerprints;

/// <summary>The assemblies that a step's code may come from, and a text that changes whenever any of their code does.</summary>
/// <remarks>
/// The text holds the ids of their builds, so an unchanged program is recognised without looking into it. Packages have no say in such
/// an id: where there are any, the stamps of their files count.
/// </remarks>
internal sealed class CodeIdentity
{
    // Raised when the same code gives another fingerprint than before.
    private const string Algorithm = "1";

    private static readonly string RuntimeFolder = Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "";

    private readonly Dictionary<string, Assembly> _own = [];
    private readonly Lazy<Dictionary<string, string>> _others;

    public CodeIdentity(StepEnvironment environment)
    {
        Assembly[] own = [typeof(Activity).Assembly, .. environment.Catalog.Assemblies, .. environment.Formats.All.Select(f => f.GetType().Assembly)];
        foreach (var assembly in own)
        {
            _own[assembly.GetName().Name!] = assembly;
        }

        _others = new(FindOthers);
        Text = MakeText();
    }

    /// <summary>The version of the runtime.</summary>
    public static string Runtime => Environment.Version.ToString();

    /// <summary>What stands for all of the code: 32 hexadecimal characters.</summary>
    public string Text { get; }

    /// <summary>The files to look into.</summary>
    public IEnumerable<string> Files => _own.Values.Select(a => a.Location).Where(File.Exists);

    /// <summary>The id of a loaded assembly's build.</summary>
    public Guid? Build(string name) => _own.TryGetValue(name, out var own) ? own.ManifestModule.ModuleVersionId : null;

    /// <summary>True for an assembly of the runtime. A program that brings its own runtime has it among its other files, where it can't be told apart.</summary>
    public static bool IsFramework(string name) => RuntimeFolder != AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar) && File.Exists(Path.Combine(RuntimeFolder, $"{name}.dll"));

    /// <summary>Where another assembly lies; null when it is nowhere to be found.</summary>
    public string? Locate(string name) => _others.Value.GetValueOrDefault(name);

    private string MakeText()
    {
        var lines = _own.Values.Select(a => $"{a.GetName().Name} {a.ManifestModule.ModuleVersionId:N}").ToList();
        if (_own.Values.SelectMany(a => a.GetReferencedAssemblies()).Select(r => r.Name!).Distinct().Any(n => !_own.ContainsKey(n) && !IsFramework(n)))
        {
            lines.AddRange(_others.Value.Select(o => new FileInfo(o.Value)).Select(f => $"{f.Name} {f.Length} {f.LastWriteTimeUtc.Ticks}"));
        }

        lines.Sort(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Algorithm}\n{Runtime}\n{string.Join('\n', lines)}")))[..32];
    }

    /// <summary>What the program was started with and what lies beside the application's code, without the runtime's own.</summary>
    private Dictionary<string, string> FindOthers()
    {
        var found = new Dictionary<string, string>();
        var trusted = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var beside = Files.Select(f => Path.GetDirectoryName(f)!).Distinct().SelectMany(d => Directory.EnumerateFiles(d, "*.dll"));
        foreach (var path in trusted.Concat(beside))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            if (!IsFramework(name) && !_own.ContainsKey(name))
            {
                found.TryAdd(name, path);
            }
        }

        return found;
    }
}
